"""Faults that are seeded one by one; the tests must catch each. `make mutants` runs it.

A fault is the replacement of a text that stands exactly once in a module. It is made in a copy of the tree, never in
the tree itself. The tests are run before on the copy as it is: a test that fails anyway catches nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

CHECKOUT = Path(__file__).resolve().parents[1]
COPIED = ("generator", "theme", "content", "bench", "tests", "mkdocs.yml", "pyproject.toml")
PROCESSES = 2
PATIENCE = 180
"""Seconds that the tests of one fault may take: one that never ends is caught too."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a module of the package, and the test files that should catch it."""

    name: str
    module: str
    old: str
    new: str
    tests: str

    @property
    def file(self) -> Path:
        """The module, from the top of the tree."""
        return Path("generator", "treatyline", self.module)

    @property
    def test_files(self) -> list[str]:
        """The test files, from the top of the tree."""
        return [f"tests/test_{name}.py" for name in self.tests.split()]


def seeded_in(module: str, tests: str, *faults: tuple[str, str, str]) -> Iterator[Fault]:
    """Faults of one module: what goes wrong, the text, and what takes its place."""
    return (Fault(name, module, old, new, tests) for name, old, new in faults)


WITHOUT_HTML = '{"html": False})\n        self.disable(["image", "html_block", "html_inline"])'
WITH_HTML = '{"html": True})\n        self.disable(["image"])'
"""Two locks on one door: a fault has to open both."""

FAULTS = (
    # dates
    *seeded_in(
        "dates.py",
        "dates",
        ("every fourth year is a leap year", "isleap(year) else", "year % 4 == 0 else"),
        ("a day past the end of its month passes", "if not 1 <= int(day) <= length:", "if day == '00':"),
        ("a date may be followed by anything", "_DATE.fullmatch(text)", "_DATE.match(text)"),
        ("digits of other scripts are digits", "[0-9]{2}(?:[0-9][0-9X]|XX))", r"\d{2}(?:\d[\dX]|XX))"),
        ("a date that is uncertain and approximate is certain", 'mark in ("?", "%"))', 'mark == "?")'),
        ("an approximate date can surely be before another", "and self.is_certain and other.is_certain", ""),
        ("an overlap counts as before", "self.latest < other.earliest", "self.earliest < other.earliest"),
        ("9999-12-31 is a date", "    if _STAND_IN.fullmatch(text):\n", "    if False:\n"),
        ("an interval may end before it begins", "if end.latest < start.earliest:", "if False:"),
        ("unknown digits before year 1 count upwards", "return (high, min(low, -1))", "return (low, high)"),
    ),
    # reading YAML
    *seeded_in(
        "yaml_source/builder.py",
        "yaml_source",
        ("of a repeated field the last one counts", "elif path in self._keys:", "elif False:"),
        ("<< is a field", 'if key == "<<" and _is_plain(event):', "if False:"),
        ("anchors pass", "elif event.anchor is not None:", "elif False:"),
        ("tags pass", "        if tag is not None:\n", "        if False:\n"),
        ("nothing is too deep", "if len(self._stack) >= DEEPEST_NESTING:", "if False:"),
        ("one level more is not too deep", "(self._stack) >= DEEPEST", "(self._stack) > DEEPEST"),
        ("a second document passes", "if self._documents > 1:", "if self._documents > 2:"),
        ("columns count from 0", "start.column + 1, width)", "start.column, width)"),
        ("an escape may hide a character", "if event.style == '\"':", "if False:"),
        ("null in quotation marks is no text", "if _is_plain(event) and event.value in", "if event.value in"),
    ),
    *seeded_in(
        "yaml_source/plain.py",
        "yaml_source",
        (
            "an anchor is nothing unusual",
            "if event.anchor is not None or event.tag is not None:\n            raise _UnusualError\n        text",
            "text",
        ),
        ("a name that stands twice is nothing unusual", " or name in fields:", ":"),
        ("a hidden character is nothing unusual", "if self._has_escapes and", "if False and"),
        ("any number of names and values is read", "if self._nodes_left < 1:", "if False:"),
        ("a second document is nothing unusual", "        self._expect(yaml.StreamEndEvent)\n", ""),
    ),
    *seeded_in(
        "yaml_source/__init__.py",
        "yaml_source",
        ("a file is parsed once for ever", "if document is None or source != known:", "if document is None:"),
    ),
    # what a build leaves
    *seeded_in(
        "staging.py",
        "staging",
        ("a killed exchange of names is not mended", "            _put_back(folder / _OLD, site)\n", ""),
        (
            "whatever a folder holds is replaced",
            "            if not overwrite:\n                _refuse_unless_made_by_mkdocs(site)\n            _refuse",
            "            _refuse",
        ),
        ("dotfiles are lost", "_carry_over(self.site, self.build)", "pass"),
        ("an unfinished build is never cleaned away", "                _empty(folder)\n", ""),
    ),
    *seeded_in(
        "plugin/publishing.py",
        "publishing",
        (
            "a failed build is published",
            "        self.is_whole = False\n        if isinstance",
            "        if isinstance",
        ),
        ("deploying takes the folder that is gone", "self._config.site_dir = self._site_dir", "pass"),
        ("a full disk is no concern of ours", "if isinstance(error, OSError) and", "if False and"),
    ),
    *seeded_in(
        "plugin/serving.py",
        "serve",
        ("the first build of a server may fail", "        if not self.are_told_only:\n", "        if True:\n"),
        ("a later build may fail", "        server.builder = build_or_explain\n", ""),
    ),
    *seeded_in(
        "preview.py",
        "preview",
        (
            "mistakes are taken for HTML",
            'place = Markup("<strong>{}</strong> ").format(mistake.place)',
            'place = Markup(f"<strong>{mistake.place}</strong> ")',
        ),
        ("mistakes pile up", '_NOTICE.sub("", page.read_text(encoding="utf-8"))', 'page.read_text(encoding="utf-8")'),
        ("a failed build is left as it is", "            put_back()\n            cover", "            cover"),
    ),
    *seeded_in(
        "shells/__init__.py",
        "shells",
        (
            "a page of any shape is joined",
            "shapes.setdefault(shape_of(parts), _Shape())",
            "shapes.setdefault(0, _Shape())",
        ),
    ),
    *seeded_in(
        "shells/shell.py",
        "shells",
        ("a shell need not be proven", "return shell if (", "return shell if True or ("),
    ),
    *seeded_in(
        "source_file.py",
        "source_file contents invalid",
        ("a file may be as large as it likes", "if found.st_size > largest:", "if False:"),
        ("symbolic links are followed", "if S_ISLNK(found.st_mode):", "if False:"),
        ("tabs may indent", "problems.extend(_tab_indentation(text, path))", "pass"),
    ),
    *seeded_in(
        "text.py",
        "text source_file",
        ("characters that reorder a line pass", r"\u2028-\u202e", r"\u2028-\u2029"),
        ("C1 controls pass", r"\x7f-\x9f", r"\x7f"),
    ),
    # validation
    *seeded_in(
        "checks/within.py",
        "checks invalid",
        ("who signed need not be a party", "    if parties and code not in parties:\n", "    if False:\n"),
        ("a party may sign before it existed", "if party.from_ and day.surely", "if False and day.surely"),
        ("an agreement may end before it is made", "if agreement.ended.surely_before(agreement.date):", "if False:"),
        ("provisional application excuses nothing", "agreement.provisional_from is None\n", "True\n"),
        ("links in prose are not looked at", 'in _in_context(bad_links(entry.agreement.context or "")):', "in ():"),
    ),
    *seeded_in(
        "checks/across.py",
        "checks invalid",
        ("supersession may lead round in a circle", "circle[target] == circle[entry.id]:", "entry.id is None:"),
    ),
    *seeded_in(
        "contents.py",
        "contents invalid",
        ("ids that differ in capitals alone are two", "entry.id.lower(), entry)", "entry.id, entry)"),
    ),
    *seeded_in(
        "validation.py",
        "validation invalid",
        ("an acceptance silences nothing", "or finding.code not in accepted:", "or True:"),
        ("an acceptance of nothing passes", "acceptance.code not in codes | DEPEND_ON_THE_DAY", "False"),
    ),
    *seeded_in(
        "site.py",
        "site plugin",
        ("a page may take a planned one's place", "if taken is not None and not (", "if False and not ("),
    ),
    # addresses and escaping
    *seeded_in(
        "urls.py",
        "urls invalid",
        ("javascript: is a web address", 'r"https?://"', 'r"(https?|javascript):"'),
        ("white space may stand in an address", r'or re.search(r"\s", text)', ""),
        ("a user may stand before the host", 'if "@" in parts.netloc:', "if False:"),
    ),
    *seeded_in(
        "render.py",
        "render plugin",
        ("bodies are not escaped", "autoescape=True", "autoescape=False"),
        ("what is missing is shown as nothing", "undefined=StrictUndefined,", ""),
    ),
    *seeded_in(
        "prose.py",
        "prose render",
        ("prose may hold HTML", WITHOUT_HTML, WITH_HTML),
        ("prose may hold images", '(["image", ', "(["),
        ("prose may link anywhere", "return is_safe_link(url)", "return True"),
    ),
    *seeded_in(
        "plugin/pages.py",
        "plugin",
        ("a made page's title is printed as it stands", '"title": escape(', '"title": Markup('),
        ("a made page's description is printed as it stands", '"description": escape(', '"description": Markup('),
        ("front matter is printed as it stands", "return escape(value) if name in", "return Markup(value) if name in"),
        ("titles are escaped twice", "return escape(value) if name in", "return escape(str(value)) if name in"),
    ),
    *seeded_in(
        "plugin/hooks.py",
        "plugin",
        ("errors in the content stop nothing", "        if self.site.has_errors:\n", "        if False:\n"),
    ),
    *seeded_in(
        "plugin/search.py",
        "search",
        ("a page is found twice", '    page.meta = {**page.meta, "search": {"exclude": True}}\n', ""),
        ("an owner's weight of a page is lost", "{**page.meta, **said}", "{**said}"),
        ("a party goes with all others", "if isinstance(planned.view, PartyView)", "if False"),
    ),
    *seeded_in(
        "plugin/hooks.py",
        "same_bytes",
        ("pages carry the day of their build", "page.update_date = UPDATED", "pass"),
    ),
    # what contributors use
    *seeded_in(
        "fixing/order.py",
        "fixing",
        (
            "comments stay where their field was",
            "(max(_above(text, start), end) for start, end",
            "(max(_line_start(text, start), end) for start, end",
        ),
        ("the modeline goes with the first field", " or text.startswith(MODELINE, before)", ""),
        ("an unknown field goes to the top", "ranks[-1] if ranks else -1", "-1"),
    ),
    *seeded_in(
        "fixing/quoting.py",
        "fixing",
        (
            "a year as a title is left a number",
            "if is_text and is_taken_otherwise(piece.text) else",
            "if False else",
        ),
        (
            "a colon needs no quotation marks",
            "if not _BEGINS_PLAIN.match(text) or _ENDS_PLAIN.search(text):",
            "if not _BEGINS_PLAIN.match(text):",
        ),
    ),
    *seeded_in(
        "fixing/spacing.py",
        "fixing",
        ("a line break of prose is lost", "if any(start < found.start() <= end for start, end in kept)", "if False"),
    ),
    *seeded_in(
        "fixing/mending.py",
        "fixing",
        (
            "a comment of what is deleted is lost",
            "return text[:first] + kept + text[last:]",
            "return text[:first] + text[last:]",
        ),
    ),
    *seeded_in(
        "fixing/__init__.py",
        "fixing",
        ("a file that would say something else is rewritten", "        raise UnsafeFixError\n", "        pass\n"),
    ),
    *seeded_in(
        "rewriting.py",
        "cli_fix",
        (
            "a file that cannot be parsed is rewritten",
            "text is not None and parse(text).data is not None",
            "text is not None",
        ),
        ("mending ends after one round", "range(MOST_ROUNDS)", "range(1)"),
    ),
    *seeded_in(
        "changes.py",
        "changes",
        ("what was wrong before is told again", "or _said(problem) not in known", "or True"),
        ("a double of a changed entry is not looked at", "or is_same or", "or"),
        ("an entry that names a deleted one is not looked at", "or ids.search(text)", ""),
    ),
    *seeded_in(
        "formats.py",
        "formats",
        ("a table's cells hold markup", 'lambda char: f"&#{ord(char[0])};"', "lambda char: char[0]"),
        ("columns for reviewdog count characters", "len(line[:end].encode()) + 1", "end + 1"),
    ),
    *seeded_in(
        "writing.py",
        "cli_fix",
        ("a file that is rewritten loses its permissions", "draft.chmod(file.stat().st_mode & 0o7777)", "pass"),
    ),
    *seeded_in(
        "report.py",
        "report",
        ("a report's fields are not encoded", "urlencode({'title': subject, 'body': text})", "'title=' + subject"),
    ),
)


# --- running ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a fault: the test that caught it, or what else happened."""

    fault: Fault
    caught_by: str | None
    trouble: str = ""

    def __str__(self) -> str:
        told = f"caught by {self.caught_by}" if self.caught_by else self.trouble
        return f"{self.fault.file.name}: {self.fault.name}: {told}"


def copied(folder: Path) -> Path:
    """A copy of what the tests need."""
    for name in COPIED:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
        else:
            shutil.copy(source, folder / name)
    return folder


def run_tests(
    tree: Path, files: list[str], *options: str, patience: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run test files in a copy. Raises subprocess.TimeoutExpired where they take more seconds than `patience`."""
    there = [file for file in files if (tree / file).exists()]
    env = os.environ | {
        "PYTHONPATH": str(tree / "generator"),
        "PYTHONDONTWRITEBYTECODE": "1",  # two faults of one size within a second would look alike to it
        "NO_MKDOCS_2_WARNING": "1",
        "CHROMIUM": "",
        "TREATYLINE_REQUIRE_BROWSER": "0",
    }
    pytest = [sys.executable, "-m", "pytest", "--all", "--quiet", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*pytest, *options, *there],
        cwd=tree,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


@contextmanager
def seeded(fault: Fault, tree: Path) -> Iterator[None]:
    """Make a fault in a copy, and mend it afterwards. Raises ValueError where its text does not stand there once."""
    file = tree / fault.file
    right = file.read_text(encoding="utf-8")
    if right.count(fault.old) != 1:
        raise ValueError(f"{fault.old!r} stands {right.count(fault.old)} times in {fault.file}")
    file.write_text(right.replace(fault.old, fault.new), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(right, encoding="utf-8")


def outcome(fault: Fault, trees: SimpleQueue[Path]) -> Outcome:
    """Seed a fault in a copy that nobody uses, and run its tests until the first that fails."""
    tree = trees.get()
    try:
        with seeded(fault, tree):
            run = run_tests(tree, fault.test_files, "--exitfirst", patience=PATIENCE)
    except subprocess.TimeoutExpired:
        return Outcome(fault, "tests that never end")
    except ValueError as error:
        return Outcome(fault, None, f"NOT SEEDED: {error}")
    finally:
        trees.put(tree)
    if run.returncode == 0:
        return Outcome(fault, None, "SURVIVED")
    failed = re.search(r"^(?:FAILED|ERROR) (\S+::.+?)(?: - .*)?$", run.stdout, re.MULTILINE)
    return Outcome(fault, failed.group(1)) if failed else Outcome(fault, None, f"BROKEN:\n{run.stdout}{run.stderr}")


def main(words: list[str]) -> int:
    """Run the faults whose names or modules hold one of `words`; all of them without one. 1 if one is not caught."""
    faults = [fault for fault in FAULTS if not words or any(word in f"{fault.module} {fault.name}" for word in words)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(PROCESSES) as pool:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(PROCESSES):
            trees.put(copied(Path(folder, str(number))))
        files = sorted({file for fault in faults for file in fault.test_files})
        sound = run_tests(Path(folder, "0"), files, "--numprocesses", str(PROCESSES))
        if sound.returncode:
            print(f"The tests fail without a fault:\n{sound.stdout}{sound.stderr}", file=sys.stderr)
            return 1
        outcomes = []
        for done in pool.map(lambda fault: outcome(fault, trees), faults):
            print(done, flush=True)
            outcomes.append(done)
    missed = [done for done in outcomes if not done.caught_by]
    print(f"{len(outcomes) - len(missed)} of {len(outcomes)} faults caught")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
