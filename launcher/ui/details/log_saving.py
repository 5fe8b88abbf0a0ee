"""Writing a console log to a file that the person chooses."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtWidgets import QWidget

from launcher.model.errors import PortholeError
from launcher.ui.keepsakes import ask_where, default_path
from launcher.ui.runner import TaskRunner

Tell = Callable[[str], None]


class LogSaver(QObject):
    """Asks where, and writes in the runner; ``tell`` gets a sentence about what came of it."""

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner

    def save_as(self, text: str, server_name: str, window: QWidget, tell: Tell) -> None:
        """Let the person choose where a log goes."""
        ask_where(
            window,
            self.tr("Save console log"),
            default_path(QStandardPaths.StandardLocation.DocumentsLocation, server_name, "log"),
            self.tr("Logs (*.log);;All files (*)"),
            lambda path: self.write(text, path, tell),
        )

    def write(self, text: str, path: Path, tell: Tell) -> None:
        """Write a log."""

        def failed(error: PortholeError) -> None:
            tell(error.trouble.what)

        self._runner.run(lambda _task: _write(text, path), done=tell, failed=failed)


def _write(text: str, path: Path) -> str:
    tr = QCoreApplication.translate
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
    except OSError as error:
        return tr("LogSaver", "{0} cannot be written: {1}.").format(path, error.strerror)
    return tr("LogSaver", "Saved as {0}").format(path)
