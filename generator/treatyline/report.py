"""The link by which a reader reports an error: an issue of the site's repository, filled in as far as we can."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit


def report_url(repository: str | None, title: str, page_url: str | None) -> str | None:
    """A new issue about a page. None where no repository is known, or none that a browser can open.

    `page_url` is the page's full address, None where the site's is not known. GitHub, Gitea and Forgejo take the same
    parameters; GitLab has its own.
    """
    if not repository or urlsplit(repository).scheme not in ("http", "https"):
        return None
    subject = f"Error on the page “{title}”"
    text = "\n\n".join(
        [
            f"Page: {page_url or title}",
            "What is wrong:",
            "What it should say:",
            "The source that says so (address, date, publisher):",
        ]
    )
    base = repository.rstrip("/").removesuffix(".git")
    if "gitlab" in (urlsplit(base).hostname or ""):
        return f"{base}/-/issues/new?{urlencode({'issue[title]': subject, 'issue[description]': text})}"
    return f"{base}/issues/new?{urlencode({'title': subject, 'body': text})}"
