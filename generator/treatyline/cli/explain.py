"""`treatyline explain`: what a code means, by example."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill, indent

import click

from treatyline.cli.common import code_page, echo
from treatyline.explanations import EXPLANATIONS, GROUPS, Explanation
from treatyline.problems import Code, Severity, one_of, quoted

NARROWEST, WIDEST = 40, 100
"""Characters of a line that is easily read; a wider terminal is not filled."""


@click.command(short_help="Tell what the code of a problem means.")
@click.argument("code", required=False)
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The folder that holds agreements/; the mkdocs.yml beside it tells where the site stands.",
)
def explain(code: str | None, content: Path) -> None:
    """Explain what the CODE of a problem means, with an example and the same put right.

    The code is what stands in brackets after "error" or "warning". Without one, all codes are listed.
    """
    width = max(NARROWEST, min(get_terminal_size().columns, WIDEST))
    if code is None:
        echo("\n".join(_listed(width)))
        return
    known = _known(code)
    echo("\n\n".join(_parts(EXPLANATIONS[known], code_page(content)(known), width)))


def _known(word: str) -> Code:
    """The code that is meant. Raises click.UsageError where there is none such."""
    written = word.strip().lower().replace("_", "-").replace(" ", "-")
    if written in EXPLANATIONS:
        return Code(written)
    close = get_close_matches(written, list(EXPLANATIONS), n=3, cutoff=0.5)
    meant = f"did you mean {one_of(close)}?" if close else "the command without a code lists all there are"
    raise click.UsageError(f"there is no code {quoted(word)}; {meant}")


def _parts(explanation: Explanation, page: str | None, width: int) -> Iterator[str]:
    """The paragraphs of an explanation."""
    code = explanation.code
    yield f"{code} ({code.severity})"
    yield _wrapped(explanation.means, width)
    yield f"Wrong:\n\n{indent(explanation.wrong.shown, '    ')}"
    yield f"Right:\n\n{indent(explanation.right.shown, '    ')}"
    if explanation.is_mended:
        yield "`treatyline fix` does this for you."
    yield _wrapped(f"Why: {explanation.why}", width)
    if page:
        yield page


def _listed(width: int) -> Iterator[str]:
    """The lines of the list of all codes; a star stands after a warning."""
    column = max(map(len, EXPLANATIONS)) + 1
    for heading, codes in GROUPS.items():
        yield heading
        for code in codes:
            name = f"{code}*" if code.severity is Severity.WARNING else code
            begin = f"  {name:{column}}  "
            yield _wrapped(EXPLANATIONS[code].in_short, width, begin)
        yield ""
    yield _wrapped("* A warning, which an entry can accept; all others are errors, and stop a build.", width)
    yield _wrapped('"treatyline explain CODE" says more of one of them.', width)


def _wrapped(text: str, width: int, begin: str = "") -> str:
    """A text on lines of a width, lined up after its beginning; no code and no date is broken."""
    around = " " * len(begin)
    return fill(text, width, initial_indent=begin, subsequent_indent=around, break_on_hyphens=False)
