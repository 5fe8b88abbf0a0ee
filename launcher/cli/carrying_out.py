"""Carrying out a command, and how it ends."""

import argparse
import logging
from importlib import import_module

from launcher.cli.exit_codes import Exit, exit_code
from launcher.cli.telling import tell
from launcher.model.errors import PortholeError


def carry_out(options: argparse.Namespace) -> int:
    """Do what the arguments ask for, and tell what went wrong; returns the exit code."""
    _start_log(debug=options.debug)
    command = import_module(f"launcher.cli.{options.module}")
    try:
        code: int = command.run(options)
    except PortholeError as error:
        tell(error, verbose=options.verbose)
        return exit_code(error)
    except (KeyboardInterrupt, EOFError):
        return Exit.INTERRUPTED
    return code


def _start_log(*, debug: bool) -> None:
    if debug:
        from launcher.storage.logs import start_logging  # noqa: PLC0415 - 10 ms

        start_logging(debug=True)
    else:
        # What the window writes into its log is no use in a terminal: errors are told in other words.
        logging.getLogger().addHandler(logging.NullHandler())
