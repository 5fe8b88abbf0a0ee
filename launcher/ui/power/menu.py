"""Power actions in a menu."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu

from launcher.model.power import PowerAction
from launcher.model.server import Server
from launcher.ui.power.words import label, tr


def add_power_actions(
    menu: QMenu, servers: Sequence[Server], wanted: Callable[[PowerAction], None], *, production: bool = False
) -> None:
    """Add what can be done with the power of servers; what fits none of them is shown and cannot be chosen.

    Args:
        menu: is given the actions.
        servers: as last seen.
        wanted: called with the action that a person chose.
        production: whether even a start is asked about first.
    """
    for one in PowerAction:
        words = label(one)
        if len(servers) > 1:
            words = tr("{0} {1} servers").format(words, len(servers))
        if production or one is not PowerAction.START:
            words = f"{words}…"
        action = menu.addAction(words)
        action.setEnabled(any(one.fits(server) for server in servers))
        action.triggered.connect(lambda _checked, one=one: wanted(one))
