"""How far a build is: nothing for two seconds, then a bar on a terminal and a line now and then elsewhere."""

from __future__ import annotations

import io

from treatyline.progress import BETWEEN_LINES, SILENT, Progress


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class GoneTerminal(Terminal):
    def write(self, text: str) -> int:
        raise OSError("gone")


def build(terminal: Terminal | None = None, *, steps: int = 768, seconds: float = 12.0) -> list[str]:
    """Two stages of equal length; what is said meanwhile."""
    said: list[str] = []
    clock = Clock()
    progress = Progress(said.append, terminal, clock)
    for stage in ("reading", "writing"):
        for _ in progress.over(stage, range(steps)):
            clock.now += seconds / steps / 2
    assert progress.seconds == clock.now - 100
    return said


def test_a_build_that_is_over_soon_says_nothing() -> None:
    terminal = Terminal()
    assert build(seconds=SILENT * 0.9) == []
    assert build(terminal, seconds=SILENT * 0.9) == []
    assert terminal.getvalue() == ""


def test_without_a_terminal_a_line_now_and_then_says_where_the_build_is() -> None:
    # A step takes 1/128 s; the lines come after 2 and 7 seconds, and 12 would be the next.
    assert build(steps=768) == ["reading: 256 of 768", "writing: 128 of 768", "writing: 768 of 768"]
    assert build(steps=7680)[0] == "reading: 2,560 of 7,680"


def test_lines_come_no_faster_than_they_can_be_read() -> None:
    assert len(build(steps=100_000, seconds=60)) == 1 + int((60 - SILENT) / BETWEEN_LINES)


def test_on_a_terminal_a_bar_is_drawn_for_each_stage_and_ends_on_its_own_line() -> None:
    terminal = Terminal()
    assert build(terminal) == []
    drawn = terminal.getvalue()
    lines = drawn.split("\n")
    assert len(lines) == 3 and lines[2] == ""
    for line, stage in zip(lines, ("reading", "writing"), strict=False):
        last = line.split("\r")[-1]
        assert stage in last and "768/768" in last
    assert drawn.count("\r") < 12 / 0.1 + 10  # not for every one of the 1,536 steps


def test_a_stage_that_stops_half_way_leaves_the_terminal_on_a_new_line() -> None:
    terminal, clock = Terminal(), Clock()
    progress = Progress(print, terminal, clock)
    progress.begin("reading", 10)
    clock.now += 5
    progress.step()
    progress.end()
    assert terminal.getvalue().endswith("\n")
    assert "1/10" in terminal.getvalue()


def test_a_terminal_that_is_gone_stops_no_build() -> None:
    assert build(GoneTerminal()) == []
