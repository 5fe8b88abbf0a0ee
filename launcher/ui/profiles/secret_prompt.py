"""The question for a secret that is missing or was refused."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook
from launcher.ui.runner import TaskRunner


class SecretPrompt(QDialog):
    """Asks for the secret of one profile; opened with ``open()``."""

    entered = Signal(str)
    """The id of the profile that has its secret now."""

    def __init__(
        self, book: ProfileBook, runner: TaskRunner, profile: Profile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._runner = runner
        self._profile = profile
