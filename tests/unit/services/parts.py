"""Services against a cloud on loopback."""

from dataclasses import dataclass

from launcher.demo.cloud import DemoCloud
from launcher.model.profile import Profile
from launcher.model.server import Server
from launcher.services.broker import ConsoleBroker
from launcher.services.connections import Connections
from launcher.services.directory import ServerDirectory
from launcher.services.profiles import ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets


def profile_for(cloud: DemoCloud, **more: object) -> Profile:
    access = cloud.access
    auth = access.auth("production")
    fields = {"id": "prod", "name": "prod", "region_name": access.region_name, "auth": auth, **more}
    return Profile(**fields)  # type: ignore[arg-type]


@dataclass
class Services:
    book: ProfileBook
    connections: Connections
    directory: ServerDirectory
    broker: ConsoleBroker

    def servers(self, profile_id: str = "prod") -> dict[str, Server]:
        pages = self.directory.pages(profile_id, lambda: False)
        return {server.name: server for page in pages for server in page}


def services_for(profile: Profile, secret: str) -> Services:
    book = ProfileBook(ProfileFile(), Secrets())
    book.add_guest(profile, secret)
    connections = Connections(book)
    return Services(book, connections, ServerDirectory(book, connections), ConsoleBroker(book, connections))
