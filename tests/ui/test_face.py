"""What stands in a pane that has nothing else to show, in whatever room there is."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from launcher.ui.face import Face, FaceContent
from launcher.ui.notices import Remedy

TITLE = "Connecting to {0} again"
TEXT = "prod has not answered for 5 s. Usually the host that the server runs on is slow or down."


@pytest.mark.parametrize("name", ["web-01", "x" * 255, "compute." * 12 + "example.com:8774"])
@pytest.mark.parametrize("width", [800, 480, 300, 220])
def test_all_that_is_said_can_be_read(qtbot: QtBot, name: str, width: int) -> None:
    place = QStackedWidget()
    qtbot.addWidget(place)
    face = Face()
    place.addWidget(face)
    face.show_content(FaceContent(TITLE.format(name), TEXT, (Remedy("Cancel", lambda: None),), note=TEXT))
    place.resize(width, 600)
    with qtbot.waitExposed(place):
        place.show()
    assert face.width() == width
    labels = [label for label in face.findChildren(QLabel) if label.isVisible()]
    assert len(labels) == 3
    for label in labels:
        assert face.rect().contains(label.geometry())
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter
        room = QRect(0, 0, label.width(), 10_000)
        needed = label.fontMetrics().boundingRect(room, wrap, label.text())
        assert needed.width() <= label.width()
        assert needed.height() <= label.height()
    assert name in face.accessibleName()
