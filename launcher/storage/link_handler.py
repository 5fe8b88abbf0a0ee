"""A person's choice of what opens ``porthole://`` links (freedesktop's "MIME applications" specification)."""

from pathlib import Path

import platformdirs

from launcher.storage.atomic import write_atomically

_KEY = "x-scheme-handler/porthole"


def mime_choices() -> Path:
    """Return the file in which a desktop keeps a person's choices: ``~/.config/mimeapps.list``."""
    return platformdirs.user_config_path() / "mimeapps.list"


def is_chosen() -> bool:
    """Whether the file names anybody for these links. A file that cannot be read names nobody."""
    try:
        return any(map(_is_ours, _lines()))
    except OSError:
        return False


def forget_choice() -> None:
    """Take these links out of the file, and leave every other line as it is.

    Raises:
        OSError: the system refused.
    """
    kept = [line for line in _lines() if not _is_ours(line)]
    write_atomically(mime_choices(), "".join(kept).encode(errors="surrogateescape"))


def _lines() -> list[str]:
    with mime_choices().open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.readlines()


def _is_ours(line: str) -> bool:
    return line.partition("=")[0].strip() == _KEY
