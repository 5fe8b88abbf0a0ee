"""From a server's name to its console's link as whole processes: Porthole against python-openstackclient.

Run: ``python -m tests.benchmarks.command_line``. ``porthole connect NAME --print-url``, with the list of
servers that an earlier command kept, once more with ``--fresh``, and once beside a Porthole that runs, and
``openstack console url show NAME -f value -c url`` take turns on one demo cloud, a process of its own.
Porthole's password is in a real keyring (gnome-keyring, over D-Bus), the other's in its ``clouds.yaml``. The
client is python-openstackclient's newest release, in an environment of its own below ``.cache``. All have
their byte code, as an installation has it. The processor's time is told beside the clock's: that one means
little where others are at work.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from launcher.demo.access import DemoAccess
from launcher.demo.process import DemoProcess
from launcher.model.profile import Profile
from launcher.services.profiles import NewSecret, ProfileBook
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets
from tests.end_to_end.stage import empty_home
from tests.secret_service import secret_service

ROUNDS = 12
SERVER = "cache-01"
COMMANDS = (
    f"porthole connect {SERVER} --print-url",
    f"porthole connect {SERVER} --print-url --fresh",
    "the same beside a Porthole that runs",
    f"openstack console url show {SERVER}",
)
GOAL = 5.0
"""Times as quick as python-openstackclient."""

_PORTHOLE = Path(sys.executable).with_name("porthole")
_CLIENT = Path(__file__).parents[2] / ".cache" / "openstackclient"


def client() -> Path:
    """Return python-openstackclient's command, which is fetched the first time."""
    command = _CLIENT / "bin" / "openstack"
    if not command.exists():
        print("Fetching python-openstackclient, once …", flush=True)
        venv.create(_CLIENT, with_pip=True, clear=True)
        pip = [_CLIENT / "bin" / "pip", "install", "--quiet", "python-openstackclient"]
        subprocess.run(pip, check=True)
    return command


class Cost(NamedTuple):
    """What a whole process took, seconds."""

    by_clock: float
    of_processor: float


def cost(command: Sequence[object], environment: Mapping[str, str]) -> Cost:
    """Return what it costs that a command prints a link."""
    with tempfile.TemporaryFile("w+") as said:
        begun = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=said, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        link = said.read()
    assert process.returncode == 0, command
    assert link.startswith("http://127.0.0.1:"), link
    return Cost(took, used.ru_utime + used.ru_stime)


def save_profile(access: DemoAccess) -> None:
    """Let Porthole know the cloud, its password in the keyring."""
    auth = access.auth(access.projects[0])
    profile = Profile(id="demo", name="demo", region_name=access.region_name, auth=auth)
    ProfileBook(ProfileFile(), Secrets()).save(profile, NewSecret(access.password))


def write_clouds(access: DemoAccess, path: Path) -> None:
    """Let python-openstackclient know the same cloud; JSON is YAML too."""
    auth = access.auth(access.projects[0]) | {"password": access.password}
    cloud = {"auth": auth, "region_name": access.region_name, "identity_api_version": 3}
    path.write_text(json.dumps({"clouds": {"demo": cloud}}))
    path.chmod(0o600)


@contextmanager
def resident(environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Run Porthole's window; gives the environment in which commands meet it."""
    with tempfile.TemporaryDirectory() as folder:
        beside = {**environment, "XDG_RUNTIME_DIR": folder}
        with subprocess.Popen([_PORTHOLE], env=beside) as porthole:
            try:
                while not list(Path(folder).glob("porthole/*.socket")):
                    assert porthole.poll() is None, "Porthole has ended"
                    time.sleep(0.05)
                yield beside
            finally:
                porthole.terminate()


def measure(
    environment: Mapping[str, str], beside: Mapping[str, str], openstack: Path
) -> list[tuple[Cost, ...]]:
    """Return the costs of each round, those of :data:`COMMANDS`."""
    porthole = [_PORTHOLE, "connect", SERVER, "--print-url"]
    other = [openstack, "--os-cloud", "demo", "console", "url", "show", SERVER, "-f", "value", "-c", "url"]
    commands = (porthole, [*porthole, "--fresh"], porthole, other)
    environments = (environment, environment, beside, environment)
    rounds = []
    for number in range(ROUNDS + 1):
        first = number % len(commands)
        order = [*range(first, len(commands)), *range(first)]
        costs = {place: cost(commands[place], environments[place]) for place in order}
        # The first round finds its files on the disk, and writes byte code.
        if number:
            rounds.append(tuple(costs[place] for place in range(len(commands))))
    return rounds


def main() -> None:
    """Print the times, and how many times as quick Porthole is, pair by pair."""
    openstack = client()
    with secret_service() as bus, empty_home() as home, DemoProcess() as access:
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus["DBUS_SESSION_BUS_ADDRESS"]
        save_profile(access)
        write_clouds(access, home / "clouds.yaml")
        environment = dict(os.environ) | {
            "OS_CLIENT_CONFIG_FILE": str(home / "clouds.yaml"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # Where a list was kept, an earlier command or the window has asked for it.
        subprocess.run([_PORTHOLE, "list"], check=True, capture_output=True, env=environment)
        with resident(environment) as beside:
            rounds = measure(environment, beside, openstack)
    print(f"whole process, from a name to a link (medians of {ROUNDS} rounds, milliseconds):")
    print(f"{'by the clock':>60} {'of the processor':>18}")
    for place, words in enumerate(COMMANDS):
        clock, processor = (statistics.median(one[place][kind] for one in rounds) * 1000 for kind in (0, 1))
        print(f"  {words:45} {clock:12.0f} {processor:18.0f}")
    for place, who in ((0, "Porthole"), (2, "Beside one that runs it")):
        for kind, words in enumerate(("by the clock", "in the processor's time")):
            ratios = [one[-1][kind] / one[place][kind] for one in rounds]
            print(
                f"{who} is {statistics.median(ratios):.1f} times as quick {words}, round by round "
                f"(from {min(ratios):.1f} to {max(ratios):.1f}; the goal is {GOAL:g})"
            )


if __name__ == "__main__":
    main()
