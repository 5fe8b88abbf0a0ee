"""The entry of a menu that has Porthole tell of a server's changes."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from launcher.model.server import Server
from launcher.ui.servers.table_view import ServerTableView


class WatchAction(QAction):
    """Ticked where all of its servers are watched."""

    def __init__(self, table: ServerTableView, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._servers: list[Server] = []
        self.setCheckable(True)
        self.aim_at([])
        self.triggered.connect(lambda wanted: table.watch(self._servers, wanted=wanted))

    def aim_at(self, servers: list[Server]) -> None:
        """Be about these servers from now on."""
        self._servers = servers
        several = len(servers) > 1
        self.setText(self.tr("&Tell me when they change") if several else self.tr("&Tell me when it changes"))
        self.setChecked(bool(servers) and self._table.are_watched(servers))
        self.setEnabled(bool(servers))
