"""The text of a console log: what comes is added at its end, and what is found is marked."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor, QFontDatabase, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from launcher.ui.details.log_text import continuation, readable
from launcher.ui.theme import Tone

_MOST_LINES = 20_000
_MOST_CHARACTERS = 4_000_000
_MOST_MATCHES = 999
_LEAST_LINES = 14


class LogView(QPlainTextEdit):
    """Shows a log; keeps its place where a person has scrolled up, and its end in sight where not."""

    found_changed = Signal()
    """:attr:`matches` or :attr:`current` changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matches: list[QTextCursor] = []
        self.current = -1
        self._text = ""
        self._wanted = ""
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(_MOST_LINES)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
        self.setAccessibleName(self.tr("Console log"))

    @property
    def text(self) -> str:
        """The log as it is shown."""
        return self._text

    def show_wrapped(self, *, wrapped: bool) -> None:
        """Break long lines, or let them run out of sight."""
        mode = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(mode.WidgetWidth if wrapped else mode.NoWrap)

    def forget(self) -> None:
        """Show nothing: another server was chosen."""
        self._text = ""
        self.matches, self.current = [], -1
        self.clear()
        self._mark()

    def take_in(self, raw: str) -> None:
        """Show a log as it came from the cloud; what is shown already stays where it is."""
        text = readable(raw)
        further = continuation(self._text, text) if self._text else None
        if further == "":
            return
        bar = self.verticalScrollBar()
        place, at_end = bar.value(), bar.value() >= bar.maximum()
        if further is None:
            self._text = text
            self.setPlainText(text)
        else:
            self._text = (self._text + further)[-_MOST_CHARACTERS:]
            end = QTextCursor(self.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertText(further)
        bar.setValue(bar.maximum() if at_end else place)
        if self._wanted:
            self._search()

    def find_all(self, wanted: str) -> None:
        """Mark every place where ``wanted`` stands, in small letters or large; go to the last one."""
        self._wanted = wanted
        self.current = -1
        self._search()
        if self.matches:
            self.go_to(len(self.matches) - 1)

    def step(self, direction: int) -> None:
        """Go to the next place (1) or the one before (-1), round the ends."""
        if self.matches:
            self.go_to((self.current + direction) % len(self.matches))

    def go_to(self, number: int) -> None:
        """Show one of the places."""
        self.current = number
        # Without a selection: it would be painted over the mark.
        cursor = QTextCursor(self.matches[number])
        cursor.setPosition(cursor.selectionStart())
        self.setTextCursor(cursor)
        self.centerCursor()
        self._mark()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Mark in the colours of light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.matches:
            self._mark()

    @property
    def has_more_matches(self) -> bool:
        """Whether there are more places than are counted."""
        return len(self.matches) >= _MOST_MATCHES

    def _search(self) -> None:
        self.matches = []
        place = QTextCursor(self.document())
        while self._wanted and len(self.matches) < _MOST_MATCHES:
            place = self.document().find(self._wanted, place, QTextDocument.FindFlag(0))
            if place.isNull():
                break
            self.matches.append(QTextCursor(place))
        self.current = min(self.current, len(self.matches) - 1)
        self._mark()

    def _mark(self) -> None:
        if not self._wanted:
            self.matches = []
        marks = [self._marked(one, current=number == self.current) for number, one in enumerate(self.matches)]
        self.setExtraSelections(marks)
        self.found_changed.emit()

    def _marked(self, place: QTextCursor, *, current: bool) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        colour = QColor(Tone.WARNING.on(self.palette()))
        if current:
            look.setForeground(self.palette().base().color())
        else:
            colour.setAlphaF(0.35)
        look.setBackground(colour)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = place
        mark.format = look
        return mark
