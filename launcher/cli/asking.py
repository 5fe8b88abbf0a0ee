"""What a login needs of a person, asked for at the terminal. Never an argument, never a variable."""

import getpass
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from launcher.cli.telling import say
from launcher.model.errors import BrowserLoginError, OneTimeCodeError, PortholeError, SecretError
from launcher.model.profile import Profile
from launcher.model.secrets import MAIN, packed
from launcher.services.connections import Connections
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.ui.text import visible

T = TypeVar("T")

_TRIES = 4
_NOBODY = {
    SecretError: "Run this in a terminal, where Porthole asks for it, or enter it in Porthole's window once.",
    OneTimeCodeError: "Run this in a terminal, where Porthole asks for it.",
    BrowserLoginError: "Run this in a terminal, or log in in Porthole's window.",
}


class Asking:
    """Asks for secrets and one-time codes where a terminal is there; what was entered is kept for this run.

    For several threads: they are asked one after the other.
    """

    def __init__(self, book: ProfileBook, connections: Connections) -> None:
        self._book = book
        self._connections = connections
        self._lock = threading.Lock()

    def do(self, profile: Profile, work: Callable[[], T]) -> T:
        """Return what ``work`` returns; where it fails for want of an answer, ask and try again.

        Args:
            profile: whose login it needs.
            work: waits for the network.

        Raises:
            PortholeError: what ``work`` raises; a refused password is not asked for again.
        """
        for _ in range(_TRIES):
            try:
                return work()
            except (SecretError, OneTimeCodeError, BrowserLoginError) as error:
                with self._lock:
                    self._answer(profile, error.about(cloud=profile.name))
        return work()

    def _answer(self, profile: Profile, error: PortholeError) -> None:
        if not sys.stdin.isatty():
            kind = next(kind for kind in _NOBODY if isinstance(error, kind))
            error.trouble = replace(error.trouble, next_step=_NOBODY[kind])
            raise error
        say(f"{profile.name}: {error.trouble.what}")
        if isinstance(error, SecretError):
            self._answer_with_secret(profile, error)
        elif isinstance(error, OneTimeCodeError):
            code = _typed(f"One-time code for {profile.name}: ", error)
            self._connections.of(profile.id).give_code(code.replace(" ", ""))
        else:
            say(error.trouble.next_step)
            input("Press Enter to go on. ")
            self._connections.agree(profile.id)

    def _answer_with_secret(self, profile: Profile, error: PortholeError) -> None:
        from launcher.cloud.auth import said  # noqa: PLC0415 - few logins ask
        from launcher.services.login_needs import missing_user  # noqa: PLC0415 - as above

        missing = missing_user(profile)
        user = answer_to(f"{said(missing).capitalize()} for {profile.name}:") if missing else ""
        secret = NewSecret(self._secrets(profile, error), remember=False)
        if missing and not user:
            raise error
        if user:
            self._book.save(msgspec.structs.replace(profile, auth=profile.auth | {missing: user}), secret)
        else:
            self._book.enter_secret(profile.id, secret)

    def _secrets(self, profile: Profile, error: PortholeError) -> str:
        from launcher.cloud.auth import can_do_without, chosen_methods, said, secret_options  # noqa: PLC0415

        secrets = {}
        for index, option in enumerate(secret_options(profile.auth_type, chosen_methods(profile.auth))):
            if not can_do_without(profile.auth_type, option):
                prompt = f"{said(option.name).capitalize()} for {profile.name} (kept for this run only): "
                secrets[MAIN if index == 0 else option.name] = _typed(prompt, error)
        return packed(secrets)


def answer_to(question: str) -> str:
    """Return what a person types on a line; the question stays out of the standard output.

    Raises:
        EOFError: nobody is there, or they have had enough.
    """
    print(f"{visible(question)} ", end="", file=sys.stderr, flush=True)  # noqa: T201
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def agreed(question: str) -> bool:
    """Whether a person at a terminal says yes; where there is none, nobody did."""
    return sys.stdin.isatty() and answer_to(f"{question} [y/N]").casefold() in {"y", "yes"}


def _typed(prompt: str, error: PortholeError) -> str:
    try:
        answer = getpass.getpass(visible(prompt))
    except EOFError:
        answer = ""
    if not answer:
        raise error
    return answer
