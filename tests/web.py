"""A web server for a built site, a guard that keeps a browser on it, and an ear for what a page complains of."""

from __future__ import annotations

import gzip
import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, Route


class _SiteHandler(SimpleHTTPRequestHandler):
    """Serves a folder under a path as GitHub Pages does: `404.html` answers for what is not there."""

    def __init__(self, *args: object, folder: Path, under: str, compressed: bool) -> None:
        self.under = under
        self.compressed = compressed
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        if self.path.startswith(self.under):
            return self._send_compressed() or super().send_head()
        super().send_error(404)
        return None

    def _send_compressed(self) -> io.BytesIO | None:
        """Begin to answer with a file of text, compressed; None where it is to be sent as it is."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() and self.path.endswith("/") else file
        kind = self.guess_type(str(file))
        is_text = kind.startswith("text/") or kind.endswith(("javascript", "json", "svg+xml"))
        if not (self.compressed and is_text and file.is_file()):
            return None
        body = _compressed(file, file.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return io.BytesIO(body)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.under))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """A folder without an index is no page."""
        self.send_error(404)

    def log_message(self, *args: object) -> None:
        """Say nothing: a test tells what it finds."""


class _SiteServer(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """Say nothing of a browser that has gone elsewhere and hung up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*args)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path, under: str = "/", *, compressed: bool = False) -> Iterator[str]:
    """Serve a folder on this machine, under a path that begins and ends with a slash; give its URL.

    `compressed` sends texts so, as hosts do: that is for who measures.
    """
    if not (under.startswith("/") and under.endswith("/")):
        raise ValueError(f"a path to serve under begins and ends with a slash: {under!r}")
    handler = partial(_SiteHandler, folder=folder, under=under, compressed=compressed)
    with _SiteServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{under}"
        finally:
            server.shutdown()
            thread.join()


@lru_cache(maxsize=256)
def _compressed(file: Path, changed: int) -> bytes:
    """A file, compressed once for each time it was changed: hosts keep it so, and who measures waits for them alone."""
    return gzip.compress(file.read_bytes(), mtime=0)


class OneOrigin:
    """Lets a browser context reach one origin alone; `strays` are the addresses it asked for elsewhere."""

    def __init__(self, url: str, context: BrowserContext) -> None:
        self.origin = _origin(url)
        self.strays: list[str] = []
        context.route("**/*", self._on_request)
        # A socket that is routed and not connected reaches nobody.
        context.route_web_socket("**/*", lambda socket: self.strays.append(socket.url))

    def _on_request(self, route: Route) -> None:
        if _origin(route.request.url) == self.origin:
            route.continue_()
        else:
            self.strays.append(route.request.url)
            route.abort()


class Complaints:
    """What a page complains of from now on: errors, in its console or thrown, and requests that come to nothing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.failed: list[str] = []
        self._waiting: set[Request] = set()
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self._waiting.add(request))
        page.on("requestfinished", lambda request: self._waiting.discard(request))
        page.on("requestfailed", self._on_failure)
        page.on("response", self._on_response)

    def settle(self) -> None:
        """Wait until every request that the page has made has come to its end."""
        while self._waiting:
            self.page.evaluate("new Promise(requestAnimationFrame)")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.said.append(message.text)

    def _on_failure(self, request: Request) -> None:
        self._waiting.discard(request)
        self.failed.append(f"{request.failure} {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
