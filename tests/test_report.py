"""The prefilled issue by which a reader reports an error."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatyline.report import report_url

PAGE = "https://example.org/agreements/x/"


def filled_in(url: str | None) -> dict[str, str]:
    """The fields of an issue that a link prefills."""
    assert url is not None
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query, strict_parsing=True).items()}


def test_the_issue_names_the_page_in_its_title_and_its_address_in_its_body() -> None:
    url = report_url("https://github.com/someone/timeline", "Treaty & more", PAGE)
    assert url is not None
    assert url.startswith("https://github.com/someone/timeline/issues/new?")
    fields = filled_in(url)
    assert "Treaty & more" in fields["title"]
    assert PAGE in fields["body"]
    assert "source" in fields["body"]


@pytest.mark.parametrize("repository", [None, "", "git@github.com:someone/timeline.git", "ssh://git@host/x", "x/y"])
def test_without_a_repository_that_a_browser_can_open_there_is_no_link(repository: str | None) -> None:
    assert report_url(repository, "Treaty", PAGE) is None


def test_without_the_sites_address_the_body_names_the_page_by_its_title() -> None:
    assert "Treaty" in filled_in(report_url("https://github.com/a/b", "Treaty", None))["body"]


@pytest.mark.parametrize("repository", ["https://github.com/a/b/", "https://github.com/a/b.git"])
def test_a_repository_may_end_as_people_copy_it(repository: str) -> None:
    url = report_url(repository, "Treaty", PAGE)
    assert url is not None
    assert url.startswith("https://github.com/a/b/issues/new?")


@pytest.mark.parametrize("host", ["gitlab.com", "gitlab.example.org"])
def test_gitlab_has_an_address_and_fields_of_its_own(host: str) -> None:
    url = report_url(f"https://{host}/a/b", "Treaty", PAGE)
    assert url is not None
    assert url.startswith(f"https://{host}/a/b/-/issues/new?")
    assert "Treaty" in filled_in(url)["issue[title]"]
    assert PAGE in filled_in(url)["issue[description]"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_title_breaks_out_of_its_field(title: str) -> None:
    url = report_url("https://github.com/a/b", title, PAGE)
    assert url is not None
    assert url.isascii()
    assert set("\"'<> \n#").isdisjoint(url)
    fields = filled_in(url)
    assert set(fields) == {"title", "body"}
    assert title in fields["title"]
