"""What the audit makes of the reports of the Nu HTML checker and of Lighthouse."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.request import Request, urlopen

from tests.sitekit import write
from tests.web import serving
from tools.audit import LEAST, HtmlError, Scores, html_errors, scores, told_errors, told_scores

NU = json.dumps(
    {
        "messages": [
            {"type": "error", "url": "file:/tmp/x/site/about/index.html", "lastLine": 7, "message": "Stray tag."},
            {"type": "error", "url": "file:/tmp/x/site/index.html", "lastLine": 9, "message": "Stray tag."},
            {"type": "info", "url": "file:/tmp/x/site/index.html", "lastLine": 1, "message": "A hint."},
        ]
    }
)
ERRORS = [HtmlError("about/index.html", 7, "Stray tag."), HtmlError("index.html", 9, "Stray tag.")]


def test_errors_of_the_checker_are_told_once_with_their_number_and_first_place() -> None:
    assert html_errors(NU, Path("/tmp/x/site")) == ERRORS
    told = told_errors(ERRORS, 12)
    assert told == "Nu HTML checker: 2 errors in 12 pages\n  2 × Stray tag. (about/index.html, line 7)"
    assert told_errors([], 12) == "Nu HTML checker: 0 errors in 12 pages"


def lighthouse(seo: float | None) -> str:
    categories = {name: {"score": 1, "auditRefs": []} for name in LEAST}
    categories["seo"] = {"score": seo, "auditRefs": [{"id": "robots", "weight": 1}, {"id": "hint", "weight": 0}]}
    audits = {"robots": {"score": seo, "title": "Robots may read it"}, "hint": {"score": 0, "title": "A hint"}}
    return json.dumps({"categories": categories, "audits": audits})


def test_a_page_with_less_than_it_must_have_is_told_with_what_it_lost_points_for() -> None:
    measured = scores(lighthouse(0.96), "about/")
    assert measured == Scores("about/", dict.fromkeys(LEAST, 100) | {"seo": 96}, ("seo: Robots may read it",))
    assert measured.too_low == ["seo"]
    assert told_scores([measured]).splitlines()[-1] == "  seo: Robots may read it"


def test_a_page_with_all_it_must_have_is_good_enough_and_one_not_measured_is_not() -> None:
    assert scores(lighthouse(1), "").too_low == []
    assert scores(lighthouse(None), "").too_low == ["seo"]


def test_the_server_sends_texts_compressed_to_who_measures_alone(tmp_path: Path) -> None:
    write(tmp_path, {"about/index.html": "<p>About</p>"})
    for compressed in (True, False):
        with serving(tmp_path, compressed=compressed) as url, urlopen(Request(f"{url}about/")) as answer:
            body = answer.read()
            assert (answer.headers["Content-Encoding"] == "gzip") is compressed
            assert (gzip.decompress(body) if compressed else body) == b"<p>About</p>"
