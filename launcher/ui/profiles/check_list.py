"""The steps of a connection test, each with a mark and words."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from launcher.services.checks import CheckName, CheckState, CheckStep
from launcher.ui.text import visible
from launcher.ui.theme import Tone


class CheckList(QWidget):
    """One line for each step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[CheckName, _Line] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(2, 1)
        for row, (name, title) in enumerate(self._titles().items()):
            line = self._lines[name] = _Line(title, self)
            grid.addWidget(line.mark, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line.title, row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line.words, row, 2)

    def begin(self) -> None:
        """Let every step wait for its turn."""
        for line in self._lines.values():
            line.show_state(None, "", "")

    def show_step(self, step: CheckStep) -> None:
        """Show how a step stands."""
        words = step.words if step.state is CheckState.PASSED else ""
        self._lines[step.name].show_state(step.state, self._state_words(step.state), words)

    def give_up(self) -> None:
        """Leave what is under way, and what was to follow, as not tried."""
        for line in self._lines.values():
            if line.state in {None, CheckState.RUNNING}:
                line.show_state(CheckState.SKIPPED, self._state_words(CheckState.SKIPPED), "")

    def set_outdated(self, *, outdated: bool) -> None:
        """Let the results stand back, as they are not of the form as it is now."""
        for line in self._lines.values():
            line.words.setEnabled(not outdated)
            line.title.setEnabled(not outdated)
            line.mark.setEnabled(not outdated)

    def state(self, name: CheckName) -> CheckState | None:
        """How a step stands; None: it waits."""
        return self._lines[name].state

    def words(self, name: CheckName) -> str:
        """What a step's line says."""
        return self._lines[name].words.text()

    def _titles(self) -> dict[CheckName, str]:
        return {
            CheckName.REACH: self.tr("Reach the cloud"),
            CheckName.AUTHENTICATE: self.tr("Log in"),
            CheckName.ENDPOINT: self.tr("Find the compute endpoint"),
            CheckName.MICROVERSION: self.tr("Ask for the microversion"),
            CheckName.LIST: self.tr("List one server"),
        }

    def _state_words(self, state: CheckState) -> str:
        return {
            CheckState.RUNNING: self.tr("under way…"),
            CheckState.PASSED: self.tr("passed"),
            CheckState.FAILED: self.tr("failed"),
            CheckState.SKIPPED: self.tr("not tried"),
        }[state]


class _Line:
    def __init__(self, title: str, parent: QWidget) -> None:
        self.state: CheckState | None = None
        self.mark = _Mark(parent)
        self.title = QLabel(title, parent)
        self.words = QLabel(parent)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_state(self, state: CheckState | None, state_words: str, words: str) -> None:
        self.state = state
        self.mark.show_sign(_SIGNS[state])
        self.words.setText(visible(words or state_words))
        self.mark.setAccessibleName(f"{self.title.text()}: {state_words}")
        self.words.setAccessibleName(f"{self.title.text()}: {state_words}. {self.words.text()}")


class _Sign(Enum):
    WAITING = Tone.OFF
    RUNNING = Tone.BUSY
    PASSED = Tone.GOOD
    FAILED = Tone.BAD


_SIGNS = {
    None: _Sign.WAITING,
    CheckState.RUNNING: _Sign.RUNNING,
    CheckState.PASSED: _Sign.PASSED,
    CheckState.FAILED: _Sign.FAILED,
    CheckState.SKIPPED: _Sign.WAITING,
}

_STROKES: dict[_Sign, tuple[tuple[tuple[float, float], ...], ...]] = {
    _Sign.PASSED: (((0.28, 0.53), (0.44, 0.68), (0.73, 0.36)),),
    _Sign.FAILED: (((0.34, 0.34), (0.66, 0.66)), ((0.66, 0.34), (0.34, 0.66))),
}
"""Lines on the disc, in parts of its width: shapes tell what colours alone would not."""


class _Mark(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = _Sign.WAITING
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sign(self, sign: _Sign) -> None:
        self._sign = sign
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        side = self.height() - 2.0
        disc = QRectF(1, 1, side, side)
        colour = self._sign.value.on(self.palette())
        strokes = _STROKES.get(self._sign)
        if strokes is None:
            self._paint_ring(painter, disc, QPen(colour, side / 8))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(disc)
        pen = QPen(self.palette().base().color(), side / 8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in strokes:
            painter.drawPolyline([disc.topLeft() + QPointF(x, y) * side for x, y in stroke])

    def _paint_ring(self, painter: QPainter, disc: QRectF, pen: QPen) -> None:
        painter.setPen(pen)
        inset = disc.width() / 5
        painter.drawEllipse(disc.adjusted(inset, inset, -inset, -inset))
        if self._sign is _Sign.RUNNING:
            inset = disc.width() / 2.7
            painter.setBrush(pen.color())
            painter.drawEllipse(disc.adjusted(inset, inset, -inset, -inset))
