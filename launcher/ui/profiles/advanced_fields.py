"""What most profiles leave as it is: consoles and their certificates, colour, production."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from launcher.model.console import OpenIn
from launcher.model.profile import MAX_LINK_LIFETIME, Profile
from launcher.ui.profiles.colour_field import ColourField
from launcher.ui.profiles.console_order import ConsoleOrder
from launcher.ui.profiles.form import Form, Row
from launcher.ui.profiles.trusted_list import TrustedList


class AdvancedFields(QWidget):
    """The fields of the section that most people never open."""

    edited = Signal(str)
    """The key of the row a person changed."""

    def __init__(self, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, Row] = {}
        self._form = Form(self)
        self._add_consoles(profile)
        self._add_certificates(profile)
        self._add_marks(profile)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, by the profile's field names."""
        return {
            "console_types": self.console_types.types,
            "link_lifetime": self.link_lifetime.value(),
            "sessions_end_with_link": self.sessions_end.isChecked(),
            "trusted_certificates": self.trusted.certificates,
            "open_in": OpenIn(self.open_in.currentData()),
            "production": self.production.isChecked(),
            "colour": self.colour.colour,
        }

    def _add_certificates(self, profile: Profile) -> None:
        self.trusted = TrustedList(profile.trusted_certificates, self)
        self.trusted.changed.connect(lambda: self.edited.emit("trusted_certificates"))
        row = self._form.add(self.tr("Trusted certificates"), self.trusted, focus=self.trusted.list)
        row.set_hint(self.tr("Of consoles. Whatever is removed is asked about at the next connection."))
        row.set_visible(shown=bool(profile.trusted_certificates))
        self.rows["trusted_certificates"] = row

    def _add_consoles(self, profile: Profile) -> None:
        self.console_types = ConsoleOrder(profile.console_types, self)
        self.console_types.changed.connect(lambda: self.edited.emit("console_types"))
        tip = self.tr("The first one that the cloud has is opened.")
        row = self._form.add(
            self.tr("Conso&le types"), self.console_types, focus=self.console_types.list, tip=tip
        )
        row.set_hint(self.tr("The first one the cloud has is opened. Alt+Up and Alt+Down move it."))
        self.rows["console_types"] = row
        self.link_lifetime = QSpinBox(self)
        self.link_lifetime.setRange(1, MAX_LINK_LIFETIME)
        self.link_lifetime.setSuffix(self.tr(" seconds"))
        self.link_lifetime.setValue(profile.link_lifetime)
        self.link_lifetime.valueChanged.connect(lambda: self.edited.emit("link_lifetime"))
        tip = self.tr("How long a console link opens sessions: token_ttl in Nova's configuration.")
        self.rows["link_lifetime"] = self._form.add(self.tr("Lin&k lifetime"), self.link_lifetime, tip=tip)
        self.sessions_end = QCheckBox(self.tr("This cloud ends a session when its link ends"), self)
        self.sessions_end.setChecked(profile.sessions_end_with_link)
        self.sessions_end.toggled.connect(lambda: self.edited.emit("sessions_end_with_link"))
        tip = self.tr("enforce_session_timeout in Nova's configuration. Consoles warn a minute ahead.")
        self.rows["sessions_end_with_link"] = self._form.add("", self.sessions_end, tip=tip)
        self.open_in = QComboBox(self)
        self.open_in.addItem(self.tr("Porthole's own window"), OpenIn.EMBEDDED.value)
        self.open_in.addItem(self.tr("The web browser"), OpenIn.BROWSER.value)
        self.open_in.setCurrentIndex(self.open_in.findData(profile.open_in.value))
        self.open_in.currentIndexChanged.connect(lambda: self.edited.emit("open_in"))
        self.rows["open_in"] = self._form.add(self.tr("Open &consoles in"), self.open_in)

    def _add_marks(self, profile: Profile) -> None:
        self.colour = ColourField(profile.colour, self)
        self.colour.currentIndexChanged.connect(lambda: self.edited.emit("colour"))
        tip = self.tr("Stands beside the profile's name, in the list and on the tabs of consoles.")
        self.rows["colour"] = self._form.add(self.tr("Colour"), self.colour, tip=tip)
        self.production = QCheckBox(self.tr("Production: confirm power actions by typing"), self)
        self.production.setChecked(profile.production)
        self.production.toggled.connect(lambda: self.edited.emit("production"))
        self.rows["production"] = self._form.add("", self.production)
        self.rows["production"].set_hint(self.tr("Every window that shows this cloud has a coloured band."))
