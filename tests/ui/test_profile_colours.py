"""The colours of profiles: told apart from the ground and from each other, and called by name."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QPalette

from launcher.model.profile import ProfileColour
from launcher.ui.profile_colours import colour_name, shade, swatch

GROUNDS = {"light": ("#ffffff", "#f7f7f7", "#efefef"), "dark": ("#1b1d21", "#2d3036", "#323232")}
COLOURS = [one for one in ProfileColour if one]


def palette(scheme: str) -> QPalette:
    made = QPalette()
    made.setColor(QPalette.ColorRole.Base, QColor(GROUNDS[scheme][0]))
    made.setColor(QPalette.ColorRole.Text, QColor("#000000" if scheme == "light" else "#ffffff"))
    return made


def luminance(colour: QColor) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", GROUNDS)
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_stands_out_from_the_ground(scheme: str, colour: ProfileColour) -> None:
    found = shade(colour, palette(scheme))
    assert found is not None
    for ground in GROUNDS[scheme]:
        dark, light = sorted((luminance(found), luminance(QColor(ground))))
        assert (light + 0.05) / (dark + 0.05) >= 3, ground


@pytest.mark.parametrize("scheme", GROUNDS)
def test_no_two_colours_look_alike(scheme: str) -> None:
    for one, other in combinations(COLOURS, 2):
        first, second = shade(one, palette(scheme)), shade(other, palette(scheme))
        assert first is not None
        assert second is not None
        distance = sum(abs(a - b) for a, b in zip(first.getRgb(), second.getRgb(), strict=True))
        assert distance > 60, (one, other)


@pytest.mark.usefixtures("qapp")
def test_no_colour_has_no_shade_and_a_swatch_all_the_same() -> None:
    assert shade(ProfileColour.NONE, palette("light")) is None
    for one in ProfileColour:
        assert not swatch(one, palette("light"), 1.0).isNull()


def test_each_has_a_name_of_its_own() -> None:
    assert len({colour_name(one) for one in ProfileColour}) == len(ProfileColour)
