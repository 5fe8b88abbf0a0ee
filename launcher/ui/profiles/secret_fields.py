"""The secrets of a login method, each a line of its own, and where they are kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from launcher.model.secrets import MAIN, packed
from launcher.services.checks import AuthOption, can_do_without, secret_options
from launcher.services.profiles import NewSecret
from launcher.ui.profiles.code_line import CodeLine
from launcher.ui.profiles.form import SPACING, Form, Row
from launcher.ui.profiles.methods import secret_label
from launcher.ui.profiles.secret_field import KeepChoice, SecretLine

SECRET, CODE = "secret", "code"


class SecretFields(QWidget):
    """Lines for the secrets of one method; they come and go with it, what was typed stays.

    Attributes:
        rows: by the option's name; the main one is called ``secret``, a one-time code ``code``.
    """

    edited = Signal(str)
    """The key of the row a person changed."""

    def __init__(self, keep: KeepChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._auth_type = ""
        self._kept = False
        self._options: tuple[AuthOption, ...] = ()
        self._typed: dict[str, str] = {}
        self._lines: dict[str, SecretLine] = {}
        self.rows: dict[str, Row] = {}
        self._form, self._keep_form, self._code_form = Form(self), Form(self), Form(self)
        self._keep_form.add("", keep, focus=keep.box)
        self.code_line = CodeLine(self)
        self.code_line.edited.connect(lambda: self.edited.emit(CODE))
        self._code_row = self._code_form.add(
            self.tr("One-time code"), self.code_line, focus=self.code_line.line
        )
        self._code_row.set_hint(self.tr("For a test only. It is not kept: Porthole asks at each login."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        for part in (self._form, self._keep_form, self._code_form):
            layout.addWidget(part)

    def show_method(self, auth_type: str, methods: tuple[str, ...], *, kept: bool) -> None:
        """Show the lines of a method.

        Args:
            auth_type: the method; one that is not installed has a single secret.
            methods: what it is put together of, where it is.
            kept: its secrets may be in the keyring already.
        """
        options = secret_options(auth_type, methods)
        if (auth_type, options, kept) == (self._auth_type, self._options, self._kept):
            return
        self._auth_type, self._options, self._kept = auth_type, options, kept
        self._form.clear()
        self._lines, self.rows = {}, {}
        for option in options:
            self._add(option)
        self._form.setVisible(bool(options))
        self._keep_form.setVisible(bool(options))
        self.setVisible(bool(self.rows))

    def show_code(self, *, wanted: bool) -> None:
        """Show, or hide, the line for a one-time code."""
        self._code_form.setVisible(wanted)
        self.rows.pop(CODE, None)
        if wanted:
            self.rows[CODE] = self._code_row
        self.setVisible(bool(self.rows))

    @property
    def main(self) -> SecretLine | None:
        """The line of the main secret, where there is one."""
        return self._lines.get(SECRET)

    @property
    def secret(self) -> NewSecret | None:
        """What was typed, or None where nothing was."""
        typed = {MAIN if key == SECRET else key: line.text for key, line in self._lines.items() if line.text}
        if not typed:
            return None
        return NewSecret(
            packed(typed), remember=self._keep.remember, beside=self._kept and len(self._lines) > 1
        )

    @property
    def code(self) -> str:
        """The one-time code that was typed, or empty."""
        return self.code_line.code if CODE in self.rows else ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of the lines that a login cannot do without, and that are empty."""
        return tuple(
            key
            for (key, line), option in zip(self._lines.items(), self._options, strict=True)
            if not line.text and not can_do_without(self._auth_type, option)
        )

    def _add(self, option: AuthOption) -> None:
        key = option.name if self._lines else SECRET
        line = SecretLine(self._form)
        line.line.setText(self._typed.get(option.name, ""))
        line.line.setPlaceholderText(self._placeholder(option))
        if self._lines:
            # One key leads to the first, or it would lead to none.
            line.show_button.setText(self.tr("Show"))
        line.edited.connect(lambda: self._on_edited(key, option.name))
        self._lines[key] = line
        self.rows[key] = self._form.add(
            secret_label(self._auth_type, option.name), line, focus=line.line, tip=option.help
        )

    def _placeholder(self, option: AuthOption) -> str:
        if self._kept:
            return self.tr("unchanged")
        return self.tr("optional") if can_do_without(self._auth_type, option) else self.tr("needed")

    def _on_edited(self, key: str, name: str) -> None:
        self._typed[name] = self._lines[key].text
        self.edited.emit(key)
