"""From a server's name to its console's link as whole processes: Porthole against python-openstackclient.

Run: ``python -m tests.benchmarks.command_line``. ``porthole connect NAME --print-url``, with the list of
servers that an earlier command kept and once more with ``--fresh``, and ``openstack console url show NAME -f
value -c url`` take turns on one demo cloud, a process of its own. Porthole's password is in a real keyring
(gnome-keyring, over D-Bus), the other's in its ``clouds.yaml``. The client is python-openstackclient's newest
release, in an environment of its own below ``.cache``. All have their byte code, as an installation has it.
"""

import json
import os
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

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
GOAL = 5.0
"""Times as quick as python-openstackclient."""

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


def seconds(command: Sequence[object], environment: Mapping[str, str]) -> float:
    """Return how long a command takes to print a link, seconds."""
    begun = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True, env=environment
    )
    took = time.perf_counter() - begun
    assert done.stdout.startswith("http://127.0.0.1:"), done.stdout
    return took


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


def measure(environment: Mapping[str, str], openstack: Path) -> list[tuple[float, float, float]]:
    """Return the times of each round: Porthole with a kept list, asking anew, and the other."""
    porthole = [sys.executable, "-m", "launcher", "connect", SERVER, "--print-url"]
    other = [openstack, "--os-cloud", "demo", "console", "url", "show", SERVER, "-f", "value", "-c", "url"]
    commands = (porthole, [*porthole, "--fresh"], other)
    rounds = []
    for number in range(ROUNDS + 1):
        first = number % len(commands)
        order = [*range(first, len(commands)), *range(first)]
        times = {place: seconds(commands[place], environment) for place in order}
        # The first round finds its files on the disk, and writes byte code.
        if number:
            rounds.append((times[0], times[1], times[2]))
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
        subprocess.run(
            [sys.executable, "-m", "launcher", "list"], check=True, capture_output=True, env=environment
        )
        rounds = measure(environment, openstack)
    kept, fresh, other = (statistics.median(times) * 1000 for times in zip(*rounds, strict=True))
    print(f"whole process, from a name to a link (medians of {ROUNDS} rounds):")
    print(f"  porthole connect {SERVER} --print-url            {kept:7.0f} ms")
    print(f"  porthole connect {SERVER} --print-url --fresh    {fresh:7.0f} ms")
    print(f"  openstack console url show {SERVER}              {other:7.0f} ms")
    for place, words in enumerate(("with the list that was kept", "with --fresh")):
        ratios = [one[2] / one[place] for one in rounds]
        print(
            f"Porthole is {statistics.median(ratios):.1f} times as quick {words}, round by round "
            f"(from {min(ratios):.1f} to {max(ratios):.1f}; the goal is {GOAL:g})"
        )


if __name__ == "__main__":
    main()
