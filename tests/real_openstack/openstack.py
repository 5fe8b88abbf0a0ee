"""A real OpenStack on loopback: Keystone, Placement, Nova with its fake hypervisor, and nova-novncproxy."""

import os
import re
from pathlib import Path

from launcher.model.profile import Profile
from tests.real_openstack.configuration import TOKEN_SECONDS, Configuration, Passwords
from tests.real_openstack.processes import Process, free_ports
from tests.real_openstack.services import inventory

_SERVICES = Path(__file__).parent / "services"
_QUEUE_DRIVER = "[oslo.messaging.drivers]\nboxes = message_queue:Driver\n"
_PORTS = ["keystone", "network", "nova", "placement", "proxy", "queue"]


class OpenStack:
    """The cloud's services, which tests stop, stun and start again.

    Args:
        environment: the virtual environment that has Nova and Keystone.
        pages: the folder of noVNC.
        folder: an empty one, for configuration, databases and logs.

    Attributes:
        passwords: of everybody.
        servers: those that are there just now.
    """

    def __init__(self, environment: Path, pages: Path, folder: Path) -> None:
        self.passwords = Passwords()
        self.servers = list(inventory.SERVERS)
        self._environment, self._folder = environment, folder
        self._ports = free_ports(_PORTS)
        self._configuration = Configuration(folder, pages, self._ports, self.passwords)
        self._all: list[Process] = []
        address = f"127.0.0.1:{self._ports['queue']}"
        self._queue = self._python("queue", "message_queue.py", address, self.passwords.queue)
        self.keystone = self._web("keystone", "keystone.wsgi.api")
        self._placement = self._web("placement", "placement.wsgi.api")
        self._network = self._web("network", "network")
        self._conductor = self._program("nova-conductor", "nova-conductor")
        self.compute = self._python("nova-compute", "compute_node.py", *self._config("nova-compute"))
        self.api = self._web("nova", "nova.wsgi.osapi_compute")
        self.proxy = self._program("proxy", "nova-novncproxy")

    @property
    def auth_url(self) -> str:
        return self._configuration.auth_url

    @property
    def proxy_address(self) -> str:
        """Where every console's link leads."""
        return f"http://127.0.0.1:{self._ports['proxy']}/"

    def start(self) -> None:
        """Bring everything up; returns when all of it answers.

        Raises:
            RuntimeError: something did not come up; says the end of its log.
        """
        self._configuration.write()
        self._announce_queue_driver()
        accounts = str(self._folder / "accounts.json")
        identity = self._python(
            "identity-setup", "identity_setup.py", str(self._folder / "keystone.conf"), accounts
        )
        compute = self._python("compute-setup", "compute_setup.py", str(self._folder / "nova.conf"))
        for process in (identity, compute, self._queue, self._network):
            process.start()
        identity.wait_for_end()
        self._start(self.keystone)
        compute.wait_for_end()
        self._start(self.api, self.proxy, self._placement)
        for process in (self._conductor, self.compute):
            process.start()

    def stop(self) -> None:
        """End everything."""
        for process in reversed(self._all):
            process.stop()

    def profile(self, username: str, region: str = inventory.REGION) -> Profile:
        """Return a profile of one of the users."""
        auth = {
            "auth_url": self.auth_url,
            "username": username,
            "user_domain_name": "Default",
            "project_name": inventory.PROJECT,
            "project_domain_name": "Default",
        }
        lifetime = TOKEN_SECONDS
        return Profile(id=username, name=username, auth=auth, region_name=region, link_lifetime=lifetime)

    def nova_requests(self) -> list[str]:
        """Return the requests that Nova has written into its log, oldest first: `POST /v2.1/… 200`."""
        return [" ".join(told) for told in re.findall(r'"([A-Z]+ /\S*)" status: (\d+)', self.api.log)]

    def logins(self) -> list[str]:
        """Return what Porthole has asked of Keystone, oldest first: `POST /v3/auth/tokens`."""
        return re.findall(r"^Porthole/.* asks: (.*)$", self.keystone.log, re.MULTILINE)

    def _start(self, *processes: Process) -> None:
        for process in processes:
            process.start()
        for process in processes:
            process.wait_until_up()

    def _web(self, name: str, application: str) -> Process:
        return self._python(name, "web.py", application, str(self._ports[name]))

    def _program(self, name: str, program: str) -> Process:
        return self._process(name, str(self._environment / "bin" / program), *self._config("nova"))

    def _python(self, name: str, script: str, *arguments: str) -> Process:
        return self._process(name, str(_SERVICES / script), *arguments)

    def _process(self, name: str, *command: str) -> Process:
        python = str(self._environment / "bin" / "python")
        whole = [python, "-W", "ignore", *command]
        port = self._ports.get(name, 0)
        process = Process(whole, self._surroundings, self._folder / f"{name}.log", port)
        self._all.append(process)
        return process

    def _config(self, name: str) -> list[str]:
        return ["--config-file", str(self._folder / f"{name}.conf")]

    @property
    def _surroundings(self) -> dict[str, str]:
        folder = str(self._folder)
        return {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": f"{_SERVICES}:{folder}",
            "OS_KEYSTONE_CONFIG_DIR": folder,
            "OS_NOVA_CONFIG_DIR": folder,
            "OS_NOVA_CONFIG_FILES": f"{self._environment}/etc/nova/api-paste.ini;nova.conf",
            "OS_PLACEMENT_CONFIG_DIR": folder,
        }

    def _announce_queue_driver(self) -> None:
        """Make an installed distribution of the driver: oslo.messaging finds it as it finds its own."""
        info = self._folder / "boxes-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: boxes\nVersion: 1\n")
        (info / "entry_points.txt").write_text(_QUEUE_DRIVER)
