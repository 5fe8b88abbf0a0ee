"""The question before keys are sent that can cost what a server has not saved."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from launcher.model.profile import Profile
from launcher.model.server import Server
from launcher.ui.band import ProductionBand
from launcher.ui.console.keys.sysrq import Request
from launcher.ui.profiles.dialog import QuietDialog, button, paragraph
from launcher.ui.text import visible


class RequestQuestion(QuietDialog):
    """Names the server and what its kernel will do; production wants the server's name typed."""

    def __init__(
        self, request: Request, server: Server, profile: Profile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = server.name
        self.setWindowTitle(self.tr("Alt+SysRq {0}").format(request.letters))
        self.line = QLineEdit(self)
        self.line.setVisible(profile.production)
        self.send_button = button(self.tr("Send"), self)
        self.send_button.setEnabled(not profile.production)
        self.send_button.clicked.connect(self.accept)
        self.cancel_button = button(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        band = ProductionBand(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(band)
        band.show_profiles([profile])
        layout = QVBoxLayout()
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        outer.addLayout(layout)
        title = self.tr("Send Alt+SysRq {0} to {1}?").format(request.letters, visible(server.name))
        layout.addWidget(paragraph(title, self, bold=True))
        layout.addWidget(paragraph(self.tr("Linux will {0}.").format(request.words), self))
        if profile.production:
            ask = self.tr("This is production. Type the server's name to go on:")
            self.line.setAccessibleName(ask)
            self.line.textChanged.connect(self._on_text_changed)
            layout.addWidget(paragraph(ask, self))
            layout.addWidget(self.line)
        layout.addSpacing(6)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.send_button)
        row.addWidget(self.cancel_button)
        layout.addLayout(row)
        (self.line if profile.production else self.cancel_button).setFocus()

    def on_enter(self, *, with_control: bool) -> None:  # noqa: ARG002 - the base's
        """Lead from the typed word to the button, which takes another Enter."""
        if self.send_button.isEnabled():
            self.send_button.setFocus()

    def _on_text_changed(self, text: str) -> None:
        self.send_button.setEnabled(text.strip() in {self._name.strip(), visible(self._name).strip()})
