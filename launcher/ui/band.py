"""The band over everything that shows production."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from launcher.model.profile import Profile
from launcher.ui.text import visible
from launcher.ui.theme import Tone

_LINE = 4
"""Height of the coloured line, pixels."""

_MOST_NAMES = 3

_SMALL = 0.85
"""Size of the words, in the window's own."""

_TINT = 28
"""How much of the colour lies under the words, of 255."""


class ProductionBand(QLabel):
    """A coloured line, and below it the word for those to whom the colour says nothing.

    It is there only while a profile that is marked as production is shown.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.setContentsMargins(8, _LINE, 8, 0)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        self.setFont(font)
        self._colour()
        self.hide()

    def show_profiles(self, profiles: Iterable[Profile]) -> None:
        """Show the band where one of the profiles in sight is production, or take it away."""
        names = dict.fromkeys(visible(one.name) for one in profiles if one.production)
        named = names if len(names) <= _MOST_NAMES else [self.tr("{0} profiles").format(len(names))]
        words = " · ".join((self.tr("production"), *named)) if names else ""
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(names))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow a change between light and dark."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint line and tint below the words."""
        painter = QPainter(self)
        colour = Tone.BAD.on(self.palette())
        painter.fillRect(0, 0, self.width(), _LINE, colour)
        tint = QColor(colour)
        tint.setAlpha(_TINT)
        painter.fillRect(0, _LINE, self.width(), self.height() - _LINE, tint)
        painter.end()
        super().paintEvent(event)

    def _colour(self) -> None:
        colour = Tone.BAD.on(self.palette())
        if self.palette().color(QPalette.ColorRole.WindowText) != colour:
            palette = QPalette(self.palette())
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
