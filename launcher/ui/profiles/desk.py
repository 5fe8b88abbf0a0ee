"""The one door to everything that changes profiles."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from launcher.model.errors import OneTimeCodeError, PortholeError
from launcher.model.profile import Profile
from launcher.services.checks import auth_types
from launcher.services.connections import Connections
from launcher.services.profiles import ProfileBook
from launcher.ui.profiles.code_prompt import CodePrompt
from launcher.ui.profiles.editor import ProfileEditor
from launcher.ui.profiles.remove_profile import RemoveProfile
from launcher.ui.profiles.secret_prompt import SecretPrompt
from launcher.ui.runner import TaskRunner


class ProfileDesk(QObject):
    """Opens the dialogs of profiles, one at a time for each purpose, and tells what came of them."""

    profile_saved = Signal(str)
    """A profile was added or changed; carries its id."""

    profiles_imported = Signal(list)
    """Profiles were imported; carries their ids."""

    profiles_exported = Signal(str)
    """Profiles were written as a clouds.yaml; carries its path."""

    profile_removed = Signal(str)
    """A profile is gone."""

    secret_entered = Signal(str)
    """A profile has another secret now."""

    code_entered = Signal(str)
    """A profile is logged in, with a one-time code."""

    code_refused = Signal(str)
    """A person did not want to enter a profile's one-time code."""

    def __init__(
        self, book: ProfileBook, connections: Connections, runner: TaskRunner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._book = book
        self._connections = connections
        self._runner = runner
        self._window = window
        self._open: dict[str, QDialog] = {}

    def add(self) -> None:
        """Let the person add a profile."""
        self._show_editor("add", lambda: None)

    def import_clouds(self) -> None:
        """Let the person import clouds that other programs know already."""
        # It brings the services of an import along, which few starts need.
        from launcher.ui.profiles.import_dialog import ImportDialog  # noqa: PLC0415

        def make() -> QDialog:
            dialog = ImportDialog(self._book, self._runner, self._window)
            dialog.imported.connect(self.profiles_imported)
            return dialog

        self._show("import", make)

    def export_clouds(self) -> None:
        """Let the person write profiles as a clouds.yaml, without secrets."""
        from launcher.ui.profiles.export_dialog import ExportDialog  # noqa: PLC0415 - as for an import

        def make() -> QDialog:
            dialog = ExportDialog(self._book, self._runner, self._window)
            dialog.exported.connect(self.profiles_exported)
            return dialog

        self._show("export", make)

    def edit(self, profile_id: str) -> None:
        """Let the person change a profile."""
        self._show_editor(f"edit {profile_id}", lambda: self._book.get(profile_id))

    def duplicate(self, profile_id: str) -> None:
        """Let the person add a copy of a profile, with another name to begin with."""
        self._show_editor(f"duplicate {profile_id}", lambda: self._book.copy_of(profile_id))

    def remove(self, profile_id: str) -> None:
        """Ask before a profile is removed."""

        def make() -> QDialog:
            dialog = RemoveProfile(self._book, self._runner, self._book.get(profile_id), self._window)
            dialog.removed.connect(self.profile_removed)
            return dialog

        self._show(f"remove {profile_id}", make)

    def ask_secret(self, profile_id: str, error: PortholeError | None = None) -> None:
        """Ask for what a profile's login lacks.

        Args:
            profile_id: whose.
            error: why; a missing or refused one-time code asks for a code.
        """

        def make() -> QDialog:
            profile = self._book.get(profile_id)
            if isinstance(error, OneTimeCodeError):
                code = CodePrompt(self._connections.log_in, self._runner, profile, self._window)
                code.entered.connect(self.code_entered)
                code.rejected.connect(lambda: self.code_refused.emit(profile_id))
                return code
            secret = SecretPrompt(self._book, self._runner, profile, error, self._window)
            secret.entered.connect(self.profile_saved if secret.asks_user else self.secret_entered)
            return secret

        self._show(f"secret {profile_id}", make)

    def _show_editor(self, purpose: str, profile: Callable[[], Profile | None]) -> None:
        def make() -> QDialog:
            dialog = ProfileEditor(self._book, self._runner, profile(), self._window)
            dialog.saved.connect(lambda saved: self.profile_saved.emit(saved.id))
            return dialog

        # The first look for login methods takes a tenth of a second, which the window does not wait.
        self._runner.run(
            lambda _task: auth_types(),
            done=lambda _types: self._show(purpose, make),
            failed=lambda _error: self._show(purpose, make),
        )

    def _show(self, purpose: str, make: Callable[[], QDialog]) -> None:
        dialog = self._open.get(purpose)
        if dialog is None:
            dialog = self._open[purpose] = make()
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.finished.connect(lambda _result: self._open.pop(purpose, None))
            dialog.open()
        dialog.raise_()
        dialog.activateWindow()
