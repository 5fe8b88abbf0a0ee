"""Whether Porthole can write where it keeps things."""

import tempfile
from pathlib import Path

from launcher.model.errors import FolderError, Trouble
from launcher.storage import paths
from launcher.storage.atomic import reason

_BYTES = 4096
"""A disk that is full may still take an empty file."""


def try_folders() -> tuple[Path, ...]:
    """Write a little where profiles, settings, lists and logs lie, and remove it; returns those folders.

    Folders that are not there yet are not made: the nearest one above has to take them.

    Raises:
        FolderError: one of them cannot be written to.
    """
    folders = dict.fromkeys((paths.config_dir(), paths.state_dir(), paths.log_dir(), paths.cache_dir()))
    for folder in folders:
        there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
        try:
            with tempfile.TemporaryFile(dir=there, buffering=0) as file:
                file.write(bytes(_BYTES))
        except OSError as error:
            what = f"Nothing can be written to {folder}: {reason(error)}."
            raise FolderError(Trouble(what, f"Look at {there}: who owns it, and what it is.")) from error
    return tuple(folders)
