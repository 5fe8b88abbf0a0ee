"""The question before a closed window is the end, for want of a tray."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from launcher.ui.profiles.dialog import QuietDialog, button, paragraph


class Farewell(QuietDialog):
    """Says that there is no tray to stay in, and asks whether the window is to be closed all the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Quit Porthole"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        layout.addWidget(paragraph(self.tr("Quit Porthole?"), self, bold=True))
        words = self.tr(
            "This desktop shows no tray that Porthole could stay in: closing the window ends it. "
            "From now on it does so without a question."
        )
        layout.addWidget(paragraph(words, self))
        layout.addSpacing(6)
        self.quit_button = button(self.tr("&Quit"), self)
        self.quit_button.clicked.connect(self.accept)
        self.stay_button = button(self.tr("Cancel"), self)
        self.stay_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.quit_button)
        row.addWidget(self.stay_button)
        layout.addLayout(row)
        self.quit_button.setFocus()
