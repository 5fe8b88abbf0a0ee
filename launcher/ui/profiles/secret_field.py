"""A field for a secret, and the choice where it is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from launcher.model.errors import PortholeError
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.ui.profiles.form import Note
from launcher.ui.runner import TaskRunner
from launcher.ui.theme import Tone


class SecretLine(QWidget):
    """One line, masked until the person wants to see it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.line.textEdited.connect(self.edited)
        self.show_button = QToolButton(self)
        self.show_button.setText(self.tr("Sho&w"))
        self.show_button.setCheckable(True)
        self.show_button.setAccessibleName(self.tr("Show what is typed"))
        self.show_button.toggled.connect(self._on_show_toggled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.show_button)

    @property
    def text(self) -> str:
        """The secret as typed."""
        return self.line.text()

    def _on_show_toggled(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class KeepChoice(QWidget):
    """Remember, or not; and in words where the secret is kept."""

    changed = Signal()

    def __init__(
        self, book: ProfileBook, runner: TaskRunner, parent: QWidget | None = None, *, guest: bool = False
    ) -> None:
        """Offer a choice.

        Args:
            book: knows who keeps the secrets.
            runner: asks it.
            parent: the widget this stands in.
            guest: the profile lives for this run only.
        """
        super().__init__(parent)
        self._guest = guest
        self._store = ""
        self._hindrance = ""
        self._no_store = ""
        self.box = QCheckBox(self.tr("Remem&ber"), self)
        self.box.setChecked(True)
        self.box.toggled.connect(self._on_toggled)
        self.note = Note(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.box)
        layout.addWidget(self.note)
        self._show()
        # Asking who keeps the secrets may wake the keyring, which takes its time.
        self._task = runner.run(
            lambda _task: book.secret_store(), done=self._on_store_known, failed=self._on_no_store
        )

    @property
    def remember(self) -> bool:
        """Whether the secret goes into the keyring."""
        return self.box.isChecked() and not self._hindered

    @property
    def _hindered(self) -> bool:
        return bool(self._guest or self._hindrance or self._no_store)

    def secret(self, value: str) -> NewSecret:
        """Return ``value`` with this choice."""
        return NewSecret(value, remember=self.remember)

    def hinder(self, reason: str) -> None:
        """Say why this secret is never remembered; empty: it may be."""
        self._hindrance = reason
        self._show()

    def only_this_run(self) -> None:
        """Choose not to remember."""
        self.box.setChecked(False)

    def stop(self) -> None:
        """Wait no more for the keyring's name."""
        self._task.cancel()

    def _on_store_known(self, store: str) -> None:
        self._store = store
        self._show()

    def _on_no_store(self, error: PortholeError) -> None:
        self._no_store = error.trouble.what
        self._show()
        self.changed.emit()

    def _on_toggled(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.box.setEnabled(not self._hindered)
        for_this_run = self.tr("Kept for this run only: Porthole asks for it again next time.")
        if self._guest:
            self.note.say(self.tr("This profile, and its secret with it, lives for this run only."))
        elif self._hindrance:
            self.note.say(self._hindrance)
        elif self._no_store:
            self.note.say(f"{self._no_store} {for_this_run}", Tone.WARNING)
        elif not self.box.isChecked():
            self.note.say(for_this_run)
        elif self._store:
            self.note.say(self.tr("Kept in {0}.").format(self._store))
        else:
            self.note.say(self.tr("Looking for a keyring…"))
        self.box.setAccessibleDescription(self.note.text)
