"""A slim line above the screen while letters of Alt+SysRq go out one after the other: it can stop them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from launcher.ui.console.keys.typist import Typist


class SequenceBar(QWidget):
    """Says which letters are sent, and which are not yet; Enter and Esc stop, as its button does."""

    def __init__(self, typist: Typist, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typist = typist
        self._letters = ""
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.AlternateBase)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.setToolTip(self.tr("Send no more of them; what was sent cannot be taken back"))
        self.stop.setAutoDefault(True)
        self.stop.clicked.connect(typist.stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.stop)
        typist.progressed.connect(self._follow)
        typist.ended.connect(self.hide)
        self.hide()

    def begin(self, letters: str) -> None:
        """Follow what the typist begins now, and take the keyboard."""
        self._letters = letters
        self._follow()
        self.show()
        self.stop.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc stops."""
        if event.key() == Qt.Key.Key_Escape:
            self._typist.stop()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        sent, left = self._letters[: self._typist.done], self._letters[self._typist.done :]
        words = (
            self.tr("Alt+SysRq: {0} is sent; {1} follows, a letter every two seconds.").format(sent, left)
            if sent
            else self.tr("Alt+SysRq: {0} is being sent, a letter every two seconds.").format(left)
        )
        self.words.setText(words)
        self.setAccessibleName(words)
