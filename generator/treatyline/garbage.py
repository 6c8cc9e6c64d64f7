"""When Python looks for garbage, in a process that makes much, keeps nearly all of it, and then ends.

Only cycles of objects need to be looked for, and the default is to look again after every 700 new objects.
"""

from __future__ import annotations

import gc

SELDOM = 100_000
"""New objects after which the youngest are looked through."""


def collect_seldom() -> None:
    """For the rest of this process."""
    gc.set_threshold(SELDOM)


def collect_no_more() -> None:
    """Leave what there is now as it is, even when the process ends: the system takes it all back anyway."""
    gc.freeze()
