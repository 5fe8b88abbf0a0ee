"""The standard output: it may be closed or full, lack characters, and whoever reads it may leave."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from launcher.model.errors import OutputError

# --help, --version and Tab do without the errors, and what they import.


def open_outlet() -> None:
    """Give commands something to read from and to print to, whatever the program was started with."""
    # Also so that no connection gets one of their numbers: libraries write to the standard error.
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    # The name of a server may have characters that the terminal, or a pipe on Windows, has not.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # as the interpreter makes it


@contextmanager
def writing() -> Iterator[None]:
    """Print, or flush, in here.

    Raises:
        BrokenPipeError: nobody reads it any more.
        OutputError: it cannot be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritten(error) from error


def unwritten(error: OSError) -> "OutputError":
    """Return what a person is told where the system does not write."""
    from launcher.model.errors import OutputError, Trouble  # noqa: PLC0415 - as above

    what = f"What was asked for could not be printed: {error.strerror}."
    return OutputError(Trouble(what, "Nothing is wrong with the cloud. Print to another place."))


def close_outlet(code: int) -> int:
    """Write what is left; returns the exit code: ``code``, where that goes well."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return 0
    except OSError as error:
        from launcher.cli.exit_codes import exit_code  # noqa: PLC0415 - as above
        from launcher.cli.telling import tell  # noqa: PLC0415 - as above

        discard_output()
        trouble = unwritten(error)
        tell(trouble, verbose=False)
        return exit_code(trouble)
    return code


def discard_output() -> None:
    """What was not written yet, and what follows, goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
