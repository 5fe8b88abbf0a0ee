"""The file through which the system's browser is led to a console.

A URL among a program's arguments can be read by every user of the machine, in the list of
processes; the path of a file only its owner can read tells them nothing.
"""

import os
import tempfile
import threading
from contextlib import suppress
from datetime import datetime
from html import escape
from pathlib import Path

from launcher.model.errors import BrowserUnavailableError, Trouble, UnexpectedAnswerError
from launcher.storage import paths
from launcher.storage.addresses import is_web_address
from launcher.storage.atomic import reason

STALE_AFTER = 600.0
"""Seconds after which a redirect file that is still there was left by a crash."""

_PREFIX, _SUFFIX = "porthole-", ".html"
# The target is not quoted: to the end of the attribute it is the URL (HTML, "refresh").
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url={url}">
<title>Porthole</title>
</head>
<body><p><a rel="noreferrer" href="{url}">Open the console</a></p></body>
</html>
"""

_lock = threading.Lock()


def write_redirect(url: str) -> Path:
    """Write a page that leads to ``url`` at once, without a script (mode 0600, in a directory of mode 0700).

    Where: see :func:`launcher.storage.paths.redirect_dirs`. Remove it when the browser has read it.

    Raises:
        UnexpectedAnswerError: ``url`` is not http(s) with a host.
        BrowserUnavailableError: the file could not be written.
    """
    if not is_web_address(url):
        what = "The cloud's console link is not a web address, so it was not opened."
        raise UnexpectedAnswerError(Trouble(what, "Tell the cloud's operator."))
    directory = paths.redirect_dirs()[0]
    try:
        with _lock:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            directory.chmod(0o700)
            descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=directory)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_PAGE.format(url=escape(url)))
    except OSError as error:
        what = f"The page that leads the browser on could not be written in {directory}: {reason(error)}."
        raise BrowserUnavailableError(Trouble(what, "Copy the link, or open the console here.")) from error
    return Path(name)


def remove_redirect(path: Path) -> None:
    """Remove a redirect file, and its directory with the last one. A missing one is fine."""
    with _lock, suppress(OSError):
        path.unlink(missing_ok=True)
        path.parent.rmdir()


def remove_stale_redirects(now: datetime) -> None:
    """Remove what a crash left behind.

    Args:
        now: timezone-aware.
    """
    for directory in paths.redirect_dirs():
        for path in directory.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                if now.timestamp() - path.stat().st_mtime >= STALE_AFTER:
                    remove_redirect(path)
