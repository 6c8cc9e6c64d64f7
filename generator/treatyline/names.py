"""What files and folders may be called: names that every system can write and that hide nothing."""

from __future__ import annotations

from dataclasses import dataclass

from treatyline.problems import quoted
from treatyline.text import Refusal, bad_characters

PLACES = frozenset({"index", "readme"})
"""Names of pages to which MkDocs gives a meaning of its own."""

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
"""Names that Windows keeps for devices, in capitals too, and whatever ending follows."""

RESERVED = PLACES | DEVICES
"""Names that no page of ours can have as the last part of its address."""

_NOT_EVERYWHERE = frozenset('<>:"|?*\\\t\n')
"""Windows has none of these in a name; two of them could end an attribute or begin a tag of a page."""


@dataclass(frozen=True, slots=True)
class NameFault:
    """Why a file cannot have its name, and how to mend it."""

    message: str
    hint: str


def fault_of(name: str) -> NameFault | None:
    """What is wrong with the name of a file or a folder; None where nothing is."""
    hidden = _hidden_in(name)
    if hidden:
        return NameFault(f"{quoted(name)} holds {hidden}", "rename it with letters, digits and hyphens")
    if not _NOT_EVERYWHERE.isdisjoint(name):
        char = next(char for char in name if char in _NOT_EVERYWHERE)
        shown = quoted(char) if char != '"' else "a quotation mark"
        return NameFault(f"{quoted(name)} holds {shown}, which not every system takes", "take it out of the name")
    if name.endswith((".", " ")):
        return NameFault(f"{quoted(name)} ends in a dot or a space, which Windows drops", "take it off the name")
    if name.partition(".")[0].rstrip(" ").lower() in DEVICES:
        return NameFault(f"{quoted(name)} is the name of a device on Windows", "add a word to the name")
    return None


def _hidden_in(name: str) -> str | None:
    """What stands in a name and cannot be read. Bytes that are not UTF-8 come from the system as lone surrogates."""
    bad = next(bad_characters(name), None)
    if bad is None:
        return None
    if "\udc80" <= bad.character <= "\udcff":
        return f"a byte that is not UTF-8 (0x{ord(bad.character) - 0xDC00:02X})"
    kind = "a control character" if bad.refusal is Refusal.CONTROL else "a character that cannot be seen"
    return f"{kind} ({bad.name})"
