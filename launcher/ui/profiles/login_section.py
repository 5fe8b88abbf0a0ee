"""How a profile logs in: address, method, and the fields that method asks for."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from launcher.model.errors import ProfileError
from launcher.model.profile import Profile
from launcher.services.checks import AuthOption, auth_options, auth_types
from launcher.services.profiles import NewSecret
from launcher.ui.notices import Remedy
from launcher.ui.profiles.form import SPACING, Form, Row
from launcher.ui.profiles.methods import AUTH_URL, ONE_TIME, field_plan, method_label, secret_label
from launcher.ui.profiles.option_fields import OptionFields
from launcher.ui.profiles.problems import needs_scheme
from launcher.ui.profiles.secret_field import KeepChoice, SecretLine
from launcher.ui.profiles.sections import Section

AUTH_TYPE, SECRET = "auth_type", "secret"


class LoginSection(QWidget):
    """Identity URL, method, and what the method wants to know."""

    edited = Signal(str)
    """The key of the row a person changed."""

    method_changed = Signal()
    """Other fields are shown now."""

    def __init__(self, profile: Profile | None, keep: KeepChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._keep = keep
        self._fields = OptionFields(profile.auth if profile else None, self)
        self._fields.edited.connect(self.edited)
        self._head, self._before, self._middle, self._after = (Form(self) for _ in range(4))
        self._more_form = Form(self)
        self.more = Section(self.tr("&More login options"), self._more_form, self)
        self._build_head(profile.auth_url if profile else "")
        self._build_secret()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        for part in (self._head, self._before, self._middle, self._after, self.more):
            layout.addWidget(part)
        self._fill_methods(profile.auth_type if profile else auth_types()[0])
        self._show_method()
        if any(option.name in self._fields.values for option in self.plan.more):
            self.more.open()
        self.method.currentIndexChanged.connect(self._on_method_changed)

    @property
    def auth_type(self) -> str:
        """The chosen login method."""
        return str(self.method.currentData())

    @property
    def auth(self) -> dict[str, str]:
        """What was entered for the chosen method, without the secret and without empty options."""
        address = self.address.text().strip() if self.plan.asks_address else ""
        return {AUTH_URL: address, **self._fields.values} if address else self._fields.values

    @property
    def secret(self) -> NewSecret | None:
        """The secret as typed, or None where nothing was."""
        typed = self.secret_line.text
        return self._keep.secret(typed) if typed and self._asks_secret else None

    @property
    def rows(self) -> dict[str, Row]:
        """The rows of the chosen method, by the key of their problems."""
        return {
            AUTH_URL: self._address_row,
            AUTH_TYPE: self._method_row,
            SECRET: self._secret_row,
            **self._fields.rows,
        }

    @property
    def lacks_secret(self) -> bool:
        """Whether no login can be tried, as the secret was neither typed nor kept before."""
        return self._asks_secret and not self.secret_line.text and not self._has_kept_secret

    def open_for(self, keys: Collection[str]) -> None:
        """Show the rows of these keys, which may stand in the closed part."""
        if any(option.name in keys for option in self.plan.more):
            self.more.open()

    def problems(self) -> dict[str, str]:
        """Return what is wrong and not to be seen from the profile alone."""
        if self.auth_type not in auth_types():
            return {AUTH_TYPE: self.tr("This login method is not installed here.")}
        if self._asks_secret and not self.secret_line.text and self._method_is_another:
            return {SECRET: self.tr("What is kept belongs to another method: enter this one.")}
        return {}

    def remedy(self, key: str) -> Remedy | None:
        """Return what solves a row's problem, where a click can."""
        if key == AUTH_URL and needs_scheme(self.address.text().strip()):
            return Remedy(self.tr("Put https:// in front"), self._put_scheme)
        return None

    @property
    def _method_is_another(self) -> bool:
        return self._profile is not None and self._profile.auth_type != self.auth_type

    @property
    def _has_kept_secret(self) -> bool:
        return self._profile is not None and not self._method_is_another and self.auth_type != ONE_TIME

    def _build_head(self, address: str) -> None:
        self.address = QLineEdit(address, self)
        self.address.setPlaceholderText("https://identity.example.com:5000/v3")
        self.address.textEdited.connect(lambda: self.edited.emit(AUTH_URL))
        self._address_row = self._head.add(self.tr("Identity &URL"), self.address)
        self.method = QComboBox(self)
        self._method_row = self._head.add(self.tr("Log in wit&h"), self.method)

    def _build_secret(self) -> None:
        self.secret_line = SecretLine(self)
        self.secret_line.edited.connect(lambda: self.edited.emit(SECRET))
        both = QWidget(self)
        beneath = QVBoxLayout(both)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(4)
        beneath.addWidget(self.secret_line)
        beneath.addWidget(self._keep)
        self._secret_row = self._middle.add(self.tr("Secret"), both, focus=self.secret_line.line)

    def _fill_methods(self, chosen: str) -> None:
        known = auth_types()
        for name in known if chosen in known else (*known, chosen):
            self.method.addItem(method_label(name), name)
        self.method.insertSeparator(sum(method_label(name) != name for name in known))
        self.method.setCurrentIndex(self.method.findData(chosen))

    def _on_method_changed(self) -> None:
        self._show_method()
        self.method_changed.emit()
        self.edited.emit(AUTH_TYPE)

    def _show_method(self) -> None:
        options = self._options()
        self.plan = field_plan(self.auth_type, options)
        self._fields.clear()
        self._fields.show(self._before, self.plan.before)
        self._fields.show(self._after, self.plan.after)
        self._fields.show(self._more_form, self.plan.more)
        self._more_form.setVisible(self.more.opened)
        self.more.setVisible(bool(self.plan.more))
        self._address_row.set_visible(shown=self.plan.asks_address)
        self._asks_secret = any(option.secret for option in options)
        self._middle.setVisible(self._asks_secret)
        self._secret_row.set_label(secret_label(self.auth_type))
        self._show_secret_hint()

    def _show_secret_hint(self) -> None:
        self.secret_line.line.setPlaceholderText(self.tr("unchanged") if self._has_kept_secret else "")
        one_time = self.tr("A one-time passcode is never remembered.")
        self._keep.hinder(one_time if self.auth_type == ONE_TIME else "")

    def _options(self) -> tuple[AuthOption, ...]:
        try:
            known = auth_options(self.auth_type)
        except ProfileError:
            known = ()
        if self._profile is None or self._method_is_another:
            return known
        # What a person wrote into their file stays theirs, even where the method does not know it.
        names = {option.name for option in known}
        extra = (name for name in self._profile.auth if name not in names)
        return (*known, *(AuthOption(name, "", required=False, secret=False) for name in extra))

    def _put_scheme(self) -> None:
        self.address.setText(f"https://{self.address.text().strip()}")
        self.edited.emit(AUTH_URL)
        self.address.setFocus()
