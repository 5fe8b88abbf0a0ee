"""How a profile logs in: address, method, and the fields that method asks for."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from launcher.model.errors import ProfileError
from launcher.model.profile import Profile
from launcher.services.checks import (
    METHODS,
    AuthOption,
    auth_options,
    auth_types,
    canonical,
    chosen_methods,
    options_of,
    secret_options,
    wants_code,
)
from launcher.services.login_needs import missing_user, needed_names
from launcher.services.profiles import NewSecret
from launcher.ui.notices import Remedy
from launcher.ui.profiles.factor_choice import FactorChoice
from launcher.ui.profiles.form import SPACING, Form, Row
from launcher.ui.profiles.methods import AUTH_URL, field_plan, method_label, otherwise
from launcher.ui.profiles.option_fields import OptionFields
from launcher.ui.profiles.problems import needs_scheme
from launcher.ui.profiles.secret_field import KeepChoice, SecretLine
from launcher.ui.profiles.secret_fields import SecretFields
from launcher.ui.profiles.sections import Section

AUTH_TYPE = "auth_type"


class LoginSection(QWidget):
    """Identity URL, method, and what the method wants to know."""

    edited = Signal(str)
    """The key of the row a person changed."""

    method_changed = Signal()
    """Other fields are shown now."""

    def __init__(self, profile: Profile | None, keep: KeepChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._cloud_wants_code = False
        self._fields = OptionFields(_todays(profile) if profile else None, self)
        self._fields.edited.connect(self._on_option_edited)
        self._head, self._before, self._after = (Form(self) for _ in range(3))
        self._secrets = SecretFields(keep, self)
        self._secrets.edited.connect(self.edited)
        self._more_form = Form(self)
        self.more = Section(self.tr("&More login options"), self._more_form, self)
        self._build_head(profile.auth_url if profile else "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        for part in (self._head, self._before, self._secrets, self._after, self.more):
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
        methods = self.factors.text if self.plan.asks_methods else ""
        own = {AUTH_URL: address, METHODS: methods}
        return {name: value for name, value in own.items() if value} | self._fields.values

    @property
    def secret(self) -> NewSecret | None:
        """The secrets as typed, or None where nothing was."""
        return self._secrets.secret

    @property
    def code(self) -> str:
        """The one-time code for a test, or empty."""
        return self._secrets.code

    @property
    def secret_line(self) -> SecretLine:
        """The line of the main secret."""
        line = self._secrets.main
        assert line is not None  # noqa: S101 - asked by whoever knows that the method has one
        return line

    @property
    def rows(self) -> dict[str, Row]:
        """The rows of the chosen method, by the key of their problems."""
        return {
            AUTH_URL: self._address_row,
            AUTH_TYPE: self._method_row,
            METHODS: self._factors_row,
            **self._secrets.rows,
            **self._fields.rows,
        }

    @property
    def lacking_secrets(self) -> tuple[str, ...]:
        """The rows without which no login can be tried, as they were neither typed nor kept before."""
        return () if self._has_kept_secret else self._secrets.missing

    def open_for(self, keys: Collection[str]) -> None:
        """Show the rows of these keys, which may stand in the closed part."""
        if any(option.name in keys for option in self.plan.more):
            self.more.open()

    def ask_code(self) -> None:
        """Offer a line for the one-time code that the cloud asked for, whatever the method says."""
        self._cloud_wants_code = True
        self._show_secrets()
        self.method_changed.emit()

    def problems(self) -> dict[str, str]:
        """Return what is wrong and not to be seen from the profile alone."""
        if self.auth_type not in auth_types():
            return {AUTH_TYPE: self.tr("This login method is not installed here.")}
        if not self._secret_is_another:
            return {}
        another = self.tr("What is kept belongs to another method: enter this one.")
        return dict.fromkeys(self._secrets.missing, another)

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
        never_logged_in = self._profile is not None and missing_user(self._profile)
        return self._profile is not None and not self._secret_is_another and not never_logged_in

    @property
    def _secret_is_another(self) -> bool:
        """Whether what is kept cannot be what the chosen method wants."""
        if self._profile is None:
            return False
        before = _secret_names(self._profile.auth_type, chosen_methods(self._profile.auth))
        return self._method_is_another or before != _secret_names(self.auth_type, self._methods)

    @property
    def _methods(self) -> tuple[str, ...]:
        return chosen_methods({METHODS: self.factors.text}) if self._is_put_together else ()

    @property
    def _is_put_together(self) -> bool:
        return self.auth_type == "v3multifactor"

    def _build_head(self, address: str) -> None:
        self.address = QLineEdit(address, self)
        self.address.setPlaceholderText("https://identity.example.com:5000/v3")
        self.address.textEdited.connect(lambda: self.edited.emit(AUTH_URL))
        self._address_row = self._head.add(self.tr("Identity &URL"), self.address)
        self.method = QComboBox(self)
        self._method_row = self._head.add(self.tr("Log in wit&h"), self.method)
        self.factors = FactorChoice(self._fields.known(METHODS), self)
        first = next(iter(self.factors.boxes.values()))
        tip = self.tr("The methods that make up one login, such as a password with a one-time code.")
        self._factors_row = self._head.add(self.tr("Factors"), self.factors, focus=first, tip=tip)
        self.factors.changed.connect(self._on_factors_changed)

    def _fill_methods(self, chosen: str) -> None:
        known = auth_types()
        for name in known if chosen in known else (*known, chosen):
            self.method.addItem(method_label(name), name)
        self.method.insertSeparator(sum(method_label(name) != name for name in known))
        self.method.setCurrentIndex(self.method.findData(chosen))

    def _on_method_changed(self) -> None:
        self._cloud_wants_code = False
        self._show_method()
        self.method_changed.emit()
        self.edited.emit(AUTH_TYPE)

    def _show_method(self) -> None:
        options = self._options()
        self.plan = field_plan(self.auth_type, options)
        self._fields.clear()
        needed = needed_names(self.auth_type, self._methods)
        self._fields.show(self._before, self.plan.before, needed)
        self._fields.show(self._after, self.plan.after, needed, otherwise(self.auth_type))
        self._fields.show(self._more_form, self.plan.more, needed)
        self._more_form.setVisible(self.more.opened)
        self.more.setVisible(bool(self.plan.more))
        self._address_row.set_visible(shown=self.plan.asks_address)
        self._factors_row.set_visible(shown=self.plan.asks_methods)
        self._show_secrets()

    def _show_secrets(self) -> None:
        installed = self.auth_type in auth_types()
        if not installed:
            self._secrets.hide()
        else:
            self._secrets.show_method(self.auth_type, self._methods, kept=self._has_kept_secret)
            self._show_code()

    def _show_code(self) -> None:
        self._secrets.show_code(wanted=self._cloud_wants_code or wants_code(self._as_profile()))

    def _as_profile(self) -> Profile:
        return Profile(id="", name="", auth_type=self.auth_type, auth=self.auth)

    def _on_option_edited(self, name: str) -> None:
        # One of them says whether an identity provider wants a one-time code.
        if self.auth_type in auth_types():
            self._show_code()
        self.edited.emit(name)

    def _on_factors_changed(self) -> None:
        self._show_method()
        self.method_changed.emit()
        self.edited.emit(METHODS)

    def _options(self) -> tuple[AuthOption, ...]:
        try:
            known = auth_options(self.auth_type, self._methods)
        except ProfileError:
            known = ()
        if self._profile is None or self._method_is_another:
            return known
        # What a person wrote into their file stays theirs, even where the method does not know it.
        names = {option.name for option in known} | {METHODS}
        extra = (name for name in canonical(self._profile.auth, known) if name not in names)
        return (*known, *(AuthOption(name, "", required=False, secret=False) for name in extra))

    def _put_scheme(self) -> None:
        self.address.setText(f"https://{self.address.text().strip()}")
        self.edited.emit(AUTH_URL)
        self.address.setFocus()


def _todays(profile: Profile) -> dict[str, str]:
    """Return a profile's options under today's names."""
    try:
        return canonical(profile.auth, options_of(profile))
    except ProfileError:  # its method is not installed here
        return profile.auth


def _secret_names(auth_type: str, methods: tuple[str, ...]) -> tuple[str, ...]:
    try:
        return tuple(option.name for option in secret_options(auth_type, methods))
    except ProfileError:
        return ()
