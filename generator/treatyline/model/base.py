"""What every part of an entry has in common."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo

FIRST = "0.1"
"""The version that had the first fields."""

_SINCE = "x-since"
"""The keyword of a schema that says from which version on there is a field; the first fields have none."""


class Part(BaseModel):
    """A mapping of an entry: immutable, and without fields that nobody defined."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def described(
    description: str,
    example: object,
    default: Any = ...,
    *,
    alias: str | None = None,
    since: str = FIRST,
    schema: JsonDict | None = None,
) -> Any:
    """A field with what a contributor needs to know of it; `default` makes it optional.

    `alias` is its name in YAML where Python keeps that word for itself; `since` is the version that brought the field;
    `schema` is what JSON Schema can say of the field beyond its type.

    The return type is pydantic's own: a field is declared by assigning it.
    """
    extra: JsonDict = {**(schema or {}), **({_SINCE: since} if since != FIRST else {})}
    if not extra:  # to say None here would take away what the type's own schema says
        return Field(default, description=description, examples=[example], alias=alias)
    return Field(default, description=description, examples=[example], alias=alias, json_schema_extra=extra)


def since_of(field: FieldInfo) -> str:
    """The version that brought a field."""
    extra = field.json_schema_extra
    return str(extra.get(_SINCE, FIRST)) if isinstance(extra, dict) else FIRST
