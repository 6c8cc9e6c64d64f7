"""What a template gives around every page of a shape: evaluated over stand-ins, tried, and filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, Protocol, TypeAlias

from markupsafe import Markup, escape

from treatyline.shells.given import Concat, Context, Parts, context_of, texts_of
from treatyline.shells.stand_ins import Cut, Part, Values
from treatyline.shells.watch import Watch, characters

ODD = " ".join(["A probe, EDITED & “quoted” by 'nobody': is \"it\" <br> the same edit? Raw or blob, 1 of 12!"] * 40)
"""What no page says, so long that who counts or cuts is found out. No slash and no dot, which mean more in a URL."""

URL_FILTERS = ("url", "script_tag")
"""The filters that ask for the page's URL, to make others relative to it (and would remember it for ever)."""

Render: TypeAlias = Callable[[Context], str]


class Template(Protocol):
    """What is asked of a template."""

    @property
    def render(self) -> Render:
        """Gives the text of a page."""


class Environment(Protocol):
    """What is asked of the theme's Jinja environment."""

    get_template: Callable[..., Template]
    """By its name; what else a template gives with it when it asks for another is Jinja's own affair."""

    concat: Concat
    filters: dict[str, Callable[..., Any]]


class Shell:
    """What a template gives around every page of a shape."""

    def __init__(self, cut: Cut, watch: Watch) -> None:
        self._cut = cut
        self._watch = watch

    def around(self, texts: Mapping[Part, str]) -> str | None:
        """What the template gives for a page; None where it could give something else.

        So where the shell leads to the page, or below it: from the page itself that is another way.
        """
        values = Values(self._watch.sources, texts)
        try:
            if f"../{texts['url', 'leaf']}" in self._cut.fixed or not self._watch.fits(values):
                return None
            return self._cut.joined(values)
        except Exception:  # what cannot be done with this page's texts is for the template to tell
            return None


def proven_shell(render: Render, environment: Environment, parts: Parts, output: str) -> Shell | None:
    """The shell of a page's shape, if it gives this page's `output`, and another page's. None where it does not."""
    odd = {part: _odd(text) for part, text in texts_of(parts).items()}
    try:
        shell = _evaluated(render, environment, parts)
        probe = render(context_of({**parts, **odd}, "".join))
    except Exception:  # a template that fails over stand-ins does not fail over texts
        return None
    return shell if (shell.around(texts_of(parts)), shell.around(odd)) == (output, probe) else None


def _odd(text: str) -> str:
    """A text that begins and ends as another and is like no page's in between, of the same type."""
    space, odd = (Markup(" "), escape(ODD)) if isinstance(text, Markup) else (" ", ODD)
    return text + space + odd + space + text


def _evaluated(render: Render, environment: Environment, parts: Parts) -> Shell:
    watch = Watch(texts_of(parts))
    unwatched = {part: characters(text) for part, text in watch.stand_ins.items()}
    context = context_of({**parts, **watch.stand_ins}, watch.concat)
    with _watching(environment, watch.concat, context, context_of({**parts, **unwatched}, "".join)):
        return Shell(watch.cut(render(context)), watch)


@contextmanager
def _watching(environment: Environment, concat: Concat, watched: Context, unwatched: Context) -> Iterator[None]:
    """Let what blocks and macros give be watched, too, but not what is done to make URLs relative."""
    original_concat, original_filters = environment.concat, dict(environment.filters)
    environment.concat = concat
    for name in URL_FILTERS:
        if name in original_filters:
            environment.filters[name] = _filter_over(watched, unwatched, original_filters[name])
    try:
        yield
    finally:
        environment.concat = original_concat
        environment.filters.update(original_filters)


def _filter_over(watched: Context, unwatched: Context, original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def asked(context: Context, *arguments: object) -> object:
        return original(unwatched if context["page"] is watched["page"] else context, *arguments)

    return asked
