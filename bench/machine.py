"""What the figures were measured on: neither the machine's name nor any of its paths."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

import treatyline


def machine() -> str:
    """Processor, cores and memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {os.cpu_count()} cores, {memory:.1f} GiB of memory"


def versions() -> str:
    """Python, the two that are built upon, and this package."""
    parts = [f"Python {platform.python_version()}"]
    parts += [f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material")]
    return ", ".join([*parts, f"treatyline {treatyline.__version__}"])


def _processor() -> str:
    """The model's name, where Linux tells it; else the architecture."""
    told = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", told.read_text(), re.MULTILINE) if told.is_file() else None
    return found[1] if found else platform.machine()
