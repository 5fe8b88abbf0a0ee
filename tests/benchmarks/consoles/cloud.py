"""The demo cloud's servers that have a moving screen, and the way to their links."""

from launcher.demo.access import DemoAccess
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.services.broker import ConsoleBroker
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets


class Cloud:
    """What a contender needs of the demo cloud."""

    def __init__(self, access: DemoAccess) -> None:
        auth = access.auth(access.projects[0])
        self.book = ProfileBook(ProfileFile(), Secrets())
        profile = Profile(id="demo", name="demo", region_name=access.region_name, auth=auth)
        self.book.add_guest(profile, access.password)
        self._connections = Connections(self.book)
        self.broker = ConsoleBroker(self.book, self._connections)

    def servers(self) -> list[Server]:
        """Return those that have a moving screen."""
        pages = ServerDirectory(self.book, self._connections).pages("demo", lambda: False)
        listed = [server for page in pages for server in page]
        return [server for server in listed if server.status is ServerStatus.ACTIVE and not server.task_state]

    def close(self) -> None:
        """Let go of the connections."""
        self._connections.close()
