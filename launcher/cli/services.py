"""The services a command works with, and a person at a terminal who is asked where they need one."""

import argparse
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cached_property

from launcher.cli.asking import Asking
from launcher.cli.proxies import system_proxy
from launcher.cli.telling import say, tell
from launcher.model.errors import ProfileError, Trouble
from launcher.model.profile import Profile
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.lookup import named_profiles
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets


class Services:
    """What a command needs of the house.

    Attributes:
        book: the profiles, as their files have them.
        connections: one a profile.
        directory: their servers.
        asking: the person.
        verbose: whether errors are told with their details.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        """Read the profiles, and tell what is wrong with them."""
        self.verbose = bool(options.verbose)
        self.book = ProfileBook(ProfileFile(), Secrets())
        self.connections = Connections(self.book, system_proxy)
        self.directory = ServerDirectory(self.book, self.connections)
        # The demo is shown alone: a person's own profiles stay out of it.
        self.problems = () if options.demo else self.book.load()
        for problem in self.problems:
            tell(problem, verbose=self.verbose)

    @cached_property
    def asking(self) -> Asking:
        """The person, asked for what a login needs."""
        return Asking(self.book, self.connections)

    @contextmanager
    def demo_cloud(self, options: argparse.Namespace) -> Iterator[None]:
        """Run the demo's cloud meanwhile, where ``--demo`` was said.

        Raises:
            CloudUnreachableError: it did not start.
        """
        if not options.demo:
            yield
            return
        from launcher.services.demo import Demo  # noqa: PLC0415 - for the demo only

        demo = Demo(self.book, options.demo_servers)
        try:
            demo.start()
            yield
        finally:
            demo.stop()

    @property
    def no_profiles(self) -> Trouble:
        """What a person is told who has no profile that could be used."""
        what = "There is no profile that could be used." if self.problems else "There are no profiles yet."
        return Trouble(what, "Run porthole and add a cloud, or porthole import clouds.yaml.")

    def profiles(self, names: Collection[str]) -> tuple[Profile, ...]:
        """Return the profiles that are called so; all that are in use where nothing is named.

        Raises:
            NotFoundError: there is none of a name.
            ProfileError: there are none at all.
        """
        if not self.book.profiles and not names:
            raise ProfileError(self.no_profiles)
        return named_profiles(self.book.profiles, names) if names else self.book.in_use()

    def wait(self, seconds: float) -> bool:
        """Let the pause go by that a cloud asks for."""
        say(f"The cloud asks for a pause of {seconds:.0f} seconds.")
        time.sleep(seconds)
        return True
