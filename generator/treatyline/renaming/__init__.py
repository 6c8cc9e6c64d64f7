"""An agreement gets another id: its file another name, every reference to it the new id, its old page a way there.

Nothing is written before all that is to be written is known and was parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatyline.contents import Contents, EntryFile
from treatyline.fixing.scheme import ENTRY, PARTIES, TOPICS, Scheme
from treatyline.problems import Code, quoted
from treatyline.renaming.authored import mended_page
from treatyline.renaming.base import Change, Ids, RenamingError
from treatyline.renaming.carrying_out import NotDoneError, carry_out
from treatyline.renaming.choice import chosen
from treatyline.renaming.entries import mended_file, renamed_file
from treatyline.settings_file import SiteSettings
from treatyline.yaml_source import Document, read

__all__ = ["Change", "NotDoneError", "RenamingError", "carry_out", "changes_of"]

_UNREAD = frozenset({Code.UNREADABLE, Code.TOO_LARGE, Code.NOT_UTF8})
"""Problems of a file of which nobody knows what it says."""


def changes_of(contents: Contents, old: str, new: str, settings: SiteSettings) -> tuple[Change, ...]:
    """What a renaming changes, the renamed entry first; nothing is written. Raises RenamingError."""
    entries = [(file, read(file.file, file.shown)) for file in contents.entries]
    (file, document), ids = chosen(entries, old, new)
    moved = renamed_file(file.file, document, ids)
    others = [(other, said, ENTRY) for other, said in entries if other != file]
    mended = (_mended(*other, ids) for other in [*others, *_lists(contents)])
    pages = (mended_page(page, ids, settings) for page in contents.pages if page.is_markdown)
    return (moved, *filter(None, mended), *filter(None, pages))


def _lists(contents: Contents) -> Iterator[tuple[EntryFile, Document, Scheme]]:
    """The files that describe other things than agreements."""
    for file, scheme in ((contents.parties, PARTIES), (contents.topics, TOPICS)):
        if file is not None:
            yield file, read(file.file, file.shown), scheme


def _mended(file: EntryFile, document: Document, scheme: Scheme, ids: Ids) -> Change | None:
    """A file with its references mended; None where it has none, or is a link, which nobody follows."""
    if document.data is not None:
        return mended_file(file.file, document, scheme, ids)
    text = "\n".join(document.lines)
    is_unread = not _UNREAD.isdisjoint(problem.code for problem in document.problems)
    if is_unread or re.search(rf"(?<![a-z0-9-]){ids.old}(?![a-z0-9-])", text):
        hint = "`treatyline check` tells why"
        raise RenamingError(f"{file.shown} cannot be read, and may refer to {quoted(ids.old)}: {hint}")
    return None
