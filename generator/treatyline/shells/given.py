"""What MkDocs gives to a theme's template for a page: in parts, and put together again with other texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from itertools import chain
from typing import Any, NoReturn, TypeAlias

from markupsafe import Markup

from treatyline.shells.stand_ins import Part, UncertainError

TEXTS: tuple[Part, ...] = (
    ("page", "content"),
    ("page", "title"),
    ("page", "canonical_url"),
    ("page", "abs_url"),
    ("page", "edit_url"),
    ("url", "leaf"),
    ("meta", "title"),
    ("meta", "description"),
    ("meta", "last_changed"),
    ("context", "report_url"),
)
"""What differs from page to page, where a page has it."""

ATTRIBUTES = (
    *(name for where, name in TEXTS if where == "page"),
    *("__class__", "active", "ancestors", "children", "is_homepage", "is_index", "is_link", "is_page", "is_section"),
    *("is_top_level", "next_page", "parent", "previous_page", "toc", "update_date"),
)
"""What a template can ask of a page, beside its URL and its meta."""

BEYOND = ("pages", "build_date_utc")
"""What a template can only look at for each page anew: all pages, the one at hand among them, and the time."""

MANY = 100
"""How many values a list may have and still be compared."""

DEEP = 5
"""How many lists may lie in each other."""

_URL = re.compile(r"(?P<parent>(?:.*/)?)(?P<leaf>[^/.][^/]*?)(?P<ending>/|\.html)?")

Context: TypeAlias = Mapping[str, Any]  # as Jinja takes it: values of every type
Parts: TypeAlias = Mapping[Part, object]
Concat: TypeAlias = Callable[[Iterable[str]], str]


# --- taken apart, and put together --------------------------------------------------------------------------


def parts_of(context: Context) -> Parts:
    """All that a template can ask for.

    Raises UncertainError for a page of the navigation, which looks different around each of its pages, and for one
    whose URL or meta is of another kind than MkDocs'.
    """
    page, in_nav = context["page"], getattr(context.get("nav"), "pages", ())
    url = _URL.fullmatch(page.url)
    if url is None or type(page.meta) is not dict or any(page is other for other in in_nav):
        raise UncertainError("a page with a theme of its own")
    parts: dict[Part, object] = {("context", name): value for name, value in context.items() if name != "page"}
    parts.update({("context", name): _UNTOUCHABLE for name in BEYOND})
    parts.update({("page", name): getattr(page, name) for name in ATTRIBUTES if hasattr(page, name)})
    parts.update({("url", name): value for name, value in url.groupdict("").items()})
    parts.update({("meta", name): value for name, value in page.meta.items()})
    return parts


def context_of(parts: Parts, concat: Concat) -> Context:
    """What a template is given: the reverse."""
    given: dict[str, dict[str, Any]] = {"context": {}, "page": {}, "url": {}, "meta": {}}
    for (where, name), value in parts.items():
        given[where][name] = value
    url = concat([given["url"]["parent"], given["url"]["leaf"], given["url"]["ending"]])
    return given["context"] | {"page": _page(given["page"] | {"url": url, "meta": given["meta"]})}


def _page(known: Mapping[str, Any]) -> object:
    """A page of which nothing else can be asked.

    It equals no other, as every page that is joined: those of the navigation are not, and the rest cannot be seen.
    """

    def ask(_: object, name: str) -> object:
        if name not in known:
            raise UncertainError(f"nothing is known of a page's {name}")
        return known[name]

    behaviour = {"__getattribute__": ask, "__eq__": lambda page, other: page is other, "__hash__": None}
    kind = known["__class__"]
    return object.__new__(type("StandIn", (kind,), behaviour))


class _Untouchable:
    """Stands for what a template must not look at."""

    def _refuse(self, *_: object) -> NoReturn:
        raise UncertainError("a value that is another for every page")

    __getattr__ = __str__ = __repr__ = __format__ = __len__ = __iter__ = __contains__ = __getitem__ = _refuse
    __eq__ = __hash__ = __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = __sub__ = __rsub__ = _refuse


_UNTOUCHABLE = _Untouchable()


# --- compared -----------------------------------------------------------------------------------------------


def texts_of(parts: Parts) -> dict[Part, str]:
    """The texts that a page has. An empty one is none: a template may leave out what would be around it."""
    found = {part: parts.get(part) for part in TEXTS}
    return {part: text for part, text in found.items() if isinstance(text, str) and _is_text(text)}


def shape_of(parts: Parts) -> Hashable:
    """Equal for pages that differ in their texts alone. Raises UncertainError where that takes too long to see."""
    texts = texts_of(parts)
    return tuple((part, type(value) if part in texts else _comparable(value)) for part, value in parts.items())


def _is_text(value: str) -> bool:
    return bool(value) and type(value) in (str, Markup)


def _comparable(value: object, depth: int = 0) -> Hashable:
    """Equal for values that no template can tell apart."""
    kind = type(value)
    if value is None or kind in (str, Markup, bool, int):
        return kind, value
    if not isinstance(value, (list, tuple, dict)) or kind not in (list, tuple, dict):
        return _Same(value)
    if len(value) > MANY or depth > DEEP:
        raise UncertainError("a value too large to compare")
    values = chain.from_iterable(value.items()) if isinstance(value, dict) else value
    return kind, *(_comparable(below, depth + 1) for below in values)


class _Same:
    """Equal for the same object."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)
