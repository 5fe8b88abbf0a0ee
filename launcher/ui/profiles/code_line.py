"""A line for a one-time code."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

_CODE = re.compile(r"\d{6,8}")
"""What authenticator apps show (RFC 4226, section 5.3)."""

_ROOM = 14
"""Digits the line has room for: nothing in it but a code."""


class CodeLine(QWidget):
    """One short line; a code may be pasted as apps write it, with a gap in its middle.

    Attributes:
        line: what is typed into.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.line.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * _ROOM + 20)
        self.line.setPlaceholderText("123 456")
        self.line.textEdited.connect(self.edited)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        layout.addStretch()

    @property
    def code(self) -> str:
        """The code, without the blanks and dashes around its digits; empty where it is none yet."""
        digits = re.sub(r"[\s\u2010-\u2015-]", "", self.line.text())
        return digits if _CODE.fullmatch(digits) else ""
