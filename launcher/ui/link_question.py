"""The question whether a link from outside may open a console."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from launcher.model.profile import Profile
from launcher.model.server import Server
from launcher.ui.band import ProductionBand
from launcher.ui.profiles.dialog import QuietDialog, button, paragraph
from launcher.ui.profiles.tab_order import follow_layout
from launcher.ui.text import visible

_WIDEST = 340
"""Pixels of a name; Nova allows 255 characters without a blank."""

_ARMED_AFTER = 700
"""Milliseconds. A page may send its link just as a person clicks or types: that is no answer."""


class LinkQuestion(QuietDialog):
    """Names the server and its profile. Enter and Esc open nothing; that takes a word of its own."""

    def __init__(self, server: Server, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open a console?"))
        self.title = paragraph("", self, bold=True)
        self._build(profile)
        self.show_server(server)
        follow_layout(self)
        self.leave_button.setFocus()
        self._arming = QTimer(self, singleShot=True, interval=_ARMED_AFTER)
        self._arming.timeout.connect(lambda: self.open_button.setEnabled(True))
        self._arming.start()

    def show_server(self, server: Server) -> None:
        """Name the server, as soon as its name is known."""
        known = server.name != server.id
        name = self._short(server.name) if known else self.tr("this server")
        self.title.setText(self.tr("Open the console of {0}?").format(name))
        self._name.setText(name if known else self.tr("not known here yet"))
        self._name.setToolTip(visible(server.name) if known else "")
        self._id.setText(self._short(server.id))

    def _short(self, text: str) -> str:
        return self.fontMetrics().elidedText(visible(text), Qt.TextElideMode.ElideMiddle, _WIDEST)

    def _build(self, profile: Profile) -> None:
        self.band = ProductionBand(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.band)
        self.band.show_profiles([profile])
        layout = QVBoxLayout()
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(8)
        outer.addLayout(layout)
        layout.addWidget(self.title)
        why = self.tr("A link from a page or a ticket asks for it. Go on if you followed it.")
        layout.addWidget(paragraph(why, self))
        layout.addSpacing(4)
        layout.addLayout(self._facts(profile))
        layout.addSpacing(6)
        layout.addLayout(self._buttons())

    def _facts(self, profile: Profile) -> QFormLayout:
        self._name, self._id = QLabel(self), QLabel(self)
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        where = (profile.name, profile.project, profile.region_name)
        about = QLabel(visible(" · ".join(dict.fromkeys(one for one in where if one))), self)
        rows = ((self.tr("Server"), self._name), (self.tr("ID"), self._id), (self.tr("Profile"), about))
        for words, value in rows:
            value.setTextFormat(Qt.TextFormat.PlainText)
            facts.addRow(words, value)
        return facts

    def _buttons(self) -> QHBoxLayout:
        self.open_button = button(self.tr("&Open console"), self)
        self.open_button.setEnabled(False)
        self.open_button.clicked.connect(self.accept)
        self.leave_button = button(self.tr("&Do not open"), self)
        self.leave_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.open_button)
        row.addWidget(self.leave_button)
        return row
