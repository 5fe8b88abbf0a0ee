"""Where the pictures go, and how one is taken."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import Stage

FOLDER = Path(__file__).parents[2] / "resources" / "pictures"

_PLACE = QPoint(60, 60)


def save(on: Stage, window: QWidget, name: str) -> None:
    """Write a window as it stands on the display."""
    come_forward(window)
    on.hand.point_away()
    settle()
    _write(on.eye.look_at(window), name)


def save_with_popup(on: Stage, window: QWidget, name: str) -> None:
    """Write a window with the menu or dialog that is open over it, which must have been placed already."""
    settle()
    corner = window.mapToGlobal(QPoint(0, 0))
    _write(on.eye.screen().copy(QRect(corner, window.size())), name)


def come_forward(window: QWidget) -> None:
    """Bring a window before all others, to where pictures are taken."""
    window.move(_PLACE)
    window.raise_()
    window.activateWindow()
    wait_until(window.isActiveWindow, "the window")


def _write(image: QImage, name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.png"
    image.save(str(path))
    print(path)
