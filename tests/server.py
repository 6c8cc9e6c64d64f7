"""A running `mkdocs serve`, as a contributor has one beside the editor."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import treatyline
from tests.sitekit import CHECKOUT, environment

PATIENCE = 60
"""Seconds that a rebuild may take on a busy machine; the server itself answers as soon as one is done."""


@dataclass
class Server:
    """A server: the site's folder, the theme that it uses, its address, and what it has said so far."""

    folder: Path
    theme: Path
    url: str
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)

    def get(self, path: str = "") -> str:
        """A page as the server has it now; the page of an error too."""
        try:
            with urlopen(self.url + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except HTTPError as error:
            with error:
                return error.read().decode()

    def comes_to_hold(self, path: str, text: str) -> bool:
        """Whether a page holds a text, after a rebuild or more if need be."""
        return self._comes_to(path, lambda page: text in page)

    def comes_to_lose(self, path: str, text: str) -> bool:
        """Whether a page no longer holds a text, after a rebuild or more if need be."""
        return self._comes_to(path, lambda page: text not in page)

    def _comes_to(self, path: str, holds: object) -> bool:
        assert callable(holds)
        deadline = time.monotonic() + PATIENCE
        while not holds(self.get(path)):
            if time.monotonic() > deadline or self.process.poll() is not None:
                return False
            epoch = re.findall(r"livereload\(([0-9]+),", self.get())[-1]
            self.get(f"livereload/{epoch}/1")  # answered once there is a newer build
        return True


@contextmanager
def served(folder: Path, tree: Path, *options: str) -> Iterator[Server]:
    """`mkdocs serve` on a free port; `tree` gets a copy of the package and of its theme, to be changed at will."""
    shutil.copytree(CHECKOUT / "theme", tree / "theme")
    shutil.copytree(Path(treatyline.__file__).parent, tree / "generator" / "treatyline")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address, *options],
        cwd=folder,
        env=environment(PYTHONPATH=str(tree / "generator"), PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    server = Server(folder, tree / "theme", f"http://{address}/", process)
    is_up = threading.Event()
    listener = threading.Thread(target=_listen, args=(server, is_up))
    listener.start()
    try:
        assert is_up.wait(PATIENCE) and process.poll() is None, "".join(server.said)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        listener.join()


def _listen(server: Server, is_up: threading.Event) -> None:
    """Keep what a server says, and tell when it serves, or is gone."""
    assert server.process.stdout
    with server.process.stdout as output:
        for line in output:
            server.said.append(line)
            if "Serving on" in line:
                is_up.set()
    is_up.set()
