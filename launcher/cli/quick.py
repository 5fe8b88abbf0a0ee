"""``porthole quick``: the quick connect palette."""

import argparse

from launcher.cli.window import open_window
from launcher.model.request import QuickConnect


def run(options: argparse.Namespace) -> int:
    """Show the palette.

    Raises:
        NoDisplayError: there is no display.
    """
    return open_window(options, QuickConnect())
