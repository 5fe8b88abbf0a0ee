"""What stands in a console's place while there is no screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from launcher.model.errors import Trouble
from launcher.ui.face import Face, FaceContent
from launcher.ui.notices import Remedy
from launcher.ui.trouble import details_text


class FaceWithFacts(Face):
    """A face with a block of lines that can be selected, below its buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = QLabel(self)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.facts.setWordWrap(True)
        self.facts.setMinimumWidth(_FACTS_WIDTH)

    def fit_lines(self, width: int) -> None:
        """Let lines be so many pixels wide, the block's too."""
        super().fit_lines(width)
        self.facts.setMinimumWidth(width)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget between the buttons and the empty space at the end."""
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(layout.count() - 1, widget, 0, Qt.AlignmentFlag.AlignHCenter)


class TroublePage(FaceWithFacts):
    """What went wrong, the one thing to do about it, and the details for those who ask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trouble: Trouble | None = None
        self.details_button = QToolButton()
        self.details_button.setText(self.tr("Details"))
        self.details_button.setCheckable(True)
        self.details_button.setAutoRaise(True)
        self.details_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.copy_button = QPushButton(self.tr("Copy details"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self._curious = QWidget(self)
        row = QHBoxLayout(self._curious)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.details_button)
        row.addWidget(self.copy_button)
        self.add_below(self._curious)
        self.add_below(self.facts)
        self.details_button.toggled.connect(self.facts.setVisible)
        self.details_button.toggled.connect(self.copy_button.setVisible)

    def show_trouble(self, trouble: Trouble, *remedies: Remedy, note: str = "") -> None:
        """Show a trouble with its remedies; the first is the default.

        Args:
            trouble: what went wrong; where it is the one that is shown, its details stay as they are.
            remedies: the first is the default.
            note: what is said besides, and may be overlooked.
        """
        self.show_content(FaceContent(trouble.what, trouble.next_step, remedies, note=note))
        if trouble == self._trouble:
            return
        self._trouble = trouble
        self.facts.setText(details_text(trouble))
        self._curious.setVisible(bool(trouble.details or trouble.request_id))
        self.details_button.setChecked(False)
        self.facts.hide()
        self.copy_button.hide()

    def _on_copy_clicked(self) -> None:
        if self._trouble is not None:
            QGuiApplication.clipboard().setText(details_text(self._trouble))


_FACTS_WIDTH = 460
"""Pixels; as wide as the text above."""
