"""Whose details these are: name, state, profile, and the way to close them."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from launcher.model.profile import Profile, ProfileColour
from launcher.model.server import Server
from launcher.ui.console.status_line import Dot
from launcher.ui.details.section import INDENT
from launcher.ui.details.value import WrappedText
from launcher.ui.profile_colours import paint_bar, shade
from launcher.ui.theme import muted, tone_of_status

_LARGER = 1.15

_BAR_LEFT = 4
"""Pixels from the pane's edge to the bar in the profile's colour."""


class Title(QWidget):
    """Says at once what the list knows already."""

    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = ProfileColour.NONE
        self.name = WrappedText("", self)
        font = self.name.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        font.setBold(True)
        self.name.setFont(font)
        self.dot = Dot(self)
        self.state = WrappedText("", self)
        self.state.tint(muted)
        self.close_button = QToolButton(self)
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.setToolTip(self.tr("Close the details"))
        self.close_button.setAccessibleName(self.tr("Close the details"))
        self.close_button.clicked.connect(self.close_requested)
        self._lay_out()

    def show_server(self, server: Server, profile: Profile) -> None:
        """Name a server."""
        self._colour = profile.colour
        self.name.show_text(server.name)
        self.state.show_text(f"{server.state_words} · {profile.name}")
        self.dot.show_tone(tone_of_status(server.status))
        self.setAccessibleName(f"{server.name} {server.state_words}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the bar in the profile's colour beside what is said."""
        super().paintEvent(event)
        colour = shade(self._colour, self.palette())
        if colour is not None:
            words = QRectF(self.name.geometry().united(self.state.geometry()))
            paint_bar(QPainter(self), words.translated(_BAR_LEFT - words.left(), 0), colour)

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.state, 1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addLayout(state)
        row = QHBoxLayout(self)
        row.setContentsMargins(INDENT, 10, 6, 10)
        row.setSpacing(6)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
