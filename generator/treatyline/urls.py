"""Which URLs a page may link to.

An allow-list, since autoescaping does not stop `javascript:` in a link: absolute https and http only, and nothing
that browsers and parsers read differently.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from treatyline.problems import quoted
from treatyline.text import has_bad_characters

LONGEST_URL = 2000
"""Characters; what browsers and archives still take."""

ORDINARY = re.compile(r"https?://[a-z0-9]+([.-][a-z0-9]+)*(/[A-Za-z0-9._~/?=&#%+,:;()-]*)?")
"""What nearly every address looks like; nothing in it can be refused."""

_HOST = re.compile(r"[^\s<>\"'`{}|^%]+")


class UrlError(ValueError):
    """A URL that is refused: `message` says why, `hint` what to write."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def web_url(text: str) -> str:
    """Return `text` if it is an absolute http or https URL that every reader takes alike.

    The characters are looked at before `urlsplit`, which silently drops newlines, tabs and leading controls.

    Raises:
        UrlError: it is not.
    """
    if len(text) <= LONGEST_URL and ORDINARY.fullmatch(text):
        return text
    _refuse_characters(text)
    if not re.match(r"https?://", text, re.IGNORECASE):
        raise UrlError(f"{quoted(text)} is not a web address", "write it whole, from https:// on")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UrlError(f"{quoted(text)} is not a web address", "check the host and the port") from error
    if "@" in parts.netloc:
        raise UrlError(f"{quoted(text)} holds a user name before the host", "leave out what stands before the @")
    if not host or not _HOST.fullmatch(host):
        raise UrlError(f"{quoted(text)} names no host", "write it whole, as https://example.org/page")
    return text


def _refuse_characters(text: str) -> None:
    if len(text) > LONGEST_URL:
        raise UrlError(f"this URL has {len(text)} characters", f"the most is {LONGEST_URL}")
    if has_bad_characters(text) or re.search(r"\s", text):
        raise UrlError(f"{quoted(text)} holds white space or a control character", "write a space as %20")
    for char in '\\"<>`':
        if char in text:
            raise UrlError(f"{quoted(text)} holds {char}", f"write it as %{ord(char):02X}")
