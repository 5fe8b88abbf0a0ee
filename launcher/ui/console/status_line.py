"""Connection and link, side by side: two things that end at different times."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from launcher.model.console import ConsoleLink, LinkState, clock_text
from launcher.model.instant import Instant
from launcher.ui.console.state import ConnectionState, words_of
from launcher.ui.ring import RingWidget
from launcher.ui.text import visible
from launcher.ui.theme import Tone, tabular

_LOG_NAME = 20
"""Characters; the whole is in the tool tip."""


class Dot(QWidget):
    """A small dot in a tone's colour; decoration only, the words stand beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.BUSY
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tone(self, tone: Tone) -> None:
        """Take another colour."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as a small letter is high."""
        side = round(self.fontMetrics().xHeight() * 1.2)
        return QSize(side + 2, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the dot: hollow where all is over."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._tone.on(self.palette())
        painter.setPen(QPen(colour, 1.25))
        if self._tone is not Tone.OFF:
            painter.setBrush(colour)
        radius = (self.width() - 2) / 2
        painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), radius, radius)


class StatusLine(QWidget):
    """``● session live   ◔ link valid 8:41``."""

    changed = Signal()
    """It says something else now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dot = Dot(self)
        self.connection = QLabel(self)
        self.ring = RingWidget(self)
        self.link = QLabel(self)
        self.link.setFont(tabular(self.link.font()))
        self.log = QLabel(self)
        self.log.setContentsMargins(6, 0, 0, 0)
        self.log.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(6)
        layout.addWidget(self.dot)
        layout.addWidget(self.connection)
        layout.addSpacing(12)
        layout.addWidget(self.ring)
        layout.addWidget(self.link)
        layout.addWidget(self.log)
        self.show_link(None, Instant.now())

    @property
    def words(self) -> str:
        """What it says, in one line."""
        link = self.link.text() if not self.link.isHidden() else ""
        return " · ".join(part for part in (self.connection.text(), link) if part)

    def show_connection(
        self,
        state: ConnectionState,
        *,
        renewing: bool,
        link_expired: bool,
        view_only: bool = False,
        ending: bool = False,
    ) -> None:
        """Say how the connection stands."""
        words = words_of(state, renewing=renewing, link_expired=link_expired, ending=ending)
        if view_only and state is ConnectionState.LIVE:
            words = self.tr("{0} · view only").format(words)
        self.dot.show_tone(Tone.WARNING if ending else state.tone)
        if words != self.connection.text():
            self.connection.setText(words)
            self.connection.setAccessibleName(self.tr("Connection: {0}").format(words))
            self.changed.emit()

    def show_link(self, link: ConsoleLink | None, now: Instant) -> None:
        """Say how long a link still opens a session; nothing where it does no more."""
        alive = link is not None and link.state(now) is not LinkState.EXPIRED
        self.ring.setVisible(alive)
        self.link.setVisible(alive)
        if link is not None and alive:
            self.ring.show_life(link.fraction(now), link.state(now))
            self.link.setText(self.tr("link valid {0}").format(clock_text(link.remaining(now))))
        self.changed.emit()

    def show_log(self, name: str, path: str) -> None:
        """Say which file is written along, or nothing."""
        self.log.setVisible(bool(name))
        metrics = self.log.fontMetrics()
        room = metrics.averageCharWidth() * _LOG_NAME
        shown = metrics.elidedText(visible(name), Qt.TextElideMode.ElideMiddle, room)
        self.log.setText(self.tr("logging to {0}").format(shown))
        self.log.setToolTip(path)
