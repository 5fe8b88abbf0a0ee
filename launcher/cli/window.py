"""From the command line to the window."""

import argparse

from launcher.cli.exit_codes import Exit
from launcher.model.errors import NoDisplayError, RootError, Trouble
from launcher.model.request import Request, ShowWindow, StayHidden
from launcher.services.display import has_display
from launcher.services.running import Arrival, Standing, arrive
from launcher.services.sandbox import refuses_this_user


def run(options: argparse.Namespace) -> int:
    """Open the window, or begin in the tray: ``porthole`` without a command.

    Raises:
        NoDisplayError: there is no display.
        RootError: root has started it.
    """
    return open_window(options, StayHidden() if options.hidden else ShowWindow())


def open_window(options: argparse.Namespace, request: Request) -> int:
    """Open the window, or have the Porthole that runs already do what is asked.

    Args:
        options: of the command line; what it says of the window.
        request: what is asked.

    Raises:
        NoDisplayError: there is no display.
        RootError: root has started it.
    """
    # A demo is for looking around, beside whatever else runs.
    arrival = Arrival(Standing.ALONE) if options.demo else arrive(request)
    if arrival.standing is Standing.SERVED:
        return Exit.OK
    if not has_display():
        what = "There is no display here that a window could be shown on."
        raise NoDisplayError(Trouble(what, "porthole connect SERVER --print-url works without one."))
    if refuses_this_user():
        what = "Porthole's window does not run as root: the sandbox around consoles refuses it."
        step = "Start it as an ordinary user. As root, porthole connect SERVER --print-url works."
        raise RootError(Trouble(what, step))
    from launcher.ui.bindings import load_qt  # noqa: PLC0415 - so that all else comes without Qt

    load_qt()
    from launcher.app import Start, run_window  # noqa: PLC0415

    start = Start(demo=options.demo, demo_servers=options.demo_servers, debug=options.debug, request=request)
    return run_window(start, arrival)
