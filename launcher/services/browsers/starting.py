"""Starting the person's browser on each system.

Python's ``webbrowser`` is not used: it calls it a success when nothing happens, waits for the end of a
browser that ``$BROWSER`` names, and lets its output run over our terminal.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from launcher.model.browser import PAGE, Browser
from launcher.model.errors import BrowserUnavailableError, Trouble
from launcher.storage.atomic import reason

PATIENCE = 3.0
"""Seconds after which a program that still runs is taken for a browser at work."""

# They want a terminal. Where there is none they end at once, content, and nobody has seen anything.
_TEXT_BROWSERS = frozenset({"elinks", "links", "links2", "lynx", "w3m", "www-browser"})
# What xdg-open tries in the end, without those.
_GRAPHICAL_BROWSERS = "x-www-browser:firefox:epiphany:konqueror:chromium:chromium-browser:google-chrome"

# A shell in between: let go of after a moment, it leaves the browser to init, which takes note of its end.
# As our own child the browser would be a zombie then, or need a thread of ours that waits for it.
_DETACHED = ("/bin/sh", "-c", '"$@" & wait $!', "sh")


def start_browser(page: Path) -> None:
    """Show a local page in the person's browser. Blocks until it has started; see :data:`PATIENCE`.

    On Linux each program of ``$BROWSER`` is tried (a list; ``%s`` stands for the address), then
    ``xdg-open``, then ``gio``, until one does not fail.

    Raises:
        BrowserUnavailableError: there is none, or each of them failed.
    """
    if sys.platform == "win32":
        try:
            os.startfile(page)  # noqa: S606 - what a double click on the page does
        except OSError as error:
            raise _unavailable(reason(error)) from error
        return
    failures = []
    for command, environment in _commands(page.as_uri()):
        failure = _failure(command, environment)
        if failure is None:
            return
        failures.append(failure)
    raise _unavailable(", ".join(dict.fromkeys(failures)) or "$BROWSER names none, and there is no display")


def start_chosen_browser(browser: Browser, page: Path, *, private: bool = False) -> None:
    """Show a local page in this browser. Blocks until it has started; see :data:`PATIENCE`.

    Args:
        browser: which.
        page: to show.
        private: in a window that remembers nothing.

    Raises:
        BrowserUnavailableError: it could not be started, or has no such window. It is not shown elsewhere
            then: whoever wants a private window would not want that.
    """
    command = browser.private if private else browser.command
    if not command:
        raise _unavailable(f"{browser.name} opens no private window from outside")
    failure = _failure([page.as_uri() if word == PAGE else word for word in command], dict(os.environ))
    if failure is not None:
        raise _unavailable(failure)


def _commands(address: str) -> Iterator[tuple[list[str], dict[str, str]]]:
    environment = dict(os.environ)
    for entry in environment.get("BROWSER", "").split(os.pathsep):
        if command := _chosen(entry, address):
            yield command, environment
    if sys.platform == "darwin":
        yield ["open", address], environment
    elif environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        yield ["xdg-open", address], environment | {"BROWSER": _GRAPHICAL_BROWSERS}
        yield ["gio", "open", address], environment


def _chosen(entry: str, address: str) -> list[str]:
    """Return an entry of ``$BROWSER`` as a command; empty where it is none, or wants a terminal."""
    words: list[str] = []
    with suppress(ValueError):
        words = shlex.split(entry.strip().removesuffix("&"))
    if not words or Path(words[0]).name in _TEXT_BROWSERS:
        return []
    if "%s" in entry:
        return [word.replace("%s", address) for word in words]
    return [*words, address]


def _failure(command: list[str], environment: dict[str, str]) -> str | None:
    """Run a command detached from us; returns why it failed, or None where it did not."""
    name = Path(command[0]).name
    if shutil.which(command[0]) is None:
        return f"{name} is not installed"
    if sys.platform == "win32":
        try:
            subprocess.Popen(command, creationflags=subprocess.DETACHED_PROCESS)  # noqa: S603 - as below
        except OSError as error:
            return reason(error)
        return None
    with subprocess.Popen(  # noqa: S603 - the person's own choice of program, and no shell reads its arguments
        [*_DETACHED, *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as shell:
        try:
            code = shell.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            shell.terminate()
            return None
    return f"{name} ended with code {code}" if code else None


def _unavailable(why: str) -> BrowserUnavailableError:
    what = f"No browser could be started on this machine: {why}."
    return BrowserUnavailableError(Trouble(what, "Copy the link, or open the console here."))
