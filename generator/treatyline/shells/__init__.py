"""The theme around a page, evaluated once for all the pages around which it is the same.

The pages of a collection differ in a few texts. Where all else is equal, the theme's template is evaluated once with
stand-ins for these texts; what comes out is a shell, into which each page's own texts are put. A page is joined to a
shell only where the template would give the same bytes; in every other case the template does the work itself:

- whatever a template can ask for is a text that is known to differ, or part of what must be equal, and it cannot ask
  for anything else (`given`);
- what is asked about the texts is asked again of every page (`watch`, over `stand_ins`);
- a shell is used once it gave what the template gives: for a real page, and for texts unlike those of any page
  (`shell`).

Neither MkDocs nor Jinja is imported: what is asked of their objects is said by protocols.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial

from treatyline.shells.given import Context, Parts, parts_of, shape_of, texts_of
from treatyline.shells.shell import Environment, Render, Shell, Template, proven_shell
from treatyline.shells.stand_ins import UncertainError

__all__ = ["ENOUGH", "Environment", "Render", "Shells", "Template"]

ENOUGH = 3
"""At which page of a shape its shell is made. That costs two evaluations, and saves one with every later page."""


@dataclass
class _Shape:
    """Pages that differ in their texts alone: how many were rendered in full, and the shell, if there is one."""

    rendered: int = 0
    shell: Shell | None = None


class Shells:
    """The shells of one build. `joined` counts the pages that were put into one.

    `is_joinable` says whether a page is one of ours, and so made of nothing but what is known in `given`.
    """

    def __init__(self, environment: Environment, is_joinable: Callable[[object], bool]) -> None:
        self.joined = 0
        self._environment = environment
        self._is_joinable = is_joinable

    def around(self, template: Template) -> Template:
        """A template that gives the same, sooner."""
        return _Sharing(partial(self._render, template.render, {}))

    def _render(self, render: Render, shapes: dict[Hashable, _Shape], context: Context) -> str:
        """What `render` gives. Raises what it raises."""
        if not self._is_joinable(context.get("page")):
            return render(context)
        try:
            parts = parts_of(context)
            shape = shapes.setdefault(shape_of(parts), _Shape())
        except UncertainError:
            return render(context)
        return self._joined(shape, parts) or self._in_full(render, shape, parts, context)

    def _joined(self, shape: _Shape, parts: Parts) -> str | None:
        """A page in its shape's shell; None where there is none, or the page does not fit."""
        output = shape.shell.around(texts_of(parts)) if shape.shell else None
        self.joined += output is not None
        return output

    def _in_full(self, render: Render, shape: _Shape, parts: Parts, context: Context) -> str:
        output = render(context)
        shape.rendered += 1
        if shape.rendered == ENOUGH:
            shape.shell = proven_shell(render, self._environment, parts, output)
        return output


@dataclass(frozen=True)
class _Sharing:
    """A template whose pages are joined where that is certain."""

    render: Render
