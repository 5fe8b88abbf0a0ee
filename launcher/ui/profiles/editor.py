"""The dialog that adds or changes one profile."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook
from launcher.ui.runner import TaskRunner


class ProfileEditor(QDialog):
    """Adds a profile, or changes one. Opened with ``open()``; nothing is written before Save."""

    saved = Signal(object)
    """The :class:`Profile` as it was written."""

    def __init__(
        self,
        book: ProfileBook,
        runner: TaskRunner,
        profile: Profile | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._book = book
        self._runner = runner
        self._profile = profile
