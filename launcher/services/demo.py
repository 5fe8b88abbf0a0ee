"""The demo cloud, as profiles."""

from launcher.demo.options import DemoOptions
from launcher.demo.process import DemoProcess
from launcher.model.console import ConsoleType
from launcher.model.errors import ConsoleUnavailableError
from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook
from launcher.storage.terminal_parts import find_terminal_parts

_PROJECTS = 2
"""The demo's third project is empty: nothing to look at."""

_SERIAL_PROJECT = "staging"
"""Its consoles are serial lines, so that a person can try one."""

_TYPES = (ConsoleType.NOVNC, ConsoleType.SERIAL)
_TASK_SECONDS = 2.0
"""Long enough to see that a server is on its way."""


class Demo:
    """A demo cloud whose projects stand in the book as guests while it runs."""

    def __init__(self, book: ProfileBook, servers: int) -> None:
        self._book = book
        self._process = DemoProcess(
            DemoOptions(servers=servers, task_seconds=_TASK_SECONDS, console_types=_TYPES)
        )

    def start(self) -> None:
        """Start the cloud and add its profiles. Waits for the cloud.

        Raises:
            CloudUnreachableError: it did not start.
        """
        access = self._process.start()
        for project in access.projects[:_PROJECTS]:
            profile = Profile(
                id=f"demo-{project}",
                name=project,
                region_name=access.region_name,
                auth=access.auth(project),
                console_types=_types(project),
            )
            self._book.add_guest(profile, access.password)

    def stop(self) -> None:
        """End the cloud."""
        self._process.stop()


def _types(project: str) -> tuple[ConsoleType, ...]:
    if project != _SERIAL_PROJECT:
        return _TYPES
    try:
        find_terminal_parts()
    except ConsoleUnavailableError:
        return _TYPES
    return _TYPES[::-1]
