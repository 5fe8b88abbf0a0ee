"""Where the pictures go, and how one is taken."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from tests.end_to_end.hand import settle, wait_until
from tests.end_to_end.stage import Stage

FOLDER = Path(__file__).parents[2] / "resources" / "pictures"
"""The README's."""

_PLACE = QPoint(60, 60)


class Film:
    """What the pictures of this run have in common.

    Attributes:
        folder: where they go.
        size: of the windows whose size is nobody's concern; None for what they have of their own.
    """

    folder: Path = FOLDER
    size: QSize | None = None


def sized(window: QWidget) -> None:
    """Give a window the size that pictures of this run have."""
    if Film.size is not None:
        window.resize(Film.size)
        wait_until(lambda: window.size() == Film.size, "the size")


def save(on: Stage, window: QWidget, name: str) -> None:
    """Write a window as it stands on the display."""
    come_forward(window)
    on.hand.point_away()
    settle()
    write(on.eye.look_at(window), name)


def save_with_popup(on: Stage, window: QWidget, name: str) -> None:
    """Write a window with the menu or dialog that is open over it, which must have been placed already."""
    settle()
    display = on.eye.screen()
    ratio = display.devicePixelRatio()
    corner, size = window.mapToGlobal(QPoint(0, 0)) * ratio, window.size() * ratio
    write(display.copy(QRect(corner, size)), name)


def come_forward(window: QWidget) -> None:
    """Bring a window before all others, to where pictures are taken."""
    window.move(_PLACE)
    window.raise_()
    window.activateWindow()
    wait_until(window.isActiveWindow, "the window")


def write(image: QImage, name: str) -> None:
    """Write a picture."""
    Film.folder.mkdir(parents=True, exist_ok=True)
    path = Film.folder / f"{name}.png"
    image.save(str(path))
    print(path)
