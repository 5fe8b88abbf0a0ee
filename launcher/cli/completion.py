"""``porthole completion``: a shell's completion script."""

import argparse

from launcher.cli.exit_codes import Exit
from launcher.cli.printing import put
from launcher.storage.paths import resource


def run(options: argparse.Namespace) -> int:
    """Print the script of a shell; whoever installs Porthole may put it where the shell looks."""
    put(resource(f"completion/porthole.{options.shell}").read_text(encoding="utf-8").rstrip())
    return Exit.OK
