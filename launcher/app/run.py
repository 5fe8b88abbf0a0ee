"""From the command line to the window, and to the end of the program."""

import gc
import logging
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from launcher import __version__
from launcher.app.porthole import Porthole
from launcher.app.start import Start
from launcher.model.errors import Trouble
from launcher.services.running import Arrival, Standing, depart
from launcher.ui.garbage import GarbageRounds
from launcher.ui.icons import application_icon
from launcher.ui.interrupts import Interrupts
from launcher.ui.mishaps import Mishaps

if TYPE_CHECKING:
    from launcher.app.instance import Instance


def make_application(arguments: list[str]) -> QApplication:
    """Return the one QApplication, with the names desktops know Porthole by."""
    application = QApplication(arguments)
    application.setApplicationName("porthole")
    application.setApplicationDisplayName("Porthole")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("porthole")
    application.setWindowIcon(application_icon())
    return application


def run_window(start: Start, arrival: Arrival) -> int:
    """Open the window and stay until it is closed.

    Args:
        start: what was asked for.
        arrival: how this start stands beside others.

    Returns:
        the exit code.
    """
    application = make_application(sys.argv[:1])
    porthole = Porthole(application, start)
    mishaps = Mishaps(porthole)
    mishaps.happened.connect(porthole.tell)
    mishaps.watch()
    Interrupts(porthole).quit_requested.connect(porthole.closing.quit_at_once)
    porthole.begin()
    from launcher.storage.logs import start_logging  # noqa: PLC0415 - 10 ms that a window need not wait for

    start_logging(debug=start.debug)
    instance = _meet_others(porthole, arrival)
    gc.freeze()
    GarbageRounds(porthole, porthole.loader.listing_changed)
    code = QApplication.exec()
    if instance is not None:
        instance.close()
    if not porthole.end():
        # Python would wait for the thread that waits for the cloud, with no window to say so.
        logging.shutdown()
        os._exit(code)
    # What consoles leave behind takes a moment more, which another start need not wait for.
    depart()
    return code


def _meet_others(porthole: Porthole, arrival: Arrival) -> "Instance | None":
    """Take what later starts want; where another Porthole hangs, say so."""
    if arrival.standing is Standing.UNANSWERED:
        what = "Another Porthole is running, and does not answer."
        step = "This one works beside it. End the other one if it hangs."
        porthole.pane.notices.post("another", Trouble(what, step))
    if arrival.place is None:
        return None
    from launcher.app.instance import Instance  # noqa: PLC0415 - a window need not wait for it

    instance = Instance(arrival.place, porthole)
    instance.requested.connect(porthole.requests.carry_out)
    instance.link_wanted.connect(porthole.requests.give_link)
    return instance
