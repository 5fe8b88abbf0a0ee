"""The details of the chosen server, beside the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from launcher.app.parts import Parts
from launcher.ui.details.desk import DetailsDesk

if TYPE_CHECKING:
    from launcher.ui.details.pane import DetailsPane


class DetailsRoom(QObject):
    """Opens when the details are first wanted."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._parts = parts
        self.desk = DetailsDesk(parts.pane.table, parts.window.splitter, self._make_pane, self)
        parts.window.view_menu.addSeparator()
        parts.window.view_menu.addAction(self.desk.action)

    def _make_pane(self) -> "DetailsPane":
        from launcher.services.details import ServerDetails  # noqa: PLC0415 - see Porthole
        from launcher.ui.details.pane import DetailsPane  # noqa: PLC0415

        parts = self._parts
        return DetailsPane(ServerDetails(parts.connections), parts.book.get, parts.runner)
