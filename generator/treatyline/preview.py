"""What a server shows while something is wrong: the last good site, with the mistakes on top of every page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from treatyline.formats import as_text
from treatyline.problems import Code, Problem, counted

STYLE = Path(__file__).parent / "data" / "mistakes.css"

KEPT = ".last-good"
"""Holds the last good site while a new one is made in its place; MkDocs lets hidden names be when it cleans."""

_BEGIN, _END = "<!-- mistakes -->", "<!-- /mistakes -->"
_NOTICE = re.compile(f"{_BEGIN}.*?{_END}", re.DOTALL)
_BODY = re.compile("<body[^>]*>")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that stops a build: where, if that is known, what it is, and lines set as they are.

    `code` names the rule that was broken, `page` is the address at which it is explained; both are empty where there is
    none.
    """

    place: str
    words: str
    lines: str = ""
    code: str = ""
    page: str = ""

    @classmethod
    def of(cls, problem: Problem, page: Callable[[Code], str | None] = lambda code: None) -> Mistake:
        """A problem of the content, with the line in which it is; `page` gives the address of its code's page.

        The notice is shown by the server of that page, and on pages at any depth: the link begins at the root.
        """
        place = f"{problem.path}:{problem.place.line}:{problem.place.column}"
        lines = as_text(problem).partition("\n")[2]
        return cls(place, problem.sentence, lines, problem.code, urlsplit(page(problem.code) or "").path)

    @classmethod
    def told(cls, text: str) -> Mistake:
        """A message of any length."""
        words, _, lines = text.strip().partition("\n")
        return cls("", words, lines.strip("\n"))


def cover(site: Path, mistakes: Sequence[Mistake]) -> None:
    """Show mistakes on top of every page of a built site, in place of those that it shows; none takes them away."""
    notice = str(_notice(mistakes)) if mistakes else ""
    for page in site.rglob("*.html"):
        html = _NOTICE.sub("", page.read_text(encoding="utf-8"))
        body = _BODY.search(html)
        place = body.end() if body else 0
        page.write_text(html[:place] + notice + html[place:], encoding="utf-8")


def rebuild(site: Path, build: Callable[[], object], explain: Callable[[Exception], Sequence[Mistake]]) -> bool:
    """Build a site in its folder; where that fails, put back what was there, covered with what is wrong.

    Whether it went well. Nothing is raised but what stops a program.
    """
    with _kept_aside(site) as put_back:
        try:
            build()
        except Exception as error:  # whatever it is: a server that stops helps nobody to mend it
            put_back()
            cover(site, explain(error))
            return False
    return True


def bare_page(title: str, content: str) -> str:
    """A page without a theme, where the theme cannot be used; the title is text, the content HTML."""
    head = Markup('<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{}</title></head>').format(title)
    return f"{head}<body>{content}</body></html>"


@contextmanager
def _kept_aside(site: Path) -> Iterator[Callable[[], None]]:
    """Move a site out of the way of a new one; what is given puts it back, as does anything that is raised."""
    kept = site / KEPT
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    _move(site, kept)

    def put_back() -> None:
        for path in [path for path in site.iterdir() if path != kept]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        _move(kept, site)

    try:
        yield put_back
    except BaseException:
        put_back()
        raise
    finally:
        shutil.rmtree(kept)


def _move(source: Path, target: Path) -> None:
    for path in [path for path in source.iterdir() if path != target]:
        path.rename(target / path.name)


def _notice(mistakes: Sequence[Mistake]) -> Markup:
    """The notice as HTML, with a style of its own: the theme may be what is wrong."""
    rows = Markup().join(map(_row, mistakes))
    return Markup(
        "{begin}<style>{style}</style>"
        "<div id='tl-mistakes' role='alert'><details open><summary><strong>{count}.</strong> "
        "The page below may be older: it follows once they are mended.</summary><ol>{rows}</ol></details></div>{end}"
    ).format(
        begin=Markup(_BEGIN),
        style=Markup(STYLE.read_text(encoding="utf-8")),
        count=counted(len(mistakes), "mistake"),
        rows=rows,
        end=Markup(_END),
    )


def _row(mistake: Mistake) -> Markup:
    place = Markup("<strong>{}</strong> ").format(mistake.place) if mistake.place else ""
    lines = Markup("<pre>{}</pre>").format(mistake.lines) if mistake.lines else ""
    page = Markup(" <a href='{}'>What {} means</a>").format(mistake.page, mistake.code) if mistake.page else ""
    return Markup("<li><p>{}{}{}</p>{}</li>").format(place, mistake.words, page, lines)
