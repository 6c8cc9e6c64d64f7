"""What every part of an entry has in common."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A mapping of an entry: immutable, and without fields that nobody defined."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def described(description: str, example: object, default: Any = ..., *, alias: str | None = None) -> Any:
    """A field with what a contributor needs to know of it; `default` makes it optional.

    `alias` is its name in YAML where Python keeps that word for itself.

    The return type is pydantic's own: a field is declared by assigning it.
    """
    return Field(default, description=description, examples=[example], alias=alias)
