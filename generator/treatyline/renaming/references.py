"""Where a file refers to an agreement: whatever the model says is the id of one, in whatever field."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel

from treatyline.fixing.scheme import Scheme
from treatyline.model.references import AgreementId
from treatyline.model.scalars import Id
from treatyline.problems import FieldPath, How, Mend
from treatyline.renaming.base import Ids
from treatyline.yaml_source import Value

(_REFERS,) = (one for one in get_args(AgreementId) if isinstance(one, AfterValidator) and one not in get_args(Id))
"""What makes of a type of text the id of an agreement; it stays where more is said of that type."""

_LISTS = (tuple, list, set, frozenset)


def mends(data: Value, scheme: Scheme, ids: Ids) -> tuple[Mend, ...]:
    """What is to be written otherwise in a file: what stands in something before that itself."""
    hint: Any = scheme.model
    for _ in range(scheme.depth):
        hint = GenericAlias(dict, (str, hint))
    return tuple(dict.fromkeys(_mends(data, hint, ids, ())))


def _mends(data: Value, hint: Any, ids: Ids, path: FieldPath) -> Iterator[Mend]:
    """`hint` is the type of the data, as the model has it."""
    for kind in _alternatives(hint):
        match data:
            case str() if data == ids.old and _refers(kind):
                yield Mend(path, How.REPLACE, ids.new)
            case list() if get_origin(kind) in _LISTS:
                for index, element in enumerate(data):
                    for inner in get_args(kind):
                        yield from _mends(element, inner, ids, (*path, index))
            case dict():
                yield from _mends_in_mapping(data, kind, ids, path)


def _mends_in_mapping(data: dict[str, Value], kind: Any, ids: Ids, path: FieldPath) -> Iterator[Mend]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        hints = _fields(kind)
        for name in hints.keys() & data.keys():
            yield from _mends(data[name], hints[name], ids, (*path, name))
    elif get_origin(kind) is dict:
        of_name, of_value = get_args(kind)
        for name, value in data.items():
            yield from _mends(value, of_value, ids, (*path, name))
            if name == ids.old and any(map(_refers, _alternatives(of_name))):
                yield Mend((*path, name), How.RENAME, ids.new)


def _alternatives(hint: Any) -> Iterator[Any]:
    """The types one of which a value has; what is said of a type besides is left out, but that it refers."""
    if _refers(hint) or isinstance(hint, type):
        yield hint
    elif get_origin(hint) is Annotated:
        yield from _alternatives(get_args(hint)[0])
    elif get_origin(hint) in (dict, *_LISTS):
        yield hint
    else:  # a union
        for inner in get_args(hint):
            yield from _alternatives(inner)


def _refers(hint: Any) -> bool:
    return get_origin(hint) is Annotated and _REFERS in get_args(hint)


@cache
def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """The types of a model's fields by their names in a file."""
    hints = get_type_hints(model, include_extras=True)
    return {field.alias or name: hints[name] for name, field in model.model_fields.items()}
