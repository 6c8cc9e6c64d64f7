"""What files and folders may be called."""

from __future__ import annotations

import pytest

from treatyline.names import fault_of


@pytest.mark.parametrize(
    "name",
    [
        *("index.md", "a b.md", "ünïcode.png", "договор.md", "協定", "it's & more;[x]{y}#1 100%.md", "a..b", " a"),
        *("console.md", "com.md", "com10.md", "a.con", "lpt", "auxiliary"),
    ],
)
def test_a_name_that_every_system_can_write_is_taken(name: str) -> None:
    assert fault_of(name) is None


@pytest.mark.parametrize("char", [*'<>:"|?*\\', "\n", "\t"])
def test_a_character_that_not_every_system_takes_is_refused(char: str) -> None:
    fault = fault_of(f"a{char}b.md")
    assert fault is not None
    assert fault.message.endswith("which not every system takes")
    assert f"{fault.message}{fault.hint}".isprintable()


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("a\x1b.md", "a control character (U+001B)"),
        ("a\u202ecod.md", "a character that cannot be seen (U+202E)"),
        ("a\udcff.md", "a byte that is not UTF-8 (0xFF)"),
        ("a\ud800.md", "a control character (U+D800)"),
    ],
)
def test_what_cannot_be_read_in_a_name_is_named(name: str, holds: str) -> None:
    fault = fault_of(name)
    assert fault is not None
    assert fault.message.endswith(holds)
    assert fault.message.isprintable()


@pytest.mark.parametrize("name", ["a.", "a.md ", "a.md.", "..", " "])
def test_an_ending_that_windows_drops_is_refused(name: str) -> None:
    assert "Windows drops" in getattr(fault_of(name), "message", "")


@pytest.mark.parametrize("name", ["con", "CON.md", "Nul.tar.gz", "com1.png", "LPT9", "com².md", "aux .md", "conin$"])
def test_the_name_of_a_device_is_refused_whatever_its_case_and_ending(name: str) -> None:
    assert "name of a device" in getattr(fault_of(name), "message", "")
