"""Writing a console log to a file that the person chooses."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from launcher.model.errors import PortholeError
from launcher.ui.runner import TaskRunner

Tell = Callable[[str], None]


class LogSaver(QObject):
    """Asks where, and writes in the runner; ``tell`` gets a sentence about what came of it."""

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner

    def save_as(self, text: str, server_name: str, window: QWidget, tell: Tell) -> None:
        """Let the person choose where a log goes."""
        dialog = QFileDialog(window, self.tr("Save console log"), str(default_path(server_name)))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Logs (*.log);;All files (*)"))
        dialog.setDefaultSuffix("log")
        dialog.fileSelected.connect(lambda path: self.write(text, Path(path), tell))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, text: str, path: Path, tell: Tell) -> None:
        """Write a log."""

        def failed(error: PortholeError) -> None:
            tell(error.trouble.what)

        self._runner.run(lambda _task: _write(text, path), done=tell, failed=failed)


def default_path(server_name: str) -> Path:
    """Return where a log taken now goes: ``Documents/web-01-2026-11-24-153012.log``."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = re.sub(r"[^\w.-]+", "_", server_name).strip("._") or "server"
    taken = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    return Path(documents or Path.home()) / f"{name}-{taken}.log"


def _write(text: str, path: Path) -> str:
    tr = QCoreApplication.translate
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
    except OSError as error:
        return tr("LogSaver", "{0} cannot be written: {1}.").format(path, error.strerror)
    return tr("LogSaver", "Saved as {0}").format(path)
