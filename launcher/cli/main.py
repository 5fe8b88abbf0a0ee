"""What stands on the command line."""

import argparse
import gc
from collections.abc import Sequence

from launcher import __version__
from launcher.model.request import ShowWindow
from launcher.services.running import Arrival, Standing, arrive


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; without any, open the window.

    Returns:
        the exit code: 0 all went well, or the Porthole that runs already took it over; 1 Porthole could not
        start; 2 the arguments are wrong.
    """
    options = _parser().parse_args(arguments)
    # A demo is for looking around, beside whatever else runs.
    arrival = Arrival(Standing.ALONE) if options.demo else arrive(ShowWindow())
    if arrival.standing is Standing.SERVED:
        return 0
    # Everything made during the start stays: looking for garbage in it again and again takes 15 ms. From
    # then on GarbageRounds does it.
    gc.disable()
    from launcher.app import Start, run_window  # noqa: PLC0415 - so that --help and --version come without Qt

    start = Start(demo=options.demo, demo_servers=options.demo_servers, debug=options.debug)
    return run_window(start, arrival)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="porthole", description="Double-click a server, and its screen is there."
    )
    parser.add_argument("--version", action="version", version=f"Porthole {__version__}")
    parser.add_argument("--demo", action="store_true", help="look around in a demo cloud on this computer")
    parser.add_argument(
        "--demo-servers",
        type=_count,
        default=24,
        metavar="N",
        help="how many servers the demo cloud has (24)",
    )
    parser.add_argument("--debug", action="store_true", help="write a detailed log (it holds no secrets)")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 100_000:  # noqa: PLR2004
        message = "from 0 to 100000"
        raise argparse.ArgumentTypeError(message)
    return number
