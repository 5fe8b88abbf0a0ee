"""The pictures that are shipped with Porthole."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QIcon, QImageReader, QPixmap

_LARGEST = QSize(288, 288)
"""Pixels of a picture that came from elsewhere: four times what a face shows, for dense displays."""


def application_icon() -> QIcon:
    """Return Porthole's own icon."""
    return QIcon(str(_resources() / "icons" / "porthole.svg"))


def picture(data: bytes) -> QIcon | None:
    """Return the picture in a file's contents, SVG or PNG; None where there is none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isEmpty():
        reader.setScaledSize(size.scaled(_LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else QIcon(QPixmap.fromImage(image))


def _resources() -> Path:
    package = Path(__file__).parents[1]
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"
