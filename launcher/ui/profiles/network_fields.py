"""How the cloud is reached: certificates, and the addresses its services are asked at."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from launcher.model.profile import ComputeApi, Profile
from launcher.ui.profiles.file_field import FileField
from launcher.ui.profiles.form import Form, Note, Row
from launcher.ui.profiles.proxy_fields import ProxyFields
from launcher.ui.theme import Tone

_ENDPOINTS = ("compute_endpoint_override", "identity_endpoint_override")


class NetworkFields(QWidget):
    """The fields of the section that a company's network may want to be filled in."""

    edited = Signal(str)
    """The key of the row a person changed."""

    def __init__(self, profile: Profile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, Row] = {}
        self._form = Form(self)
        self._add_certificates(profile)
        self._add_client_certificate(profile)
        self.proxy = ProxyFields(self._form, profile, self)
        self.proxy.edited.connect(self.edited)
        self.rows |= self.proxy.rows
        self._add_endpoints(profile)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        self._show_warning()

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, by the profile's field names."""
        return {
            "cacert": self.cacert.path,
            "verify": self.verify.isChecked(),
            "cert": self.cert.path,
            "key": self.key.path,
            **self.proxy.values,
            "compute_api": ComputeApi(self.compute_api.currentData()),
            **{name: line.text().strip() for name, line in self.endpoints.items()},
        }

    def _add_certificates(self, profile: Profile) -> None:
        kinds = self.tr("Certificates (*.pem *.crt *.cer);;All files (*)")
        self.cacert = FileField(profile.cacert, self.tr("The cloud's own authority"), kinds, self)
        self.cacert.line.setPlaceholderText(self.tr("the system's authorities"))
        self.cacert.edited.connect(lambda: self.edited.emit("cacert"))
        label = self.tr("CA &file")
        tip = self.tr("A PEM file with the authority that signed the cloud's certificate.")
        self.rows["cacert"] = self._form.add(label, self.cacert, focus=self.cacert.line, tip=tip)
        both = QWidget(self)
        beneath = QVBoxLayout(both)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(2)
        self.verify = QCheckBox(self.tr("&Verify the cloud's certificate"), both)
        self.verify.setChecked(profile.verify)
        self.warning = Note(both)
        beneath.addWidget(self.verify)
        beneath.addWidget(self.warning)
        self.verify.toggled.connect(self._on_verify_toggled)
        self.rows["verify"] = self._form.add("", both, focus=self.verify)

    def _add_client_certificate(self, profile: Profile) -> None:
        kinds = self.tr("Certificates and keys (*.pem *.crt *.cer *.key);;All files (*)")
        self.cert = FileField(profile.cert, self.tr("The certificate that says who you are"), kinds, self)
        self.cert.line.setPlaceholderText(self.tr("none"))
        self.cert.edited.connect(lambda: self.edited.emit("cert"))
        tip = self.tr("A PEM file, shown to clouds and consoles that ask for a certificate of yours.")
        label = self.tr("Client certificate")
        self.rows["cert"] = self._form.add(label, self.cert, focus=self.cert.line, tip=tip)
        self.key = FileField(profile.key, self.tr("The private key of that certificate"), kinds, self)
        self.key.line.setPlaceholderText(self.tr("in the same file"))
        self.key.edited.connect(lambda: self.edited.emit("key"))
        tip = self.tr("A PEM file with the certificate's private key, not locked by a password.")
        self.rows["key"] = self._form.add(self.tr("Client key"), self.key, focus=self.key.line, tip=tip)

    def _add_endpoints(self, profile: Profile) -> None:
        self.compute_api = QComboBox(self)
        self.compute_api.addItem(self.tr("Found out"), ComputeApi.AUTO.value)
        self.compute_api.addItem(self.tr("Nova (OpenStack)"), ComputeApi.NOVA.value)
        self.compute_api.addItem(self.tr("ECS (Huawei Cloud)"), ComputeApi.ECS.value)
        self.compute_api.setCurrentIndex(self.compute_api.findData(profile.compute_api.value))
        self.compute_api.currentIndexChanged.connect(lambda: self.edited.emit("compute_api"))
        tip = self.tr("By which interface servers and consoles are asked for.")
        self.rows["compute_api"] = self._form.add(self.tr("Compute interface"), self.compute_api, tip=tip)
        labels = (self.tr("C&ompute endpoint"), self.tr("Identit&y endpoint"))
        self.endpoints: dict[str, QLineEdit] = {}
        for name, label in zip(_ENDPOINTS, labels, strict=True):
            line = self.endpoints[name] = QLineEdit(getattr(profile, name), self)
            line.setPlaceholderText(self.tr("as the catalog says"))
            line.textEdited.connect(lambda _text, name=name: self.edited.emit(name))
            self.rows[name] = self._form.add(label, line, tip=name)

    def _on_verify_toggled(self) -> None:
        self._show_warning()
        self.edited.emit("verify")

    def _show_warning(self) -> None:
        words = self.tr(
            "Whoever stands between you and the cloud can pose as it, read the secret and take over consoles."
            " Better: name the cloud's CA file above."
        )
        self.warning.say("" if self.verify.isChecked() else words, Tone.WARNING)
        self.verify.setAccessibleDescription(self.warning.text)
