"""What can be ticked is seen as such in the dark: looked at pixel by pixel."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QListWidget,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from launcher.model.console import ConsoleType
from launcher.ui.profiles.console_order import ConsoleOrder
from launcher.ui.theme import apply_colour_scheme
from tests.ui.contrast import contrast

SEEN = 2
"""Contrast of an edge to what stands on either side of it; in the light Fusion gives it 1.65."""


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[None]:
    apply_colour_scheme(qapp, "dark")
    yield
    apply_colour_scheme(qapp, "system")


def box_of(button: QCheckBox | QRadioButton) -> tuple[QWidget, QRect]:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    element = QStyle.SubElement.SE_CheckBoxIndicator
    if isinstance(button, QRadioButton):
        element = QStyle.SubElement.SE_RadioButtonIndicator
    return button, button.style().subElementRect(element, option, button)


def box_in(rows: QListWidget) -> tuple[QWidget, QRect]:
    """Return where the first row that is not selected has its box."""
    row = rows.visualRect(rows.model().index(1, 0))
    width = rows.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
    return rows.viewport(), QRect(row.left(), row.top(), width + 8, row.height())


def edge_contrast(widget: QWidget, box: QRect) -> float:
    """Return how much the box's edge stands out from both sides of it, on a line through its middle."""
    image, left = widget.window().grab().toImage(), widget.mapTo(widget.window(), box.topLeft()).x() - 3
    middle = widget.mapTo(widget.window(), box.center())
    line = [image.pixelColor(x, middle.y()) for x in range(left, middle.x())]
    outside, inside = line[0], line[-1]
    return max(min(contrast(one, outside), contrast(one, inside)) for one in line)


CHOOSE: dict[str, Callable[[QWidget], tuple[QWidget, QRect]]] = {
    "check box": lambda inside: box_of(inside.findChildren(QCheckBox)[0]),
    "radio button": lambda inside: box_of(inside.findChildren(QRadioButton)[0]),
    "list": lambda inside: box_in(inside.findChildren(QListWidget)[0]),
}


@pytest.mark.parametrize("what", CHOOSE)
@pytest.mark.usefixtures("dark")
def test_a_box_that_is_not_ticked_has_an_edge(qtbot: QtBot, what: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for one in (QCheckBox("Secret"), QRadioButton("As the desktop"), ConsoleOrder((ConsoleType.NOVNC,))):
        layout.addWidget(one)
    with qtbot.waitExposed(window):
        window.show()
    assert edge_contrast(*CHOOSE[what](window)) >= SEEN


def test_an_open_window_follows_when_it_gets_dark(qapp: QApplication, qtbot: QtBot) -> None:
    apply_colour_scheme(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    box = QCheckBox("Secret")
    QVBoxLayout(window).addWidget(box)
    with qtbot.waitExposed(window):
        window.show()
    apply_colour_scheme(qapp, "dark")
    try:
        assert edge_contrast(*box_of(box)) >= SEEN
        assert box.palette().text().color() == qapp.palette().text().color() != QColor("black")
    finally:
        apply_colour_scheme(qapp, "system")
