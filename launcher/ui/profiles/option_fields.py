"""The fields of a login method: they come and go with the method, what was typed in them stays."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from launcher.services.checks import AuthOption
from launcher.ui.profiles.form import Form, Row
from launcher.ui.profiles.methods import option_label

_USER_DOMAIN, _PROJECT_DOMAIN = "user_domain_name", "project_domain_name"
_DEFAULT_DOMAIN = "Default"
_NOTHING: Mapping[str, str] = MappingProxyType({})


class OptionFields(QObject):
    """One line for each option, by the option's name."""

    edited = Signal(str)
    """The name of an option that was typed into."""

    def __init__(self, auth: dict[str, str] | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        new = {_USER_DOMAIN: _DEFAULT_DOMAIN, _PROJECT_DOMAIN: _DEFAULT_DOMAIN}
        self._values = dict(new if auth is None else auth)
        self._lines: dict[str, QLineEdit] = {}
        self.rows: dict[str, Row] = {}

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields that are there just now, empty ones left out."""
        typed = {name: line.text().strip() for name, line in self._lines.items()}
        return {name: value for name, value in typed.items() if value}

    def known(self, name: str) -> str:
        """Return what was given for an option, shown or not."""
        return self._values.get(name, "")

    def clear(self) -> None:
        """Forget the fields, but not what was typed in them."""
        self._lines, self.rows = {}, {}

    def show(
        self,
        form: Form,
        options: tuple[AuthOption, ...],
        needed: Collection[str],
        otherwise: Mapping[str, str] = _NOTHING,
    ) -> None:
        """Fill ``form`` with the fields of ``options`` and with nothing else.

        Args:
            form: where they stand.
            options: whose fields.
            needed: names of options that a login cannot do without, beside the required ones.
            otherwise: by an option's name, what counts where it is left empty.
        """
        form.clear()
        for option in options:
            line = QLineEdit(form)
            line.setText(self._values.get(option.name, ""))
            wanted = option.required or option.name in needed
            hint = option.default or otherwise.get(option.name, "")
            line.setPlaceholderText(hint or (self.tr("needed") if wanted else ""))
            line.textEdited.connect(lambda text, name=option.name: self._on_edited(name, text))
            self._lines[option.name] = line
            self.rows[option.name] = form.add(option_label(option), line, tip=option.help)
        form.setVisible(bool(options))

    def _on_edited(self, name: str, text: str) -> None:
        # A user and their project are of one domain nearly always: one is typed, the other follows.
        follower = self._lines.get(_PROJECT_DOMAIN) if name == _USER_DOMAIN else None
        if follower is not None and follower.text() == self._values.get(_USER_DOMAIN, ""):
            follower.setText(text)
            self._values[_PROJECT_DOMAIN] = text
        self._values[name] = text
        self.edited.emit(name)
