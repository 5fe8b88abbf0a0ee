"""The menu of a console's power button."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from launcher.model.server import Server
from launcher.ui.power.menu import add_power_actions


class PowerMenu(QMenu):
    """What can be done with the power of the server whose console it is; made anew each time it opens."""

    chosen = Signal(object)
    """The :class:`PowerAction` that a person wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._server: Callable[[], Server] | None = None
        self._production = False
        self.aboutToShow.connect(self._fill)

    def speak_of(self, server: Callable[[], Server], *, production: bool) -> None:
        """Learn whose power it is.

        Args:
            server: returns it as last seen.
            production: whether even a start is asked about first.
        """
        self._server = server
        self._production = production

    def _fill(self) -> None:
        self.clear()
        if self._server is not None:
            add_power_actions(self, [self._server()], self.chosen.emit, production=self._production)
