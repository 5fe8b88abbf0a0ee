"""The band over production: there when it should be, in colour and in words."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from launcher.model.profile import Profile
from launcher.ui.band import ProductionBand
from launcher.ui.theme import Tone

PROD = Profile(id="prod", name="prod", production=True)
OTHER = Profile(id="other", name="other\u202e", production=True)
STAGE = Profile(id="stage", name="stage")


@pytest.fixture
def band(qtbot: QtBot) -> Iterator[ProductionBand]:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    band = ProductionBand(window)
    layout.addWidget(band)
    layout.addStretch()
    window.resize(300, 100)
    with qtbot.waitExposed(window):
        window.show()
    yield band
    window.close()


def test_it_is_there_for_production_only(band: ProductionBand) -> None:
    assert not band.isVisible()
    band.show_profiles([STAGE, PROD])
    assert band.isVisible()
    band.show_profiles([STAGE])
    assert not band.isVisible()


def test_its_words_say_which(band: ProductionBand) -> None:
    band.show_profiles([PROD, STAGE, OTHER, PROD])
    assert band.text() == "production · prod · other[U+202E]"
    assert band.accessibleName() == band.text()


def test_its_line_has_the_colour_that_warns(qtbot: QtBot, band: ProductionBand) -> None:
    band.show_profiles([PROD])
    qtbot.waitUntil(lambda: band.width() == 300)
    image = band.grab().toImage()
    assert image.pixelColor(150, 1) == Tone.BAD.on(band.palette())
    below = image.pixelColor(3, band.height() - 2)
    assert below not in (Tone.BAD.on(band.palette()), QColor("white"))
    assert band.height() < 24


def test_many_names_do_not_widen_a_window(band: ProductionBand) -> None:
    band.show_profiles([Profile(id=str(n), name=f"production-{n}", production=True) for n in range(40)])
    assert band.text() == "production · 40 profiles"
    assert band.window().minimumSizeHint().width() <= 300
    assert band.window().width() == 300
