"""The proxy that leads to a cloud: the system's, none, or one with an address and a login."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from launcher.model.profile import Profile
from launcher.model.proxy import DIRECT
from launcher.ui.profiles.form import Form, Row
from launcher.ui.profiles.secret_field import SecretLine

_SYSTEM, _OWN = "", "own"


class ProxyFields(QObject):
    """Rows of a form; those of an address are there where one is to be entered."""

    edited = Signal(str)
    """The key of the row a person changed."""

    def __init__(self, form: Form, profile: Profile, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: dict[str, Row] = {}
        has_own = profile.proxy not in {_SYSTEM, DIRECT}
        self.choice = QComboBox(parent)
        self.choice.addItem(self.tr("The system's"), _SYSTEM)
        self.choice.addItem(self.tr("None"), DIRECT)
        self.choice.addItem(self.tr("This one"), _OWN)
        self.choice.setCurrentIndex(self.choice.findData(_OWN if has_own else profile.proxy))
        self.choice.currentIndexChanged.connect(self._on_chosen)
        tip = self.tr(
            "What leads to the cloud and to its consoles. The system's is that of the environment too."
        )
        form.add(self.tr("Proxy"), self.choice, tip=tip)
        self.address = QLineEdit(profile.proxy if has_own else "", parent)
        self.address.setPlaceholderText("http://proxy.example:3128, socks5://127.0.0.1:1080")
        self.address.textEdited.connect(lambda: self.edited.emit("proxy"))
        self.rows["proxy"] = form.add(self.tr("Proxy address"), self.address)
        self.user = QLineEdit(profile.proxy_user, parent)
        self.user.setPlaceholderText(self.tr("none"))
        self.user.textEdited.connect(lambda: self.edited.emit("proxy_user"))
        self.rows["proxy_user"] = form.add(self.tr("Proxy user"), self.user)
        self.password = SecretLine(parent)
        # The login's own line has the key.
        self.password.show_button.setText(self.tr("Show"))
        self.password.line.setPlaceholderText(self.tr("unchanged") if profile.proxy_user else "")
        self.password.edited.connect(lambda: self.edited.emit("proxy_password"))
        label = self.tr("Proxy password")
        self.rows["proxy_password"] = form.add(label, self.password, focus=self.password.line)
        self._show_rows()

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, by the profile's field names."""
        chosen = self.choice.currentData()
        if chosen != _OWN:
            return {"proxy": chosen, "proxy_user": ""}
        return {"proxy": self.address.text().strip(), "proxy_user": self.user.text().strip()}

    @property
    def typed_password(self) -> str:
        """The password that was typed, or empty."""
        return self.password.text if self.choice.currentData() == _OWN else ""

    @property
    def lacks_address(self) -> bool:
        """Whether one is to be entered, and is not."""
        return self.choice.currentData() == _OWN and not self.address.text().strip()

    def _on_chosen(self) -> None:
        self._show_rows()
        self.edited.emit("proxy")

    def _show_rows(self) -> None:
        for row in self.rows.values():
            row.set_visible(shown=self.choice.currentData() == _OWN)
