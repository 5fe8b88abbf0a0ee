import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from launcher.ui.tray.drawing import tray_icon
from tests.ui.contrast import contrast

READABLE = 3.0
"""Contrast that a sign needs to be made out (WCAG 2.2, 1.4.11)."""


def on_panel(ground: QColor, side: int, *, badge: bool) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    tray_icon(badge=badge).paint(painter, image.rect())
    painter.end()
    return image


@pytest.mark.parametrize("side", [16, 22, 24, 32, 48])
@pytest.mark.parametrize("ground", ["#ffffff", "#e0e0e0", "#808080", "#2d3036", "#000000"])
@pytest.mark.usefixtures("qapp")
def test_it_is_made_out_on_panels_of_any_colour(ground: str, side: int) -> None:
    panel = QColor(ground)
    image = on_panel(panel, side, badge=False)
    seen = [contrast(image.pixelColor(x, y), panel) >= READABLE for x in range(side) for y in range(side)]
    assert sum(seen) > side * side / 5


@pytest.mark.parametrize("side", [16, 22, 32])
@pytest.mark.parametrize("ground", ["#ffffff", "#000000"])
def test_the_badge_has_a_colour_of_its_own_and_a_gap_around_it(
    qapp: QApplication, ground: str, side: int
) -> None:
    assert qapp is not None
    plain, marked = (on_panel(QColor(ground), side, badge=badge) for badge in (False, True))
    corner = round(side * 0.77)
    assert marked.pixelColor(corner, corner).name() == "#f5a623"
    assert plain.pixelColor(corner, corner) != marked.pixelColor(corner, corner)
    row = [marked.pixelColor(x, corner) for x in range(side // 2, corner)]
    assert any(contrast(one, QColor(ground)) < 1.6 for one in row), "the panel shows between icon and badge"


@pytest.mark.usefixtures("qapp")
def test_it_has_its_own_pixels_at_the_sizes_that_panels_ask_for() -> None:
    assert {16, 22, 24, 32, 44, 48, 64} <= {size.width() for size in tray_icon().availableSizes()}
    image = tray_icon().pixmap(64, 64).toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(32, 2) != QColor(Qt.GlobalColor.transparent)
