"""The question before a profile is removed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook
from launcher.ui.runner import TaskRunner


class RemoveProfile(QDialog):
    """Asks whether one profile, and its secret, shall go; opened with ``open()``."""

    removed = Signal(str)
    """The id of the profile that is gone."""

    def __init__(
        self, book: ProfileBook, runner: TaskRunner, profile: Profile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._runner = runner
        self._profile = profile
