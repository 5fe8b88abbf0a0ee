"""Pictures of one console: when somebody wants one, or one every so often."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from launcher.ui.console.camera import Camera
from launcher.ui.console.screen import ConsoleScreen


class Photos(QObject):
    """Takes what the server shows, as large as it is there, however it is shown here.

    Attributes:
        every: seconds between two pictures of a series, or 0.
        taken: how many pictures the series has.
    """

    changed = Signal()
    """A series began or ended, or has one picture more."""

    def __init__(
        self, view: ConsoleScreen, camera: Camera, name: Callable[[], str], tell: Callable[[str], None]
    ) -> None:
        """Take no picture yet.

        Args:
            view: what shows the screen.
            camera: saves and copies.
            name: returns the server's name.
            tell: takes a sentence about what came of it.
        """
        super().__init__(view)
        self._view = view
        self._camera = camera
        self._name = name
        self._tell = tell
        self._last = QImage()
        self._folder = Path()
        self.every = 0
        self.taken = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take_next)

    def save(self) -> None:
        """Save a picture among the person's pictures."""
        self._view.take_picture(lambda image: self._camera.save(image, self._name(), self._tell))

    def save_as(self, window: QWidget) -> None:
        """Let the person choose where a picture goes."""
        # Taken before it is asked where: what the server shows meanwhile is another picture.
        self._view.take_picture(lambda image: self._camera.save_as(image, self._name(), window, self._tell))

    def copy(self) -> None:
        """Put a picture into the clipboard."""
        self._view.take_picture(lambda image: self._camera.copy(image, self._tell))

    def begin_series(self, every: int) -> None:
        """Take a picture now and every so many seconds, each time the screen has changed."""
        self._folder = self._camera.folder_for(self._name())
        self._last = QImage()
        self.every, self.taken = every, 0
        self._timer.start(every * 1000)
        self._tell(self.tr("Pictures go to {0}").format(self._folder))
        self.changed.emit()
        self._take_next()

    def end_series(self) -> None:
        """Take no more pictures."""
        if self.every:
            self._stop()
            self._tell(self.tr("{0} pictures are in {1}").format(self.taken, self._folder))

    def _stop(self) -> None:
        self._timer.stop()
        self.every = 0
        self.changed.emit()

    def _take_next(self) -> None:
        self._view.take_picture(self._on_taken)

    def _on_taken(self, image: QImage) -> None:
        if not self.every or image.isNull() or image == self._last:
            return
        self._last = image
        self._camera.add_to(self._folder, image, self._name(), done=self._on_added, failed=self._on_failed)

    def _on_added(self) -> None:
        self.taken += 1
        self.changed.emit()

    def _on_failed(self, why: str) -> None:
        if self.every:
            self._stop()
            self._tell(why)
