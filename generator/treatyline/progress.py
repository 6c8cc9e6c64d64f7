"""How far a build is: a bar on a terminal, a line now and then elsewhere, nothing for a build that is over soon."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Protocol, TextIO, TypeVar

import click

Thing = TypeVar("Thing")

SILENT = 2.0
"""Seconds in which nothing is shown."""

BETWEEN_LINES = 5.0
"""Seconds from one line to the next."""

BETWEEN_DRAWINGS = 0.1
"""Seconds from one drawing of a bar to the next."""


class Bar(Protocol):
    """What is asked of click's bar, whose class has no public name."""

    pos: int

    def update(self, n_steps: int) -> None:
        """Move on by some steps."""

    def render_finish(self) -> None:
        """Leave the terminal as it was, on a new line."""


class Progress:
    """Tells of a build's stages, one after the other, each with its steps.

    `say` takes a line. `terminal` is where a bar is drawn instead; None where there is no terminal. `clock` gives
    seconds.
    """

    def __init__(
        self, say: Callable[[str], None], terminal: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._say = say
        self._terminal = terminal
        self._clock = clock
        self._begun = clock()
        self._shown = self._begun + SILENT - BETWEEN_LINES
        self._bar: Bar | None = None
        self._stage, self._done, self._total = "", 0, 0

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return self._clock() - self._begun

    def begin(self, stage: str, total: int) -> None:
        """Begin a stage of so many steps; the one before is over."""
        self.end()
        self._stage, self._done, self._total = stage, 0, total

    def step(self) -> None:
        """Make one step; shows where the build is once it is time to."""
        self._done += 1
        if self.seconds >= SILENT:
            if self._terminal:
                self._draw(self._terminal)
            elif self._clock() - self._shown >= BETWEEN_LINES:
                self._shown = self._clock()
                self._say(f"{self._stage}: {self._done:,} of {self._total:,}")

    def over(self, stage: str, things: Sequence[Thing]) -> Iterator[Thing]:
        """Hand on things one by one, each a step of a stage of their own."""
        self.begin(stage, len(things))
        for thing in things:
            yield thing
            self.step()
        self.end()

    def end(self) -> None:
        """End the stage; what is said next has a line of its own."""
        bar, self._bar = self._bar, None
        if bar:
            with suppress(OSError):  # a terminal that is gone is no reason to stop
                bar.update(self._done - bar.pos)
                bar.render_finish()

    def _draw(self, terminal: TextIO) -> None:
        now = self._clock()
        bar = self._bar or click.progressbar(length=self._total, label=self._stage, show_pos=True, file=terminal)
        if bar is self._bar and now - self._shown < BETWEEN_DRAWINGS and self._done < self._total:
            return
        self._bar, self._shown = bar, now
        with suppress(OSError):  # the same
            bar.update(self._done - bar.pos)
