"""Pictures of a server's screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from launcher.model.errors import PortholeError
from launcher.ui.keepsakes import ask_where, default_path
from launcher.ui.runner import TaskRunner

Tell = Callable[[str], None]


class Camera(QObject):
    """Saves and copies pictures; each time ``tell`` gets a sentence about what came of it."""

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner

    def save(self, image: QImage, server_name: str, tell: Tell) -> None:
        """Save a picture among the person's pictures."""
        self._write(image, _proposal(server_name), tell)

    def save_as(self, image: QImage, server_name: str, window: QWidget, tell: Tell) -> None:
        """Let the person choose where a picture goes."""
        ask_where(
            window,
            self.tr("Save screenshot"),
            _proposal(server_name),
            self.tr("Pictures (*.png)"),
            lambda path: self._write(image, path, tell),
        )

    def folder_for(self, server_name: str) -> Path:
        """Return where a series of pictures that begins now goes."""
        return _proposal(server_name).with_suffix("")

    def add_to(
        self,
        folder: Path,
        image: QImage,
        server_name: str,
        *,
        done: Callable[[], None],
        failed: Tell,
    ) -> None:
        """Save one picture of a series; ``failed`` gets a sentence about why it could not be."""

        def ended(trouble: str) -> None:
            failed(trouble) if trouble else done()

        path = folder / _proposal(server_name).name
        self._runner.run(
            lambda _task: _write(image, path), done=ended, failed=lambda error: failed(error.trouble.what)
        )

    def copy(self, image: QImage, tell: Tell) -> None:
        """Put a picture into the clipboard."""
        QGuiApplication.clipboard().setImage(image)
        tell(self.tr("The screenshot is in the clipboard."))

    def _write(self, image: QImage, path: Path, tell: Tell) -> None:
        def failed(error: PortholeError) -> None:
            tell(error.trouble.what)

        saved = QCoreApplication.translate("Camera", "Saved as {0}").format(path)
        self._runner.run(
            lambda _task: _write(image, path), done=lambda trouble: tell(trouble or saved), failed=failed
        )


def _proposal(server_name: str) -> Path:
    return default_path(QStandardPaths.StandardLocation.PicturesLocation, server_name, "png")


def _write(image: QImage, path: Path) -> str:
    """Write a picture; returns a sentence about why it could not be, or nothing."""
    tr = QCoreApplication.translate
    writer = QImageWriter(str(path), b"png")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return tr("Camera", "{0} cannot be made: {1}.").format(path.parent, error.strerror)
    if not writer.write(image):
        return tr("Camera", "{0} cannot be written: {1}.").format(path, writer.errorString())
    return ""
