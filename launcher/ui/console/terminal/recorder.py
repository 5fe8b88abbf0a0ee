"""What a serial line says, into a file as it comes."""

from pathlib import Path
from threading import Thread

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from launcher.storage.atomic import reason
from launcher.storage.transcripts import open_transcript
from launcher.ui.console.terminal.inflow import Inflow


class Recorder(QObject):
    """Keeps a file while a person wants it, over one session and the next."""

    changed = Signal()
    """:attr:`path` is another."""

    failed = Signal(str)
    """The file could not be written, and is no longer; carries a sentence about it."""

    _broke = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._inflow: Inflow | None = None
        self._broke.connect(self._on_broke, Qt.ConnectionType.QueuedConnection)

    def begin(self, path: Path) -> None:
        """Write from now on, into a new file."""
        self.end()
        self.path, self._inflow = path, Inflow()
        Thread(target=self._write, args=(path, self._inflow), name="serial line, into a file").start()
        self.changed.emit()

    def take(self, data: bytes) -> None:
        """Write bytes, where a file is wanted. Called by the line's thread, which waits for a slow disk."""
        if (inflow := self._inflow) is not None:
            inflow.put(data)

    def end(self) -> None:
        """Write no more; what has come is written still."""
        inflow, self._inflow = self._inflow, None
        if inflow is not None:
            inflow.close()
            self.path = None
            self.changed.emit()

    def _write(self, path: Path, inflow: Inflow) -> None:
        try:
            with open_transcript(path) as file:
                while data := inflow.wait():
                    file.write(data)
                    file.flush()
        except OSError as error:
            inflow.close()
            words = QCoreApplication.translate("Recorder", "{0} cannot be written: {1}. The log has ended.")
            self._broke.emit(inflow, words.format(path, reason(error)))

    def _on_broke(self, inflow: object, words: str) -> None:
        if inflow is self._inflow:
            self.end()
            self.failed.emit(words)
