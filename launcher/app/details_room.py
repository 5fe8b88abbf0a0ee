"""The details of the chosen server, beside the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from launcher.app.parts import Parts
from launcher.ui.details.desk import DetailsDesk

if TYPE_CHECKING:
    from launcher.ui.details.pane import DetailsPane


class DetailsRoom(QObject):
    """Opens when the details are first wanted, or with the first list where they were open last time."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self._parts = parts
        settings = parts.memory.settings
        self.desk = DetailsDesk(
            parts.pane.table, parts.window.splitter, self._make_pane, self, width=settings.details_width
        )
        parts.window.view_menu.addSeparator()
        parts.window.view_menu.addAction(self.desk.action)
        if settings.details_shown:
            once = Qt.ConnectionType.SingleShotConnection
            parts.loader.listing_changed.connect(lambda: self.desk.action.setChecked(True), once)

    def remember(self) -> None:
        """Note how the details stand."""
        memory, pane = self._parts.memory, self.desk.pane
        if pane is not None:
            memory.note(
                details_shown=self.desk.action.isChecked(),
                details_width=self.desk.width,
                details_sections=pane.open_names,
            )

    def _make_pane(self) -> "DetailsPane":
        from launcher.services.details import ServerDetails  # noqa: PLC0415 - see Porthole
        from launcher.ui.details.pane import DetailsPane  # noqa: PLC0415

        parts = self._parts
        pane = DetailsPane(ServerDetails(parts.connections), parts.book.get, parts.runner)
        pane.open_sections(parts.memory.settings.details_sections)
        return pane
