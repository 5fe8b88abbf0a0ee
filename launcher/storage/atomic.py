"""Writing a file so that a crash leaves the old one or the new one, never half of either."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOTDIR: "a file is where its folder should be",
    errno.EISDIR: "it is a folder",
    errno.EFBIG: "the file would be too large",
}


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the contents of ``path``; readable by its owner only (mode 0600).

    A symbolic link stays one: what it points at is replaced. Missing directories are made (mode 0700).

    Raises:
        OSError: nothing was changed.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # mkstemp makes it with mode 0600.
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)  # noqa: PTH105 - Path.replace is this very call
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _sync_directory(target.parent)


def _sync_directory(directory: Path) -> None:
    # Windows cannot open a directory; its rename is durable without.
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def reason(error: OSError) -> str:
    """Return why the system refused, in a person's words, as the end of a sentence."""
    return _REASONS.get(error.errno or 0) or (error.strerror or "the system did not say why").lower()
