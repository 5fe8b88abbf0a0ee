"""Files that take down what a serial line says."""

import os
from pathlib import Path
from typing import BinaryIO


def open_transcript(path: Path) -> BinaryIO:
    """Return a new file to write bytes to as they come, readable by its owner only (mode 0600).

    A file that is there already is emptied: whoever chose it was asked.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, 0o600)
    return os.fdopen(descriptor, "wb")
