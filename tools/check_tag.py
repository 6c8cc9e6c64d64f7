#!/usr/bin/env python3
"""Hold a release's tag against the version of the package: `tools/check_tag.py v1.2.3`."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

MODULE = Path(__file__).resolve().parents[1] / "generator" / "treatyline" / "__init__.py"


def version() -> str:
    """The version that a wheel of this checkout bears."""
    (found,) = re.findall(r'(?m)^__version__ = "(.+)"$', MODULE.read_text(encoding="utf-8"))
    return str(found)


def main(arguments: Sequence[str]) -> int | str:
    """0 where the tag is the version's; else what is wrong."""
    if len(arguments) != 1:
        return "usage: tools/check_tag.py TAG"
    (tag,) = arguments
    if tag != f"v{version()}":
        return f"The tag is {tag}, and the version {version()}: a release of it is tagged v{version()}."
    print(f"{tag} it is")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
