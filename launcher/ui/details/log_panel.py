"""A server's console log with its buttons, its search, and what is said about it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QToolButton, QVBoxLayout, QWidget

from launcher.model.errors import PortholeError
from launcher.model.server import Server
from launcher.services.details import ServerDetails
from launcher.ui.details.find_bar import FindBar
from launcher.ui.details.log_feed import LogFeed
from launcher.ui.details.log_saving import LogSaver
from launcher.ui.details.log_view import LogView
from launcher.ui.details.pace import Pace
from launcher.ui.details.refusal import Refusal
from launcher.ui.details.section import INDENT
from launcher.ui.details.value import WrappedText
from launcher.ui.runner import TaskRunner
from launcher.ui.theme import muted


class LogPanel(QWidget):
    """Brings the log when it is first seen; follows it while it is seen."""

    def __init__(
        self, details: ServerDetails, runner: TaskRunner, pace: Pace, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._server: Server | None = None
        self._said = ""
        self.feed = LogFeed(details.console_log, runner, pace, self._can_be_seen, self)
        self.saver = LogSaver(runner, self)
        self.view = LogView(self)
        self.find_bar = FindBar(self)
        self.find_bar.hide()
        self.refusal = Refusal(self)
        self.refusal.hide()
        self.words = WrappedText("", self)
        self.words.tint(muted)
        self._make_buttons()
        self._lay_out()
        self._wire()
        self.wrap_button.setChecked(True)

    def choose(self, server: Server | None) -> None:
        """Turn to another server; what is shown of the last one goes."""
        other = server is None or self._server is None or server.key != self._server.key
        self._server = server
        self.feed.choose(server)
        if other:
            self._said = ""
            self.refusal.hide()
            self.view.forget()
            self.view.show()
            if self.isVisible():
                self.feed.wake()

    def open_find(self) -> None:
        """Search, beginning with what is selected."""
        selected = self.view.textCursor().selectedText()
        self.find_bar.show()
        if selected and "\u2029" not in selected:
            self.find_bar.field.setText(selected)
        self.find_bar.take_keyboard()

    def close_find(self) -> None:
        """Search no more; the keyboard goes back to the log."""
        self.find_bar.hide()
        self.find_bar.field.clear()
        self.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Bring the log."""
        super().showEvent(event)
        self.feed.wake()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the cloud alone."""
        super().hideEvent(event)
        self.feed.sleep()

    def event(self, event: QEvent) -> bool:
        """Take the search's keys before the window's own shortcuts do."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the search, step through it, close it."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.open_find()
        elif event.key() == Qt.Key.Key_F3:
            self.view.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.find_bar.isVisible():
            self.close_find()
        else:
            super().keyPressEvent(event)

    def _make_buttons(self) -> None:
        self.follow_button = self._button(self.tr("Follow"), self.tr("Show new lines by themselves"))
        self.follow_button.setCheckable(True)
        self.wrap_button = self._button(self.tr("Wrap"), self.tr("Break long lines"))
        self.wrap_button.setCheckable(True)
        self.find_button = self._button(self.tr("Find"), self.tr("Find in the log (Ctrl+F)"))
        self.save_button = self._button(self.tr("Save…"), self.tr("Save the log to a file"))
        self.reload_button = self._button("", self.tr("Read the log again"))
        self.reload_button.setIcon(self.style().standardIcon(QStyle.StandardPixmap.SP_BrowserReload))
        self.reload_button.setAccessibleName(self.tr("Read the log again"))

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in (self.follow_button, self.wrap_button, self.find_button, self.save_button):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.reload_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INDENT, 0, INDENT, INDENT)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.refusal)
        layout.addWidget(self.view, 1000)
        layout.addWidget(self.words)
        layout.addStretch(1)

    def _wire(self) -> None:
        self.feed.arrived.connect(self._on_arrived)
        self.feed.refused.connect(self._on_refused)
        self.feed.changed.connect(self._show_state)
        self.refusal.retry_requested.connect(self.feed.look)
        self.follow_button.toggled.connect(lambda on: self.feed.follow(followed=on))
        self.wrap_button.toggled.connect(lambda on: self.view.show_wrapped(wrapped=on))
        self.find_button.clicked.connect(self.open_find)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.reload_button.clicked.connect(self.feed.look)
        self.find_bar.wanted_changed.connect(self.view.find_all)
        self.find_bar.step_requested.connect(self.view.step)
        self.find_bar.closed.connect(self.close_find)
        self.view.found_changed.connect(self._on_found_changed)

    def _can_be_seen(self) -> bool:
        return self.isVisible() and not self.window().isMinimized()

    def _on_arrived(self, raw: str) -> None:
        self.refusal.hide()
        self.view.show()
        self._said = ""
        self.view.take_in(raw)

    def _on_refused(self, error: PortholeError) -> None:
        self.refusal.show_trouble(error.trouble)
        self.refusal.show()
        self.view.setVisible(bool(self.view.text))

    def _on_save_clicked(self) -> None:
        if self._server is not None:
            self.saver.save_as(self.view.text, self._server.name, self, self._say)

    def _on_found_changed(self) -> None:
        view = self.view
        self.find_bar.show_count(view.current, len(view.matches), more=view.has_more_matches)

    def _say(self, words: str) -> None:
        self._said = words
        self._show_state()

    def _show_state(self) -> None:
        self.save_button.setEnabled(bool(self.view.text))
        self.words.show_text(self._said or self._state_words())

    def _state_words(self) -> str:
        if self.refusal.isVisibleTo(self):
            again = self.tr("The next look is in {0:.0f} s.").format(self.feed.seconds)
            return again if self.feed.following else ""
        if not self.view.text:
            nothing = self.tr("The server has written nothing to its serial console.")
            return nothing if self.feed.looked else self.tr("Asking the cloud…")
        lines = self.tr("{0} lines").format(f"{len(self.view.text.splitlines()):,}")
        if not self.feed.following:
            return lines
        return self.tr("{0}, read again every {1:.0f} s").format(lines, self.feed.seconds)


def _is_ours(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Find) or event.key() == Qt.Key.Key_F3
