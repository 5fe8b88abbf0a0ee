"""Files that a person takes of a server: what they are called, and where they go."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def default_path(folder: QStandardPaths.StandardLocation, server_name: str, suffix: str) -> Path:
    """Return where a file taken now goes: ``Pictures/web-01-2026-11-24-153012.png``."""
    name = re.sub(r"[^\w.-]+", "_", server_name).strip("._") or "server"
    taken = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    return Path(QStandardPaths.writableLocation(folder) or Path.home()) / f"{name}-{taken}.{suffix}"


def ask_where(
    window: QWidget, title: str, proposal: Path, kinds: str, chosen: Callable[[Path], object]
) -> None:
    """Let the person choose where a file goes; ``chosen`` gets the path, where one was chosen.

    Args:
        window: that the question belongs to.
        title: of the question.
        proposal: whose name and suffix are offered.
        kinds: name filters, as QFileDialog wants them.
        chosen: called in the Qt thread.
    """
    dialog = QFileDialog(window, title, str(proposal))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kinds)
    dialog.setDefaultSuffix(proposal.suffix.removeprefix("."))
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
