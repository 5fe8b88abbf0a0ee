"""The entry of a menu that marks servers as favourites."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from launcher.model.server import Server
from launcher.ui.servers.table_view import ServerTableView


class FavouriteAction(QAction):
    """Marks servers as favourites, or takes their marks off; its words say which, and of how many."""

    def __init__(self, table: ServerTableView, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._servers: list[Server] = []
        self.aim_at([])
        self.triggered.connect(lambda _checked: table.toggle_favourites(self._servers))

    def aim_at(self, servers: list[Server]) -> None:
        """Be about these servers from now on."""
        self._servers = servers
        several = len(servers) > 1
        if servers and self._table.are_favourites(servers):
            words = self.tr("Remove {0} from favo&urites") if several else self.tr("Remove from favo&urites")
        else:
            words = self.tr("Add {0} to favo&urites") if several else self.tr("Add to favo&urites")
        words = words.format(self.tr("{0} servers").format(len(servers)))
        # Shown, not bound: it is the table's own key.
        keys = QKeySequence("Ctrl+D").toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{words}\t{keys}")
        self.setEnabled(bool(servers))
