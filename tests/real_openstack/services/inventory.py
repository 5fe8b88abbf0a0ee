"""What the cloud holds when it starts; read by its services, and by the tests that look for it."""

from dataclasses import dataclass
from uuid import NAMESPACE_DNS, uuid5

REGION = "RegionOne"
LEGACY_REGION = "LegacyOne"
"""The same Nova at its ``/v2`` address, where it has no microversions."""

PROJECT = "production"
PROJECT_ID = "d0" * 16

ADMIN = "admin"
OPERATOR = "operator"
"""May do what a member may."""
AUDITOR = "auditor"
"""May read, and nothing else."""
CAREFUL = "careful"
"""Will log in with a one-time code beside the password."""

NODE = "node-1"
"""Where nova-compute runs."""
DARK_NODE = "node-2"
"""Where it does not."""


@dataclass(frozen=True)
class Entry:
    """A server, as it stands in Nova's database."""

    name: str
    address: str
    host: str | None = NODE
    vm_state: str = "active"
    task_state: str | None = None

    @property
    def id(self) -> str:
        return str(uuid5(NAMESPACE_DNS, self.name))

    @property
    def colour(self) -> str:
        """What its screen is painted with."""
        return f"#{self.id[:6]}"


WEB = Entry("web-01", "10.0.1.1")
OTHER_WEB = Entry("web-02", "10.0.1.2")
OFF = Entry("off-01", "10.0.1.3", vm_state="stopped")
NEW = Entry("new-01", "10.0.1.4", host=None, vm_state="building", task_state="scheduling")
DARK = [
    Entry(f"app-{number:03}", f"10.0.{2 + number // 200}.{number % 200 + 1}", host=DARK_NODE)
    for number in range(1, 235)
]
GONE = [Entry(f"gone-0{number}", f"10.0.1.1{number}", host=DARK_NODE) for number in (1, 2)]
"""Those that tests delete."""
SERVERS = [WEB, OTHER_WEB, OFF, NEW, *GONE, *DARK]
