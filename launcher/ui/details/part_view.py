"""What stands below a section's title: its facts, or why there are none."""

from collections.abc import Callable
from math import ceil
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from launcher.ui.details.part import Part, PartState
from launcher.ui.details.refusal import Refusal
from launcher.ui.details.section import INDENT
from launcher.ui.details.sheet import Contents, FactSheet
from launcher.ui.details.value import WrappedText
from launcher.ui.theme import muted

_PATIENCE = 250
"""Milliseconds for which an answer may be awaited in silence: most come within them."""


class PartView(QWidget):
    """Follows a part: loading, empty, refused, or its facts."""

    counted = Signal(object)
    """How many there are of what is shown, or None."""

    rebuilt = Signal()
    """Other facts stand there now."""

    def __init__(
        self,
        part: Part,
        describe: Callable[[Any], Contents],
        nothing: str,
        parent: QWidget | None = None,
    ) -> None:
        """Show what ``describe`` makes of the part's value; ``nothing`` is said where that is no fact."""
        super().__init__(parent)
        self.part = part
        self._describe = describe
        self._nothing = nothing
        self._speaks = True
        self.words = WrappedText("", self)
        self.words.tint(muted)
        self.progress = _thin_progress(self)
        self.refusal = Refusal(self)
        self.refusal.retry_requested.connect(part.load)
        self.sheet = FactSheet(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._show)
        self._lay_out()
        part.changed.connect(self._on_changed)
        self._show()

    def let_speak(self, *, speaks: bool) -> None:
        """Tell of a refusal, or leave that to another section that shows the same part."""
        if speaks is not self._speaks:
            self._speaks = speaks
            self._show()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(INDENT, 2, INDENT - 4, 12)
        layout.setSpacing(6)
        layout.addWidget(self.progress)
        layout.addWidget(self.words)
        layout.addWidget(self.refusal)
        layout.addWidget(self.sheet)
        layout.addStretch()

    @property
    def _awaited(self) -> bool:
        return self.part.value is None and self.part.state in {PartState.UNKNOWN, PartState.LOADING}

    def _on_changed(self) -> None:
        if not self._awaited or self.part.state is PartState.UNKNOWN:
            self._patience.stop()
        elif not self._patience.isActive():
            self._patience.start()
        self._show()

    def _show(self) -> None:
        part = self.part
        # What has come stays in its place while the next is awaited: nothing below it jumps.
        self.setMinimumHeight(self.height() if self._awaited and self.isVisible() else 0)
        contents = None if part.value is None else self._describe(part.value)
        slow = part.state is PartState.LOADING and self._awaited and not self._patience.isActive()
        self.progress.setVisible(slow)
        self._say(self._words(contents, slow=slow))
        self.refusal.setVisible(part.error is not None and self._speaks)
        if part.error is not None:
            self.refusal.show_trouble(part.error.trouble)
        self.sheet.setVisible(contents is not None and bool(contents.groups))
        if contents is not None and contents != self.sheet.contents:
            self.sheet.show_contents(contents)
            self.rebuilt.emit()
        self.counted.emit(contents.count if contents is not None else None)

    def _words(self, contents: Contents | None, *, slow: bool) -> str:
        if self.part.pause:
            again = self.tr("The cloud asks for a pause. It is asked again in {0} s.")
            return again.format(ceil(self.part.pause))
        if slow:
            return self.tr("Asking the cloud…")
        if self.part.error is not None and not self._speaks:
            return self.tr("Not known: see above.")
        return self._nothing if contents is not None and not contents.groups else ""

    def _say(self, words: str) -> None:
        self.words.show_text(words)
        self.words.setVisible(bool(words))


def _thin_progress(parent: QWidget) -> QProgressBar:
    progress = QProgressBar(parent)
    progress.setRange(0, 0)
    progress.setTextVisible(False)
    progress.setFixedHeight(3)
    progress.setAccessibleName(progress.tr("Asking the cloud"))
    return progress
