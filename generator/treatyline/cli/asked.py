"""What the paths of a call ask for."""

from __future__ import annotations

from pathlib import Path

from treatyline.contents import AGREEMENTS, PARTIES, TOPICS, Contents, EntryFile, shown_path
from treatyline.walk import Kind, walk


def drafts(paths: tuple[Path, ...], content: Path) -> list[Path]:
    """Entries among the paths that are not the collection's already, in order."""
    drafts = {_in_place(file): file for path in paths for file in _entries_of(path, content.resolve())}
    return list(drafts.values())


def _entries_of(path: Path, content: Path) -> list[Path]:
    """Entries at a path that the collection passes by; one in a wrong folder of its own only where it is named.

    What stands in a folder beside the collection, such as the settings of the site, is no entry.
    """
    if content.is_relative_to(path.resolve()):
        return []
    if path.is_dir():
        files = [found.file for found in walk(path) if found.kind is not Kind.FOLDER and found.file.suffix == ".yml"]
        return [file for file in files if not _in_place(file).is_relative_to(content)]
    place = _in_place(path)
    is_page = place.is_relative_to(content) and place.suffix not in (".yml", ".yaml")
    is_found = place.is_relative_to(content / AGREEMENTS) or place in (content / PARTIES, content / TOPICS)
    return [] if is_page or is_found else [path]


def is_asked(shown: str, paths: tuple[Path, ...]) -> bool:
    """Whether a file, as problems name it, is one of the paths or stands under one."""
    asked = (folder for path in paths for folder in (_in_place(Path(shown_path(path))), path.resolve()))
    return any(_in_place(Path(shown)).is_relative_to(folder) for folder in asked)


def asked_files(contents: Contents, paths: tuple[Path, ...]) -> list[EntryFile]:
    """The YAML files of a collection that are asked for: all of them where nothing is named."""
    files = [*contents.entries, *filter(None, (contents.parties, contents.topics))]
    return [file for file in files if not paths or is_asked(file.shown, paths)]


def count_asked(contents: Contents, paths: tuple[Path, ...]) -> int:
    """How many files of a collection are asked for, authored pages among them."""
    pages = [shown_path(page.file) for page in contents.pages if page.is_markdown]
    return len(asked_files(contents, paths)) + sum(is_asked(shown, paths) for shown in pages)


def _in_place(path: Path) -> Path:
    """The absolute path; only its last step may be a link."""
    return path.parent.resolve() / path.name
