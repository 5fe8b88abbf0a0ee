"""Every field of a profile, and what is wrong with it."""

from uuid import uuid4

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget

from launcher.model.organisation import AUTH
from launcher.model.profile import Profile
from launcher.model.proxy import PASSWORD
from launcher.model.secrets import packed, unpacked
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.ui.locks import set_by, who, whom_to_ask
from launcher.ui.profiles.advanced_fields import AdvancedFields
from launcher.ui.profiles.form import SPACING, Form, Row
from launcher.ui.profiles.login_section import LoginSection
from launcher.ui.profiles.network_fields import NetworkFields
from launcher.ui.profiles.problems import problems
from launcher.ui.profiles.secret_field import KeepChoice
from launcher.ui.profiles.sections import Section
from launcher.ui.runner import TaskRunner

_NOT_FOR_A_TEST = frozenset({"name", "console_types", "link_lifetime"})
"""A connection can be tried without these."""


class ProfileForm(QWidget):
    """What a person enters; a problem is shown beside its field once they have left it."""

    edited = Signal()
    """Something is another than before."""

    fields_changed = Signal()
    """Other fields, or other words beside them, are there than before."""

    def __init__(
        self, book: ProfileBook, runner: TaskRunner, profile: Profile | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._organisation = book.organisation
        self._base = profile or self._organisation.new_profile(uuid4().hex)
        self._taken = frozenset(one.name for one in book.profiles if one.id != self._base.id)
        self._edited: set[str] = set()
        self._left: set[str] = set()
        self._all_shown = False
        self._secret_wanted = False
        self._build(book, runner, profile)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _build(self, book: ProfileBook, runner: TaskRunner, profile: Profile | None) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        head, place = Form(self), Form(self)
        self.name = QLineEdit(self._base.name, self)
        self.name.textEdited.connect(lambda: self._on_edited("name"))
        self._own_rows = {"name": head.add(self.tr("&Name"), self.name)}
        self._own_rows["name"].set_hint(self._origin(book))
        self.keep = KeepChoice(book, runner, self, guest=book.is_guest(self._base.id))
        self.login = LoginSection(profile, self.keep, self)
        self.login.edited.connect(self._on_edited)
        self.login.method_changed.connect(self._on_method_changed)
        self._add_place(place)
        self.network, self.advanced = NetworkFields(self._base, self), AdvancedFields(self._base, self)
        self._sections = (
            Section(self.tr("Network"), self.network, self),
            Section(self.tr("&Advanced"), self.advanced, self),
        )
        self.login.more.toggled.connect(self.fields_changed)
        for part in (head, self.login, place):
            layout.addWidget(part)
        plain = self._organisation.new_profile("")
        for fields, section in zip(self._more_fields, self._sections, strict=True):
            fields.edited.connect(self._on_edited)
            section.toggled.connect(self.fields_changed)
            if any(getattr(self._base, key) != getattr(plain, key) for key in fields.values):
                section.open()
            layout.addWidget(section)
        layout.addStretch()
        self._lock()

    def _origin(self, book: ProfileBook) -> str:
        """Return what is to be known of a profile that is not only the person's, or nothing."""
        if self._organisation.original(self._base.id) is None:
            return ""
        words = self.tr("It comes from {0}.").format(who(self._organisation))
        if book.is_from_site(self._base.id):
            words = self.tr("It comes from {0}: saving makes a copy of your own.").format(
                who(self._organisation)
            )
        return " ".join(filter(None, (words, whom_to_ask(self._organisation))))

    def _lock(self) -> None:
        """Show what is locked. Rows come and go with the login method."""
        locks = {one.removeprefix(f"{AUTH}.") for one in self._organisation.locks(self._base.id)}
        for key, row in self.rows.items():
            if key in locks:
                row.lock(set_by(self._organisation))

    @property
    def _more_fields(self) -> tuple[NetworkFields | AdvancedFields, ...]:
        return self.network, self.advanced

    def _add_place(self, place: Form) -> None:
        self.region = QLineEdit(self._base.region_name, self)
        self.region.setPlaceholderText(self.tr("the catalog's first"))
        self.region.textEdited.connect(lambda: self._on_edited("region_name"))
        self._own_rows["region_name"] = place.add(self.tr("Re&gion"), self.region)
        self.interface = QComboBox(self)
        for value, words in (
            ("public", self.tr("Public")),
            ("internal", self.tr("Internal")),
            ("admin", self.tr("Admin")),
        ):
            self.interface.addItem(words, value)
        self.interface.setCurrentIndex(self.interface.findData(self._base.interface))
        self.interface.currentIndexChanged.connect(lambda: self._on_edited("interface"))
        tip = self.tr("Which of the catalog's endpoints is asked.")
        self._own_rows["interface"] = place.add(self.tr("&Interface"), self.interface, tip=tip)

    @property
    def profile(self) -> Profile:
        """The profile as it stands in the fields; it may have problems."""
        return msgspec.structs.replace(
            self._base,
            name=self.name.text().strip(),
            auth_type=self.login.auth_type,
            auth=self.login.auth,
            region_name=self.region.text().strip(),
            interface=self.interface.currentData(),
            **self.network.values,
            **self.advanced.values,
        )

    @property
    def secret(self) -> NewSecret | None:
        """The secrets as typed, a proxy's password among them; None where those that are kept stay."""
        login, password = self.login.secret, self.network.proxy.typed_password
        if not password:
            return login
        typed = unpacked(login.value) if login else {}
        secret = packed(typed | {PASSWORD: password})
        return NewSecret(secret, remember=self.keep.remember, beside=login is None or login.beside)

    @property
    def rows(self) -> dict[str, Row]:
        """Every row there is just now, top to bottom, by the key of its problems."""
        own = dict(self._own_rows)
        return {"name": own.pop("name"), **self.login.rows, **own, **self.network.rows, **self.advanced.rows}

    def reveal_problems(self) -> tuple[Row, ...]:
        """Show what hinders saving, the first of it in sight; returns the rows that have a problem."""
        self._all_shown, self._secret_wanted = True, False
        return self._revealed(self.problems())

    def reveal_problems_of_test(self) -> tuple[Row, ...]:
        """Show what hinders trying the connection; otherwise as :meth:`reveal_problems`."""
        self._secret_wanted = True
        found = {key: what for key, what in self.problems().items() if key not in _NOT_FOR_A_TEST}
        self._edited |= found.keys()
        self._left |= found.keys()
        return self._revealed(found)

    def problems(self) -> dict[str, str]:
        """Return what is wrong, by row, shown or not."""
        profile = self.profile
        found = problems(profile, self.login.plan, self._taken) | self.login.problems()
        if self.network.proxy.lacks_address:
            found["proxy"] = self.tr("The proxy's address is needed.")
        for key in self.login.lacking_secrets if self._secret_wanted else ():
            found.setdefault(key, self.tr("This is needed to log in."))
        rows = self.rows
        return {key: found[key] for key in rows if key in found}

    def stop(self) -> None:
        """Wait for nothing any more."""
        self.keep.stop()

    def _revealed(self, found: dict[str, str]) -> tuple[Row, ...]:
        self._show_problems()
        rows = self.rows
        with_problem = tuple(rows[key] for key in found)
        for fields, section in zip(self._more_fields, self._sections, strict=True):
            if found.keys() & fields.rows.keys():
                section.open()
        if with_problem:
            self.login.open_for(found)
            with_problem[0].target.setFocus()
        return with_problem

    def _on_method_changed(self) -> None:
        self._lock()
        self.fields_changed.emit()

    def _on_edited(self, key: str) -> None:
        self._edited.add(key)
        self._secret_wanted = self._secret_wanted and key not in self.login.lacking_secrets
        row = self.rows.get(key)
        if row is None or not (isinstance(row.target, QLineEdit) and row.target.hasFocus()):
            self._left.add(key)
        self._show_problems()
        self.edited.emit()

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or new is None or not self._edited - self._left:
            return
        left = {key for key, row in self.rows.items() if row.target is old}
        if left & self._edited - self._left:
            self._left |= left & self._edited
            self._show_problems()
            self.fields_changed.emit()

    def _show_problems(self) -> None:
        found = self.problems()
        for key, row in self.rows.items():
            told = self._all_shown or key in self._left
            problem = found.get(key, "") if told else ""
            row.show_problem(problem, self.login.remedy(key) if problem else None)
