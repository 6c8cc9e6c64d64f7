"""A site is replaced whole or not at all: whatever stops a build, and at whatever moment it is killed."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.sitekit import CHECKOUT, build, environment, write, write_site
from treatyline.staging import Staging, StagingError, explain

GENERATOR = '<meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.8.1">'
OLD = {"index.html": f"{GENERATOR}old", "agreements/gone.html": "old"}
DOTFILES = {".git/HEAD": "ref", ".git/refs/main": "commit", ".nojekyll": ""}
NEW = {"index.html": f"{GENERATOR}new", "agreements/added.html": "new"}

Tree = dict[str, str]


# --- sites --------------------------------------------------------------------------------------------------


def tree(folder: Path) -> Tree | None:
    """All that is in a folder, by path: a file's text, where a link leads, "/" for a folder. None where it is not."""
    return (
        {path.relative_to(folder).as_posix(): _content(path) for path in folder.rglob("*")} if folder.is_dir() else None
    )


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return "/" if path.is_dir() else path.read_text(encoding="utf-8")


def write_old(site: Path) -> Path:
    write(site, OLD | DOTFILES)
    (site / ".latest").symlink_to("agreements")
    (site / ".dangling").symlink_to("nowhere/at/all")
    return site


def beside(site: Path) -> list[str]:
    """What lies beside a site."""
    return sorted(path.name for path in site.parent.iterdir() if path != site)


def replace(site: Path) -> None:
    """Build the new site and publish it."""
    staging = Staging.begin(site)
    write(staging.build, NEW)
    staging.publish()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An old site, alone in its folder."""
    return write_old(tmp_path / "here" / "site")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Tree | None:
    return tree(write_old(tmp_path_factory.mktemp("old")))


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Tree | None:
    """The new site, with the old one's dotfiles."""
    folder = write_old(tmp_path_factory.mktemp("new"))
    (folder / "agreements" / "gone.html").unlink()
    return tree(write(folder, NEW))


# --- what the system refuses --------------------------------------------------------------------------------


def libc_that_refuses(error: int) -> Callable[..., SimpleNamespace]:
    """Stands in for ctypes.CDLL: a C library whose kernel will not exchange two folders."""

    def renameat2(*arguments: object) -> int:
        ctypes.set_errno(error)
        return -1

    return lambda name, use_errno: SimpleNamespace(renameat2=renameat2)


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test for both ways of putting a site in place."""
    if request.param == "two renames":
        monkeypatch.setattr(ctypes, "CDLL", libc_that_refuses(errno.EINVAL))
    return request.param


def refuse(
    monkeypatch: pytest.MonkeyPatch, call: str, error: int, when: Callable[[Path], bool] = lambda _: True
) -> None:
    """Let a call of `os` fail on the paths for which `when` says so."""
    real = getattr(os, call)

    def refusing(path: str | Path, *others: object, **options: object) -> object:
        if when(Path(path)):
            raise OSError(error, os.strerror(error), str(path))
        return real(path, *others, **options)

    monkeypatch.setattr(os, call, refusing)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be an ordinary user for a while: root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def anyones() -> Iterator[Path]:
    """A folder in which any user may do anything."""
    with tempfile.TemporaryDirectory() as name, without_umask():
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


@contextmanager
def without_umask() -> Iterator[None]:
    mask = os.umask(0)
    try:
        yield
    finally:
        os.umask(mask)


@pytest.fixture
def mount() -> Iterator[Callable[..., bool]]:
    """Mounts on a folder, by the words of the `mount` command before it. False where that is not permitted here."""
    mounted: list[Path] = []

    def try_to_mount(*words: str, on: Path) -> bool:
        command = shutil.which("mount")
        done = command is not None and subprocess.run([command, *words, on], capture_output=True).returncode == 0
        if done:
            mounted.append(on)
        return done

    yield try_to_mount
    for folder in mounted:
        subprocess.run(["umount", folder], check=True)


# --- replacing ----------------------------------------------------------------------------------------------


def test_a_published_site_is_the_new_one_with_the_old_ones_dotfiles(site: Path, way: str, new: Tree) -> None:
    replace(site)
    assert tree(site) == new
    assert beside(site) == []


def test_the_old_site_stays_as_it_is_until_the_new_one_is_published(site: Path, old: Tree) -> None:
    staging = Staging.begin(site)
    write(staging.build, NEW)
    assert tree(site) == old
    assert staging.in_place is None
    assert staging.build != site


def test_a_discarded_site_leaves_the_old_one_and_nothing_beside_it(site: Path, old: Tree) -> None:
    staging = Staging.begin(site)
    write(staging.build, NEW)
    staging.discard()
    assert tree(site) == old
    assert beside(site) == []


@pytest.mark.parametrize("before", ["nothing", "an empty folder"])
def test_a_first_site_is_published(tmp_path: Path, way: str, before: str) -> None:
    site = tmp_path / "here" / "deeper" / "site"
    if before == "an empty folder":
        site.mkdir(parents=True)
    replace(site)
    assert tree(site) == tree(write(tmp_path / "expected", NEW))
    assert beside(site) == []


def test_a_first_site_that_is_discarded_was_never_there(tmp_path: Path) -> None:
    site = tmp_path / "here" / "site"
    staging = Staging.begin(site)
    write(staging.build, NEW)
    staging.discard()
    assert not site.exists()
    assert beside(site) == []


def test_a_build_begins_with_an_empty_folder(site: Path) -> None:
    write(site.parent / ".site.staging" / "new", NEW)
    assert tree(Staging.begin(site).build) == {}


def test_what_is_over_stays_over(site: Path, new: Tree) -> None:
    first = Staging.begin(site)
    write(first.build, NEW)
    first.publish()
    second = Staging.begin(site)
    first.discard()
    assert second.build.is_dir()
    second.discard()
    second.discard()
    assert tree(site) == new


def test_a_new_site_that_has_vanished_is_discarded_without_complaint(site: Path, old: Tree) -> None:
    staging = Staging.begin(site)
    shutil.rmtree(staging.build)
    staging.discard()
    assert tree(site) == old
    assert beside(site) == []


def test_a_symbolic_link_to_a_site_stays_one_and_leads_to_the_new_site(site: Path, tmp_path: Path, new: Tree) -> None:
    link = tmp_path / "link"
    link.symlink_to(site)
    assert Staging.begin(link).site == site
    replace(link)
    assert link.readlink() == site
    assert tree(site) == new


def test_a_relative_path_is_the_folder_that_it_was_when_the_build_began(
    site: Path, monkeypatch: pytest.MonkeyPatch, new: Tree, tmp_path: Path
) -> None:
    monkeypatch.chdir(site.parent)
    staging = Staging.begin(Path("site"))
    write(staging.build, NEW)
    monkeypatch.chdir(tmp_path)
    staging.publish()
    assert tree(site) == new


def test_a_new_site_has_the_mode_of_the_old_one(site: Path, way: str) -> None:
    site.chmod(0o2750)
    replace(site)
    assert stat.S_IMODE(site.stat().st_mode) == 0o2750


# --- dotfiles -----------------------------------------------------------------------------------------------


def test_a_dotfile_of_the_new_site_goes_before_the_old_ones(site: Path) -> None:
    staging = Staging.begin(site)
    write(staging.build, {".git/HEAD": "another"})
    (staging.build / ".nojekyll").symlink_to("dangling")
    staging.publish()
    assert tree(site / ".git") == {"HEAD": "another"}
    assert (site / ".nojekyll").readlink() == Path("dangling")


def test_a_git_file_of_a_work_tree_is_carried_over(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": GENERATOR, ".git": "gitdir: /elsewhere"})
    replace(site)
    assert (site / ".git").read_text() == "gitdir: /elsewhere"


def test_dotfiles_are_linked_and_not_copied(site: Path) -> None:
    inode = (site / ".git" / "HEAD").stat().st_ino
    replace(site)
    assert (site / ".git" / "HEAD").stat().st_ino == inode


@pytest.mark.parametrize("error", [errno.EXDEV, errno.EPERM, errno.EMLINK])
def test_dotfiles_are_copied_where_they_cannot_be_linked(
    site: Path, new: Tree, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    (site / ".git" / "HEAD").chmod(0o640)
    refuse(monkeypatch, "link", error)
    replace(site)
    assert tree(site) == new
    assert stat.S_IMODE((site / ".git" / "HEAD").stat().st_mode) == 0o640


def test_a_folders_mode_is_carried_over_with_it(site: Path) -> None:
    (site / ".git" / "refs").chmod(0o750)
    replace(site)
    assert stat.S_IMODE((site / ".git" / "refs").stat().st_mode) == 0o750


# --- whose folder it is -------------------------------------------------------------------------------------

STRANGERS = {
    "documents": {"thesis.odt": "years of work"},
    "a site of another maker": {"index.html": '<meta name="generator" content="Hugo 0.120"><p>Farewell, MkDocs'},
    "a page about MkDocs": {"404.html": "<title>mkdocs-material</title><!-- better than the MkDocs version -->"},
    "an index that is a folder": {"index.html/notes.txt": "mkdocs"},
}


@pytest.mark.parametrize("files", STRANGERS.values(), ids=STRANGERS)
def test_a_folder_that_mkdocs_did_not_make_is_not_replaced(tmp_path: Path, files: dict[str, str]) -> None:
    site = write(tmp_path / "here" / "site", files)
    before = tree(site)
    with pytest.raises(StagingError) as refused:
        Staging.begin(site)
    assert tree(site) == before
    assert beside(site) == []
    message = str(refused.value)
    assert str(site) in message
    assert all(way in message for way in ("site_dir", "empty the folder", "`overwrite: true` under `- treatyline:`"))


def test_a_strangers_folder_is_replaced_when_that_is_asked_for(tmp_path: Path) -> None:
    site = write(tmp_path / "here" / "site", {"thesis.odt": "not needed"})
    staging = Staging.begin(site, overwrite=True)
    write(staging.build, NEW)
    staging.publish()
    assert tree(site) == tree(write(tmp_path / "expected", NEW))


MADE_BY_MKDOCS = {
    "nothing but dotfiles": {".git/HEAD": "ref", ".nojekyll": ""},
    "our own styles": {"assets/stylesheets/treatyline-tokens.css": ""},
    "an index of Material": {"index.html": f"<html><head>{GENERATOR}</head>"},
    "an error page of Material": {"404.html": f"<html><head>{GENERATOR}</head>"},
    "attributes the other way round": {"index.html": "<META CONTENT='MkDocs 1.6' NAME='Generator'>"},
    "attributes without quotation marks": {"index.html": "<meta name=generator content=mkdocs-1.6.1>"},
    "letters that are not UTF-8 text": {"index.html": f"\ud800{GENERATOR}"},
}


@pytest.mark.parametrize("files", MADE_BY_MKDOCS.values(), ids=MADE_BY_MKDOCS)
def test_a_folder_that_mkdocs_made_is_replaced(tmp_path: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_bytes(text.encode(errors="surrogatepass"))
    replace(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == NEW["index.html"]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_what_any_of_the_usual_themes_made_is_replaced(tmp_path: Path, theme: str) -> None:
    configuration = f"site_name: A small site\ndocs_dir: content\ntheme: {theme}\nplugins: []\n"
    long_page = "# A long page\n\n" + "Words that go on. " * 15_000
    site = build(write_site(tmp_path, {"index.md": long_page}, configuration)).site
    assert (site / "index.html").stat().st_size > 200_000
    replace(site)
    assert (site / "index.html").read_text() == NEW["index.html"]


@pytest.mark.parametrize("what", ["a file", "a link to a file", "a link to itself"])
def test_what_is_no_folder_is_not_replaced(tmp_path: Path, what: str) -> None:
    site = tmp_path / "here" / "site"
    site.parent.mkdir()
    if what == "a file":
        site.write_text("a list")
    else:
        site.symlink_to(write(tmp_path, {"file": ""}) / "file" if what == "a link to a file" else "site")
    with pytest.raises(StagingError, match="is not a folder: name another site_dir"):
        Staging.begin(site)
    assert site.is_symlink() or site.read_text() == "a list"
    assert beside(site) == []


# --- left-overs ---------------------------------------------------------------------------------------------


def staging_folder(site: Path) -> Path:
    return site.with_name(f".{site.name}.staging")


def interrupt_swap(site: Path) -> None:
    """Leave a site as a build does that is killed between two renames."""
    write(staging_folder(site) / "new", NEW)
    write(staging_folder(site), {"lock": "", ".gitignore": "*\n"})
    site.rename(staging_folder(site) / "old")


@pytest.mark.parametrize("since", ["nothing", "an empty folder was made"])
def test_an_interrupted_swap_is_mended_by_the_next_build(site: Path, old: Tree, since: str) -> None:
    interrupt_swap(site)
    if since != "nothing":
        site.mkdir()
    Staging.begin(site).discard()
    assert tree(site) == old
    assert beside(site) == []


def test_what_waits_beside_a_site_that_is_there_is_a_left_over(site: Path, old: Tree) -> None:
    write(staging_folder(site) / "old", {"index.html": "older"})
    Staging.begin(site).discard()
    assert tree(site) == old
    assert beside(site) == []


def test_a_running_build_is_invisible_to_git(site: Path) -> None:
    Staging.begin(site)
    assert (staging_folder(site) / ".gitignore").read_text() == "*\n"


def test_left_overs_are_deleted_and_what_links_in_them_lead_to_is_not(site: Path, tmp_path: Path) -> None:
    elsewhere = write(tmp_path / "elsewhere", {"precious.txt": "kept", "deep/er.txt": "kept"})
    before = tree(elsewhere)
    write(staging_folder(site) / "old", {"page.html": "left"})
    (staging_folder(site) / "old" / "link").symlink_to(elsewhere)
    (staging_folder(site) / "new").symlink_to(elsewhere)
    Staging.begin(site).discard()
    assert tree(elsewhere) == before
    assert beside(site) == []


def test_read_only_left_overs_are_deleted_and_linked_folders_keep_their_mode(anyones: Path) -> None:
    site = anyones / "site"
    with without_privileges():
        elsewhere = write(anyones / "elsewhere", {"precious.txt": "kept"})
        elsewhere.chmod(0o555)
        left = write(staging_folder(site) / "new", {"a/b/page.html": "left", "c/page.html": "left"})
        (left / "a" / "link").symlink_to(elsewhere)
        for folder in (left / "a" / "b", left / "a", left / "c", left):
            folder.chmod(0o000 if folder.name == "c" else 0o555)
        Staging.begin(site).discard()
    assert beside(site) == ["elsewhere"]
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o555


def test_a_left_over_that_cannot_be_deleted_is_named(site: Path, old: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    write(staging_folder(site) / "new", NEW)
    refuse(monkeypatch, "rmdir", errno.EACCES)
    with pytest.raises(StagingError, match="Permission denied"):
        Staging.begin(site)
    assert tree(site) == old


@pytest.mark.parametrize("what", ["a file", "a link"])
def test_what_is_in_the_way_of_the_new_site_is_left_alone(site: Path, tmp_path: Path, what: str) -> None:
    elsewhere = write(tmp_path / "elsewhere", {"new/precious.txt": "kept"})
    if what == "a file":
        staging_folder(site).write_text("somebody's")
    else:
        staging_folder(site).symlink_to(elsewhere)
    with pytest.raises(StagingError, match=r"\.site\.staging is in the way.*move or delete it"):
        Staging.begin(site)
    assert tree(elsewhere) == {"new": "/", "new/precious.txt": "kept"}
    assert staging_folder(site).is_symlink() or staging_folder(site).read_text() == "somebody's"


# --- what can fail when a site is put in place --------------------------------------------------------------


@pytest.mark.parametrize("error", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EXDEV, errno.EPERM])
def test_two_renames_do_it_where_folders_cannot_be_exchanged(
    site: Path, new: Tree, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", libc_that_refuses(error))
    replace(site)
    assert tree(site) == new
    assert beside(site) == []


@pytest.mark.parametrize("lacking", ["the C library has no such call", "the system is another"])
def test_two_renames_do_it_where_nothing_exchanges_folders(
    site: Path, new: Tree, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name, use_errno: SimpleNamespace())
    if lacking == "the system is another":
        monkeypatch.setattr(sys, "platform", "darwin")
        monkeypatch.delattr(ctypes, "CDLL")
    replace(site)
    assert tree(site) == new


def test_an_exchange_that_fails_for_another_reason_leaves_the_old_site(
    site: Path, old: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", libc_that_refuses(errno.EIO))
    with pytest.raises(StagingError, match=r"cannot take the place of .*site: Input/output error"):
        replace(site)
    assert tree(site) == old
    assert beside(site) == []


def is_new(path: Path) -> bool:
    return path.name == "new"


def test_an_old_site_is_put_back_when_the_new_one_cannot_take_its_place(
    site: Path, old: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", libc_that_refuses(errno.EINVAL))
    refuse(monkeypatch, "rename", errno.EACCES, is_new)
    with pytest.raises(StagingError, match="Permission denied"):
        replace(site)
    assert tree(site) == old
    assert beside(site) == []


def test_an_old_site_that_cannot_be_put_back_now_is_kept_for_the_next_build(
    site: Path, old: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", libc_that_refuses(errno.EINVAL))
    refuse(monkeypatch, "rename", errno.EACCES, lambda path: path.name in ("new", "old"))
    with pytest.raises(StagingError, match="Permission denied"):
        replace(site)
    assert not site.exists()
    monkeypatch.undo()
    Staging.begin(site).discard()
    assert tree(site) == old
    assert beside(site) == []


@pytest.mark.parametrize("call", ["mkdir", "symlink", "chmod"])
def test_a_site_whose_dotfiles_cannot_be_carried_over_is_not_replaced(
    site: Path, old: Tree, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    staging = Staging.begin(site)
    write(staging.build, NEW)
    refuse(monkeypatch, "link", errno.EPERM)
    refuse(monkeypatch, call, errno.EIO)
    with pytest.raises(StagingError, match="Input/output error"):
        staging.publish()
    monkeypatch.undo()
    assert tree(site) == old
    assert beside(site) == []


def test_a_published_site_is_no_failure_because_the_old_one_cannot_be_deleted(
    site: Path, way: str, new: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    staging = Staging.begin(site)
    write(staging.build, NEW)
    with monkeypatch.context() as patch:
        refuse(patch, "rmdir", errno.EBUSY)
        staging.publish()
    assert tree(site) == new
    assert beside(site) == [".site.staging"]
    Staging.begin(site).discard()
    assert tree(site) == new
    assert beside(site) == []


def test_an_interrupt_leaves_the_old_site_and_nothing_beside_it(
    site: Path, way: str, old: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    staging = Staging.begin(site)
    monkeypatch.setattr(shutil, "copymode", interrupted)
    with pytest.raises(KeyboardInterrupt):
        staging.publish()
    assert tree(site) == old
    assert beside(site) == []


# --- in place -----------------------------------------------------------------------------------------------


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def made_in_place(site: Path) -> str | None:
    """Build in place, look that a second build is refused meanwhile, and give the reason."""
    staging = Staging.begin(site)
    assert staging.build == staging.site == site
    write(staging.build, NEW)
    with pytest.raises(StagingError, match="another build"):
        Staging.begin(site)
    staging.publish()
    assert (site / "index.html").read_text() == NEW["index.html"]
    assert beside(site) == []
    return staging.in_place


def test_a_mount_point_is_built_in_place(
    site: Path, mount: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    if not mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", on=site):
        monkeypatch.setattr(os.path, "ismount", lambda path: path == site)
    assert made_in_place(site) == "it is a mount point"
    assert tree(temporary) == {}


def test_a_site_that_cannot_be_moved_is_built_in_place(
    site: Path, mount: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    """A folder that is mounted on itself looks like any other until it is to be moved."""
    if not mount("--bind", str(site), on=site):
        refuse(monkeypatch, "rename", errno.EBUSY, lambda path: path == site)
    assert made_in_place(site) == "it cannot be moved (Device or resource busy)"
    assert tree(temporary) == {}


@pytest.mark.parametrize("error", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_site_beside_which_nothing_can_be_made_is_built_in_place(
    site: Path, monkeypatch: pytest.MonkeyPatch, temporary: Path, error: int
) -> None:
    refuse(monkeypatch, "mkdir", error, lambda path: path == staging_folder(site))
    assert made_in_place(site) == f"the folder around it cannot be written ({os.strerror(error)})"
    assert tree(temporary) == {}


def test_a_site_in_a_folder_of_somebody_else_is_built_in_place(anyones: Path) -> None:
    with without_privileges():
        site = write(anyones / "theirs" / "site", OLD)
        site.parent.chmod(0o555)
        assert made_in_place(site) == "the folder around it cannot be written (Permission denied)"
        site.parent.chmod(0o755)


def test_a_site_that_cannot_be_written_at_all_is_refused(anyones: Path) -> None:
    with without_privileges():
        site = write(anyones / "theirs" / "site", OLD)
        for folder in (site, site.parent):
            folder.chmod(0o555)
        with pytest.raises(StagingError, match=r"Permission denied \(.*site\); see that you may write there"):
            Staging.begin(site)
        with pytest.raises(StagingError, match="Permission denied"):
            Staging.begin(site.parent / "another")
        for folder in (site.parent, site):
            folder.chmod(0o755)


def test_a_strangers_folder_is_not_built_in_place_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    site = write(tmp_path / "site", {"thesis.odt": "years of work"})
    monkeypatch.setattr(os.path, "ismount", lambda path: path == site)
    with pytest.raises(StagingError, match="was not made by MkDocs"):
        Staging.begin(site)
    assert Staging.begin(site, overwrite=True).in_place
    assert tree(site) == {"thesis.odt": "years of work"}


def test_what_is_built_in_place_is_discarded_without_a_change(
    site: Path, old: Tree, monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: path == site)
    staging = Staging.begin(site)
    assert tree(site) == old
    staging.discard()
    assert tree(site) == old
    assert tree(temporary) == {}


def test_a_file_system_that_moves_a_site_onto_a_full_folder_gives_it_back(
    site: Path, old: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename

    def without_looking(source: Path, target: Path) -> None:
        if Path(target).is_dir():
            shutil.rmtree(target)
        rename(source, target)

    monkeypatch.setattr(os, "rename", without_looking)
    Staging.begin(site).discard()
    assert tree(site) == old
    assert beside(site) == []


# --- a full disk --------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(
    tmp_path: Path, mount: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, Callable[[], None]]:
    """A disk, and what fills it. A real one where mounting is permitted, else calls that say they find no room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if mount("-t", "tmpfs", "-o", "size=256k,nr_inodes=64", "tmpfs", on=disk):
        return disk, lambda: _use_up(disk)

    def say_so() -> None:
        for call in ("mkdir", "link", "symlink"):
            refuse(monkeypatch, call, errno.ENOSPC)

    return disk, say_so


def _use_up(disk: Path) -> None:
    """Make files until no other finds room."""
    write(disk, {"elsewhere/file": ""})
    with pytest.raises(OSError, match="No space left"):
        for number in count():
            (disk / "elsewhere" / str(number)).touch()


NO_ROOM = "No space left on device .*; the new site needs room beside the old one, which is untouched: free some space"


def test_a_full_disk_stops_a_build_at_its_beginning_and_the_old_site_is_whole(
    small_disk: tuple[Path, Callable[[], None]], old: Tree
) -> None:
    disk, fill = small_disk
    site = write_old(disk / "here" / "site")
    fill()
    with pytest.raises(StagingError, match=NO_ROOM):
        Staging.begin(site)
    assert tree(site) == old
    assert beside(site) == []


def test_a_disk_that_is_full_at_the_end_stops_the_build_and_the_old_site_is_whole(
    small_disk: tuple[Path, Callable[[], None]], old: Tree
) -> None:
    disk, fill = small_disk
    site = write_old(disk / "here" / "site")
    staging = Staging.begin(site)
    write(staging.build, NEW)
    fill()
    with pytest.raises(StagingError, match=NO_ROOM):
        staging.publish()
    assert tree(site) == old
    assert beside(site) == []


def a_refusal(error: int, path: str | None = None) -> OSError:
    return OSError(error, os.strerror(error), path)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT])
def test_of_a_full_disk_it_is_said_what_needs_the_room(error: int) -> None:
    said = explain(a_refusal(error))
    assert said.startswith(f"{os.strerror(error)}; the new site needs room beside the old one, which is untouched: ")
    assert said.endswith("free some space, or name a site_dir on another disk")


def test_of_a_site_that_is_made_in_place_it_is_not_said_that_the_old_one_is_untouched() -> None:
    assert explain(a_refusal(errno.ENOSPC), in_place=True) == (
        "No space left on device; free some space, or name a site_dir on another disk"
    )


@pytest.mark.parametrize("error", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_of_what_is_forbidden_the_place_is_said(error: int) -> None:
    assert explain(a_refusal(error, "/srv/site")) == (
        f"{os.strerror(error)} (/srv/site); see that you may write there, or name another site_dir"
    )


def test_any_other_refusal_is_told_in_the_systems_words() -> None:
    assert explain(a_refusal(errno.EIO, "/srv/site")) == "Input/output error (/srv/site)"
    assert explain(OSError("a named pipe")) == "a named pipe"


# --- two builds ---------------------------------------------------------------------------------------------


def hold(site: str) -> None:
    """In a process of its own: begin, say so, wait for a word, publish."""
    staging = Staging.begin(Path(site))
    write(staging.build, NEW)
    print("begun", flush=True)
    sys.stdin.readline()
    staging.publish()


def command(function: str, *arguments: object) -> list[str]:
    """Call a function of this module in a process of its own, in which nothing else runs."""
    call = f"import sys; from tests import test_staging; test_staging.{function}(*sys.argv[1:])"
    return [sys.executable, "-c", call, *map(str, arguments)]


@contextmanager
def running_build(site: Path) -> Iterator[subprocess.Popen[str]]:
    """A build in another process that has begun and waits."""
    process = subprocess.Popen(
        command("hold", site),
        cwd=CHECKOUT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        try:
            assert process.stdout is not None and process.stdout.readline() == "begun\n"
            yield process
        finally:
            process.kill()


def test_a_second_build_is_refused_and_the_first_goes_on_unharmed(site: Path, new: Tree) -> None:
    with running_build(site) as first:
        with pytest.raises(StagingError) as refused:
            Staging.begin(site)
        first.communicate("go on\n", timeout=60)
    assert str(refused.value) == (f"another build of {site} is running: wait for it to end, or name another site_dir")
    assert first.returncode == 0
    assert tree(site) == new
    assert beside(site) == []


def test_a_killed_build_locks_nobody_out(site: Path, old: Tree) -> None:
    with running_build(site) as first:
        first.kill()
        first.wait()
        assert beside(site) == [".site.staging"]
        Staging.begin(site).discard()
    assert tree(site) == old
    assert beside(site) == []


def test_builds_of_two_sites_do_not_hinder_each_other(site: Path, new: Tree) -> None:
    other = write_old(site.with_name("other"))
    with running_build(other) as first:
        replace(site)
        first.communicate("go on\n", timeout=60)
    assert tree(site) == tree(other) == new


def test_a_lock_whose_file_is_deleted_between_opening_and_locking_is_not_taken(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Staging.begin(site)
    flock = fcntl.flock

    def after_the_first_has_ended(descriptor: int, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", flock)
        first.discard()
        assert os.fstat(descriptor).st_nlink == 0
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", after_the_first_has_ended)
    with pytest.raises(StagingError, match="another build"):
        Staging.begin(site)
    assert beside(site) == []
    third = Staging.begin(site)
    with pytest.raises(StagingError, match="another build"):
        Staging.begin(site)
    third.discard()


def test_a_build_that_ends_takes_nothing_from_one_that_begins_at_that_moment(
    site: Path, new: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Staging.begin(site)
    flock, begun = fcntl.flock, []

    def and_another_begins(descriptor: int, operation: int) -> None:
        monkeypatch.setattr(fcntl, "flock", flock)
        flock(descriptor, operation)
        begun.append(Staging.begin(site))

    monkeypatch.setattr(fcntl, "flock", and_another_begins)
    first.discard()
    (second,) = begun
    with pytest.raises(StagingError, match="another build"):
        Staging.begin(site)
    write(second.build, NEW)
    second.publish()
    assert tree(site) == new
    assert beside(site) == []


def test_a_lock_that_cannot_be_made_leaves_nothing_beside_the_site(
    site: Path, old: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, "open", errno.ENOSPC, lambda path: path.name == "lock")
    with pytest.raises(StagingError, match="No space left on device"):
        Staging.begin(site)
    assert tree(site) == old
    assert beside(site) == []


def test_of_many_builds_at_once_no_two_hold_the_lock(site: Path, old: Tree) -> None:
    inside, most, begun, gate = 0, 0, 0, threading.Lock()

    def build_again_and_again() -> None:
        nonlocal inside, most, begun
        for _ in range(100):
            try:
                staging = Staging.begin(site)
            except StagingError as refused:
                assert "another build" in str(refused)
                continue
            with gate:
                inside, begun = inside + 1, begun + 1
                most = max(most, inside)
            assert tree(staging.build) == {}
            with gate:
                inside -= 1
            staging.discard()

    failures: list[object] = []
    threads = [threading.Thread(target=build_again_and_again) for _ in range(4)]
    hook, threading.excepthook = threading.excepthook, lambda told: failures.append(told.exc_value)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        threading.excepthook = hook
    assert failures == []
    assert most == 1
    assert begun > 10
    assert tree(site) == old
    assert beside(site) == []


# --- killed at each call ------------------------------------------------------------------------------------

FEWEST_KILLS = {"an old site": 20, "no site": 12, "an interrupted swap": 25}
"""So many calls of the system a build makes at least, by what it finds."""


def kill_at_each_call(folder: str, way: str, before: str, end: str) -> None:
    """In a process of its own: kill one build after the other, each one call later, until one goes through.

    Each has a folder of its own, by its number.
    """
    if way == "two renames":
        ctypes.CDLL = libc_that_refuses(errno.EINVAL)
    for number in count(1):
        site = Path(folder, str(number), "site")
        prepare(site, before)
        child = os.fork()
        if child == 0:
            try:
                kill_at(number)
                staging = Staging.begin(site)
                write(staging.build, NEW)
                getattr(staging, end)()
                os._exit(0)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(os.waitstatus_to_exitcode(status))


def prepare(site: Path, before: str) -> None:
    site.parent.mkdir(parents=True)
    if before != "no site":
        write_old(site)
    if before == "an interrupted swap":
        interrupt_swap(site)


CALLS = ("open", "os.", "fcntl.", "ctypes.")
ONLY_LOOK = ("os.scandir", "os.listdir")
FOR_WRITING = os.O_WRONLY | os.O_RDWR


def kill_at(number: int) -> None:
    """Kill this process just before its call of that number, of those that can change what is on the disk."""
    calls = count(1)

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        looks = event in ONLY_LOOK or (event == "open" and not arguments[2] & FOR_WRITING)
        if event.startswith(CALLS) and not looks and next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(audit)


@pytest.mark.parametrize(
    ("way", "before", "end"),
    [
        ("exchange", "an old site", "publish"),
        ("exchange", "no site", "publish"),
        ("exchange", "an interrupted swap", "publish"),
        ("two renames", "an old site", "publish"),
        ("two renames", "an interrupted swap", "publish"),
        ("exchange", "an old site", "discard"),
        ("exchange", "an interrupted swap", "discard"),
    ],
)
def test_a_build_killed_at_any_moment_leaves_a_whole_site_or_one_that_the_next_build_mends(
    tmp_path: Path, way: str, before: str, end: str, old: Tree, new: Tree
) -> None:
    run = subprocess.run(
        command("kill_at_each_call", tmp_path, way, before, end),
        cwd=CHECKOUT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    kills = len(list(tmp_path.iterdir())) - 1
    assert kills >= FEWEST_KILLS[before]
    first = tree(write(tmp_path / "first" / "site", NEW))
    outcomes = {"old": None, "new": first} if before == "no site" else {"old": old, "new": new}
    left, mended = set(), set()
    for number in range(1, kills + 1):
        site = tmp_path / str(number) / "site"
        left.add(_which(tree(site), outcomes, number))
        Staging.begin(site).discard()
        mended.add(_which(tree(site), outcomes, number))
        assert beside(site) == [], f"call {number}"
    assert mended == ({"old", "new"} if end == "publish" else {"old"})
    may_be_missing = before == "an interrupted swap" or (
        before == "an old site" and end == "publish" and way != "exchange"
    )
    assert ("missing" in left) == may_be_missing


def _which(found: Tree | None, outcomes: dict[str, Tree | None], number: int) -> str:
    """Which site a folder holds; fails where it is neither."""
    which = next((name for name, expected in outcomes.items() if found == expected), None)
    if which is None:
        assert found is None, f"call {number}: neither the old site nor the new one"
    return which or "missing"
