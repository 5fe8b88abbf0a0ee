"""``porthole forget``: removes everything that Porthole keeps for a person, after a question."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from launcher.cli.asking import agreed
from launcher.cli.exit_codes import Exit
from launcher.cli.printing import put
from launcher.cli.telling import say, tell
from launcher.model.belonging import Belonging, BelongingKind
from launcher.services.forgetting import Forgetting
from launcher.services.profiles import ProfileBook
from launcher.storage.paths import as_written
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from launcher.ui.text import visible

_WORDS = {
    BelongingKind.CONFIG: "profiles, favourites, saved filters",
    BelongingKind.STATE: "settings, history, log",
    BelongingKind.LOG: "log",
    BelongingKind.CACHE: "last lists of servers",
    BelongingKind.LIBRARY_CACHE: "cache of a library, for this installation",
    BelongingKind.REDIRECTS: "pages that led a browser to a console",
    BelongingKind.LOGIN_START: "start at login",
    BelongingKind.LINK_HANDLER: "your choice for porthole:// links (lines in it)",
}


def run(options: argparse.Namespace) -> int:
    """Show what there is, ask, and remove it.

    Returns:
        USAGE where nobody is there to be asked, and ``--yes`` was not said.

    Raises:
        SecretError: the keyring could not be asked.
        StillRunningError: Porthole runs.
    """
    forgetting = Forgetting(ProfileBook(ProfileFile(), Secrets()))
    found = forgetting.find()
    if not found:
        say("There is nothing of yours here.")
        return Exit.OK
    _put(found)
    if options.dry_run:
        return Exit.OK
    if not options.yes and not sys.stdin.isatty():
        say("Nothing was removed: nobody is here to be asked. With --yes it goes without a question.")
        return Exit.USAGE
    if not options.yes and not agreed("Remove all of it? It cannot be had back."):
        say("Nothing was removed.")
        return Exit.OK
    errors = forgetting.remove(found)
    for error in errors:
        tell(error, verbose=options.verbose)
    if errors:
        return Exit.PARTIAL
    say("All of it is removed.")
    return Exit.OK


def _put(found: Sequence[Belonging]) -> None:
    # Not a table: where a terminal is too narrow for it, nothing may be left out.
    rows = [(_words(one), _place(one)) for one in found]
    width = max(len(words) for words, _ in rows)
    for words, place in rows:
        put(visible(f"{words:<{width}}  {place}"))


def _place(belonging: Belonging) -> str:
    if belonging.kind is BelongingKind.SECRETS:
        return ", ".join(belonging.names)
    path = Path(belonging.place)
    return as_written(path) if path.is_absolute() else belonging.place


def _words(belonging: Belonging) -> str:
    if belonging.kind is BelongingKind.SECRETS:
        return f"secrets in {belonging.place}, of"
    return _WORDS[belonging.kind]
