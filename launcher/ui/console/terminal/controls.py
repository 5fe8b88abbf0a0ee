"""What the bar above a serial line offers more than above a screen: to find, and to write along."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QWidget

from launcher.ui.console.screen import ConsoleScreen
from launcher.ui.console.toolbar import ConsoleToolbar
from launcher.ui.keepsakes import ask_where, default_path


class TerminalControls(QObject):
    """Wires a bar to a screen. Nothing of it is offered while the screen is no serial line's."""

    def __init__(
        self,
        toolbar: ConsoleToolbar,
        screen: ConsoleScreen,
        server_name: Callable[[], str],
        tell: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """Wire them.

        Args:
            toolbar: the bar.
            screen: what it belongs to.
            server_name: gives the name that files get.
            tell: gets sentences about what came of a file.
            parent: what questions are asked in front of.
        """
        super().__init__(parent)
        self._toolbar = toolbar
        self._screen = screen
        self._server_name = server_name
        self._tell = tell
        self._window = parent
        self._path = ""
        toolbar.find_requested.connect(screen.begin_find)
        toolbar.log_requested.connect(self._on_log_requested)
        screen.log_changed.connect(self._on_log_changed)
        screen.told.connect(tell)

    def _on_log_requested(self) -> None:
        if self._path:
            self._screen.stop_log()
            return
        folder = QStandardPaths.StandardLocation.DocumentsLocation
        ask_where(
            self._window,
            self.tr("Log to file: everything as it comes, with its colours"),
            default_path(folder, self._server_name(), "log"),
            self.tr("Logs (*.log);;All files (*)"),
            self._screen.start_log,
        )

    def _on_log_changed(self, path: str) -> None:
        if self._path and not path:
            self._tell(self.tr("The log is in {0}").format(self._path))
        self._path = path
        self._toolbar.show_log(path)
        self._toolbar.status.show_log(Path(path).name, path)
