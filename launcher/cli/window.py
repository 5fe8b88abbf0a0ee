"""From the command line to the window."""

import argparse
import os
import sys

from launcher.cli.exit_codes import Exit
from launcher.model.errors import NoDisplayError, Trouble
from launcher.model.request import Request, ShowWindow
from launcher.services.running import Arrival, Standing, arrive


def run(options: argparse.Namespace) -> int:
    """Open the window: ``porthole`` without a command.

    Raises:
        NoDisplayError: there is no display.
    """
    return open_window(options, ShowWindow())


def open_window(options: argparse.Namespace, request: Request) -> int:
    """Open the window, or have the Porthole that runs already do what is asked.

    Args:
        options: of the command line; what it says of the window.
        request: what is asked.

    Raises:
        NoDisplayError: there is no display.
    """
    # A demo is for looking around, beside whatever else runs.
    arrival = Arrival(Standing.ALONE) if options.demo else arrive(request)
    if arrival.standing is Standing.SERVED:
        return Exit.OK
    if not has_display():
        what = "There is no display here that a window could be shown on."
        raise NoDisplayError(Trouble(what, "porthole connect SERVER --print-url works without one."))
    from launcher.app import Start, run_window  # noqa: PLC0415 - so that all else comes without Qt

    start = Start(demo=options.demo, demo_servers=options.demo_servers, debug=options.debug, request=request)
    return run_window(start, arrival)


def has_display() -> bool:
    """Whether a window can be shown; elsewhere than on Linux one always can."""
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return shown or not sys.platform.startswith("linux")
