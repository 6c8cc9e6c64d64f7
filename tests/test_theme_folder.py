from pathlib import Path

import pytest

import treatyline
from treatyline.theme_folder import theme_folder


def test_a_checkout_uses_the_theme_at_its_top(tmp_path: Path) -> None:
    package = tmp_path / "generator" / "treatyline"
    (tmp_path / "theme").mkdir()
    assert theme_folder(package) == tmp_path / "theme"


def test_a_theme_inside_the_package_goes_before_one_that_happens_to_lie_above(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "treatyline"
    (package / "theme").mkdir(parents=True)
    (tmp_path / "theme").mkdir()
    assert theme_folder(package) == package / "theme"


def test_an_installation_without_a_theme_is_told_where_it_was_looked_for(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "treatyline"
    with pytest.raises(FileNotFoundError) as caught:
        theme_folder(package)
    assert str(package / "theme") in str(caught.value)
    assert str(tmp_path / "theme") in str(caught.value)


def test_the_package_that_is_tested_finds_the_checkouts_own_theme() -> None:
    checkout = Path(__file__).parents[1]
    assert Path(treatyline.__file__).is_relative_to(checkout)
    assert theme_folder() == checkout / "theme"
