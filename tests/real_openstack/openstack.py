"""A real OpenStack on loopback: Keystone, Placement, Nova with its fake hypervisor, and nova-novncproxy."""

import os
from contextlib import ExitStack
from importlib.metadata import distributions
from pathlib import Path

from launcher.model.profile import Profile
from tests.real_openstack.configuration import TOKEN_SECONDS, Configuration, Passwords
from tests.real_openstack.processes import Process, free_ports
from tests.real_openstack.services import inventory

_SERVICES = Path(__file__).parent / "services"
_QUEUE_DRIVER = "[oslo.messaging.drivers]\nboxes = message_queue:Driver\n"


class OpenStack:
    """Starts and ends the services.

    Args:
        environment: the virtual environment that has Nova and Keystone.
        pages: the folder of noVNC.
        folder: an empty one.
    """

    def __init__(self, environment: Path, pages: Path, folder: Path) -> None:
        self.passwords = Passwords()
        self._ports = free_ports(["keystone", "network", "nova", "placement", "proxy", "queue"])
        self._configuration = Configuration(folder, pages, self._ports, self.passwords)
        self._environment, self._folder = environment, folder
        self._running = ExitStack()

    @property
    def auth_url(self) -> str:
        return self._configuration.auth_url

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

    @property
    def versions(self) -> dict[str, str]:
        """The releases of what runs here."""
        [packages] = self._environment.glob("lib/python*/site-packages")
        found = {one.name: one.version for one in distributions(path=[str(packages)])}
        return {name: found[name] for name in ("nova", "keystone", "openstack-placement", "websockify")}

    def start(self) -> None:
        """Bring everything up; returns when all of it answers.

        Raises:
            RuntimeError: something did not come up; says the end of its log.
        """
        self._configuration.write()
        self._announce_queue_driver()
        self._set_up()
        self._start_queue()
        self._web("keystone", "keystone.wsgi.api").wait_for_port(self._ports["keystone"])
        self._web("placement", "placement.wsgi.api")
        self._web("network", "network")
        self._nova("nova-conductor")
        self.compute = self._start(
            "nova-compute", self._script("compute_node.py"), *self._config("nova-compute")
        )
        proxy = self._nova("nova-novncproxy")
        self.start_api()
        proxy.wait_for_port(self._ports["proxy"])

    def stop(self) -> None:
        """End everything."""
        self._running.close()

    def start_api(self) -> None:
        """Start nova-api, and wait until it answers; the program keeps the address it had."""
        self.api = self._web("nova", "nova.wsgi.osapi_compute")
        self.api.wait_for_port(self._ports["nova"])

    def requests(self) -> list[str]:
        """Return the requests that nova-api has written into its log, oldest first: `POST /v2.1/…`."""
        lines = self.api.log.read_text(errors="replace").splitlines()
        return [line.split('"')[1] for line in lines if "nova.api.openstack.requestlog" in line]

    def _set_up(self) -> None:
        keystone, accounts = self._folder / "keystone.conf", self._folder / "accounts.json"
        commands = [
            self._start("identity-setup", self._script("identity_setup.py"), str(keystone), str(accounts)),
            self._start("compute-setup", self._script("compute_setup.py"), str(self._folder / "nova.conf")),
        ]
        for command in commands:
            command.wait()

    def _start_queue(self) -> None:
        address = f"127.0.0.1:{self._ports['queue']}"
        queue = self._start("queue", self._script("message_queue.py"), address, self.passwords.queue)
        queue.wait_for_port(self._ports["queue"])

    def _web(self, name: str, application: str) -> Process:
        return self._start(name, self._script("web.py"), application, str(self._ports[name]))

    def _nova(self, name: str) -> Process:
        return self._start(name, str(self._environment / "bin" / name), *self._config("nova"))

    def _start(self, name: str, *command: str) -> Process:
        python = str(self._environment / "bin" / "python")
        process = Process(name, [python, "-W", "ignore", *command], self._surroundings, self._folder)
        self._running.callback(process.stop)
        return process

    def _script(self, name: str) -> str:
        return str(_SERVICES / name)

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
