"""Which URLs a page may link to."""

from __future__ import annotations

import re
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from treatyline import urls
from treatyline.urls import LONGEST_URL, UrlError, web_url

GOOD = [
    "https://example.org",
    "http://example.org/a/b?c=d&e=%20#f",
    "HTTPS://EXAMPLE.ORG/",
    "https://example.org:8443/",
    "https://[2001:db8::1]/",
    "https://пример.рф/путь",
    "https://example.org/it's/(a)*,;~!",
    "https://web.archive.org/web/2013/https://example.org/",
    "https://example.org/user@host",
    "https://127.0.0.1/",
]


@pytest.mark.parametrize("url", GOOD)
def test_a_web_address_is_taken_as_it_stands(url: str) -> None:
    assert web_url(url) == url


@pytest.mark.parametrize(
    ("url", "message", "hint"),
    [
        ("www.example.org", "is not a web address", "write it whole, from https:// on"),
        ("/page", "is not a web address", "write it whole, from https:// on"),
        ("//example.org", "is not a web address", "write it whole, from https:// on"),
        ("", "is not a web address", "write it whole, from https:// on"),
        ("https:/example.org", "is not a web address", "write it whole, from https:// on"),
        ("ftp://example.org", "is not a web address", "write it whole, from https:// on"),
        ("https://", "names no host", "write it whole, as https://example.org/page"),
        ("https:///path", "names no host", "write it whole, as https://example.org/page"),
        ("https://:80/", "names no host", "write it whole, as https://example.org/page"),
        ("https://exa%6Dple.org/", "names no host", "write it whole, as https://example.org/page"),
        ("https://user@example.org/", "holds a user name before the host", "leave out what stands before the @"),
        ("https://good.org:443@evil.org", "holds a user name before the host", "leave out what stands before the @"),
        ("https://user:pass@example.org", "holds a user name before the host", "leave out what stands before the @"),
        ("https://example.org:99999/", "is not a web address", "check the host and the port"),
        ("https://[::1/", "is not a web address", "check the host and the port"),
        ("https://example.org/a b", "holds white space or a control character", "write a space as %20"),
        ("https://example.org/\n", "holds white space or a control character", "write a space as %20"),
        ("https://example.org/\u202egnp", "holds white space or a control character", "write a space as %20"),
        ("https://example.org\\@evil.org", "holds \\", "write it as %5C"),
        ('https://example.org/"', 'holds "', "write it as %22"),
        ("https://example.org/<", "holds <", "write it as %3C"),
    ],
)
def test_what_is_no_web_address_is_refused_with_a_mend(url: str, message: str, hint: str) -> None:
    with pytest.raises(UrlError) as caught:
        web_url(url)
    assert caught.value.message.endswith(message)
    assert caught.value.hint == hint


def test_a_url_that_is_too_long_is_refused_without_being_quoted() -> None:
    url = "https://example.org/" + "x" * LONGEST_URL
    with pytest.raises(UrlError) as caught:
        web_url(url)
    assert caught.value.message == f"this URL has {len(url)} characters"
    assert web_url(url[:LONGEST_URL])


@given(st.from_regex(urls.ORDINARY, fullmatch=True, alphabet=st.characters(max_codepoint=0x180)))
@examples(100)
def test_what_looks_ordinary_would_be_taken_after_a_closer_look(url: str) -> None:
    with patch.object(urls, "ORDINARY", re.compile("(?!)")):
        assert web_url(url) == url


SCHEMES = ["javascript", "JavaScript", "data", "vbscript", "file", "blob", "view-source", "http s", "feed", "jar"]
DISGUISES = ["", " ", "\t", "\n", "\r", "\x00", "\x01", "\x1f", "\u200b", "\u2028", "\ufeff", "\u00a0", "\u202e"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("disguise", DISGUISES)
def test_no_disguise_helps_a_scheme_that_runs(scheme: str, disguise: str) -> None:
    urls = [
        f"{disguise}{scheme}:alert(1)",
        f"{scheme[:4]}{disguise}{scheme[4:]}:alert(1)",
        f"{scheme}{disguise}:alert(1)",
        f"{scheme}:{disguise}//https://example.org/%0aalert(1)",
    ]
    for url in urls:
        with pytest.raises(UrlError):
            web_url(url)


@given(st.one_of(st.text(), st.text().map(lambda text: f"https://{text}"), st.text().map(lambda text: f"http:{text}")))
@examples(200)
def test_whatever_is_taken_is_an_address_with_a_host_and_holds_nothing_that_ends_an_attribute(text: str) -> None:
    try:
        url = web_url(text)
    except UrlError as error:
        assert error.message
        return
    parts = urlsplit(url)
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert parts.username is None
    assert not set(url) & set('\\"<>` \t\r\n')
