"""Porthole's icon in the sizes and formats that systems ask for, drawn from the one SVG."""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 192, 256, 512)
"""Pixels; those of the freedesktop.org icon theme `hicolor`."""

_WINDOWS = (16, 24, 32, 48, 64, 128, 256)
_MACOS = {
    "icp4": 16,
    "icp5": 32,
    "ic11": 32,
    "ic12": 64,
    "ic07": 128,
    "ic13": 256,
    "ic08": 256,
    "ic14": 512,
    "ic09": 512,
}


def draw(svg: Path, folder: Path) -> None:
    """Write `16.png` to `512.png`, `porthole.ico` and `porthole.icns`."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {size: _png(svg, size) for size in SIZES}
    for size, data in drawn.items():
        (folder / f"{size}.png").write_bytes(data)
    (folder / "porthole.ico").write_bytes(_ico({size: drawn[size] for size in _WINDOWS}))
    (folder / "porthole.icns").write_bytes(_icns({kind: drawn[size] for kind, size in _MACOS.items()}))


def _png(svg: Path, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def _ico(pictures: dict[int, bytes]) -> bytes:
    """Return a Windows icon: a directory of 16 bytes an entry, then the PNGs (256 pixels are called 0)."""
    place = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, data in pictures.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place + len(body))
        body += data
    return head + body


def _icns(pictures: dict[str, bytes]) -> bytes:
    """Return an Apple icon: each PNG behind its four letters and its length."""
    body = b"".join(
        kind.encode() + struct.pack(">I", 8 + len(data)) + data for kind, data in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
