"""How each browser is asked for a window that remembers nothing. No system knows this of its browsers."""

import re
from collections.abc import Sequence

from launcher.model.browser import PAGE

_FLAGS = (
    # The first that fits counts. Each from the browser's own --help.
    (r"microsoft[-.]?edge|msedge", "--inprivate"),
    (r"opera", "--private"),
    (r"firefox|librewolf|waterfox|icecat|mullvad-?browser|zen[-_]?(browser|twilight)", "--private-window"),
    (r"chromium|chrome|brave|vivaldi|thorium", "--incognito"),
    (r"epiphany", "--incognito-mode"),
    (r"falkon", "--private-browsing"),
)

_WORDS = re.compile(r"private|incognito", re.IGNORECASE)


def private_command(command: Sequence[str]) -> tuple[str, ...]:
    """Return a browser's command with what makes its window a private one; empty where nobody knows that.

    Args:
        command: with :data:`~launcher.model.browser.PAGE` among its arguments.
    """
    program = " ".join(_programs(command))
    for names, flag in _FLAGS:
        if re.search(rf"(?<![a-z])({names})", program, re.IGNORECASE):
            place = _before_the_page(command)
            return (*command[:place], flag, *command[place:])
    return ()


def opens_privately(name: str, command: Sequence[str]) -> bool:
    """Whether what a browser itself offers under ``name`` is a window that remembers nothing."""
    return bool(_WORDS.search(name) or any(_WORDS.search(word) for word in command if word.startswith("-")))


def _programs(command: Sequence[str]) -> list[str]:
    """Return what may be the browser's name: ``env`` and ``flatpak`` have it among their arguments."""
    words = [word for word in command if word != PAGE and "://" not in word]
    return [re.split(r"[/\\]", word)[-1] for word in words]


def _before_the_page(command: Sequence[str]) -> int:
    place = command.index(PAGE)
    # Flatpak's marks of a file it hands on belong to the page.
    return place - 1 if place and command[place - 1].startswith("@@") else place
