"""``porthole porthole://…``: what a desktop runs when somebody follows a link."""

import argparse
import sys

from launcher.cli.window import open_window
from launcher.model.errors import LinkError
from launcher.model.porthole_link import LONGEST, PortholeLink
from launcher.model.request import FollowLink
from launcher.services.display import has_display


def run(options: argparse.Namespace) -> int:
    """Have the window ask whether to open the console that the link names.

    Raises:
        LinkError: it is no link to follow, and somebody reads the standard error.
        NoDisplayError: there is no display.
    """
    try:
        PortholeLink.read(options.link)
    except LinkError:
        # Who clicked in a browser is told in the window.
        if sys.stderr.isatty() or not has_display():
            raise
    return open_window(options, FollowLink(options.link[: LONGEST + 1]))
