"""The demo cloud as a process of its own: its one line, its ports, and that it never stays behind."""

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import msgspec
import pytest
import requests

import launcher
from launcher.demo.access import DemoAccess
from launcher.demo.options import DemoOptions
from launcher.demo.process import DemoProcess
from launcher.model.errors import CloudTimeoutError, CloudUnreachableError
from tests.unit.demo.client import Client

ROOT = Path(launcher.__file__).parents[1]


@pytest.fixture
def program():
    """``python -m launcher.demo`` as it runs: with pipes to its standard input and output."""
    with subprocess.Popen(
        [sys.executable, "-m", "launcher.demo", "--servers=3"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    ) as running:
        yield running
        running.kill()


def way_in(program):
    return msgspec.json.decode(program.stdout.readline(), type=DemoAccess)


def client_of(access):
    """A client that knows no more than the one line."""
    operator = SimpleNamespace(name=access.username, password=access.password)
    client = Client(SimpleNamespace(auth_url=access.auth_url, operator=operator))
    catalog = client.log_in(project=access.projects[0]).json()["token"]["catalog"]
    client.cloud.compute_url = next(one["endpoints"][0]["url"] for one in catalog if one["type"] == "compute")
    return closing(client)


def is_gone(auth_url):
    try:
        requests.get(auth_url, timeout=5)
    except requests.ConnectionError:
        return True
    return False


def test_one_line_tells_the_way_in_and_the_end_of_input_ends_it(program):
    access = way_in(program)
    with client_of(access) as client:
        assert client.names() == ["bastion", "web-01", "web-02"]
    rest, complaints = program.communicate(timeout=10)
    assert (program.returncode, rest, complaints) == (0, b"", b"")
    assert is_gone(access.auth_url)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_quietly_when_told_to(program, end):
    way_in(program)
    program.send_signal(end)
    assert program.wait(10) == 0
    assert program.stderr.read() == b""


def test_it_listens_on_loopback_only_on_ports_the_system_picked(program):
    api = urlsplit(way_in(program).auth_url).port
    ours = {str(entry.readlink()) for entry in Path(f"/proc/{program.pid}/fd").iterdir()}
    listening = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *_, inode = line.split()[:10]
            if state == "0A" and f"socket:[{inode}]" in ours:
                address, _, port = local.partition(":")
                listening.add((address, int(port, 16)))
    assert {address for address, _ in listening} == {"0100007F"}
    assert api in {port for _, port in listening}
    assert len(listening) == 2


def test_it_takes_a_wrong_argument_for_a_mistake():
    wrong = subprocess.run(
        [sys.executable, "-m", "launcher.demo", "--servers=-1"], capture_output=True, cwd=ROOT, check=False
    )
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert b"--servers: -1 is less than 0" in wrong.stderr


def test_a_frozen_porthole_is_a_demo_cloud_at_a_word():
    """It is no Python that would run a module of ours."""
    done = subprocess.run(
        [sys.executable, "-m", "launcher", "__demo", "--servers=3"],
        input=b"",
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert msgspec.json.decode(done.stdout, type=DemoAccess).projects == ["production", "staging", "sandbox"]


# As Porthole starts it.


def test_porthole_starts_it_and_takes_it_along():
    with DemoProcess(DemoOptions(servers=4)) as access:
        with client_of(access) as client:
            assert len(client.names()) == 4
        assert access.projects == ["production", "staging", "sandbox"]
    assert is_gone(access.auth_url)


def test_two_do_not_get_into_each_others_way():
    with DemoProcess(DemoOptions(servers=1)) as one, DemoProcess(DemoOptions(servers=1)) as other:
        assert one.auth_url != other.auth_url
        assert one.password != other.password


def test_ten_thousand_servers_are_there_within_seconds():
    began = time.monotonic()
    with DemoProcess(DemoOptions(servers=10_000)) as access, client_of(access) as client:
        names = client.names("?limit=1000")
        assert time.monotonic() - began < 5
    assert len(names) == 1000


def test_it_ends_even_when_porthole_is_killed():
    porthole = (
        "import os, sys\n"
        "from launcher.demo.process import DemoProcess\n"
        "demo = DemoProcess()\n"
        "demo.start()\n"
        "print(demo._child.pid, flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", porthole], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as parent:
        demo = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    ended, _, _ = select.select([demo], [], [], 10)
    os.close(demo)
    assert ended


def test_stopping_what_never_ran_is_fine():
    DemoProcess().stop()


@pytest.fixture
def python(tmp_path, monkeypatch):
    """Puts another program in Python's place, which says and does what a test wants."""

    def replace(script):
        program = tmp_path / "python"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))

    return replace


def test_a_cloud_that_ends_at_once_is_told_with_its_own_words(python):
    python("echo 'No module named msgspec' >&2; exit 1")
    with pytest.raises(CloudUnreachableError, match="ended as soon as it was started") as caught:
        DemoProcess().start()
    assert caught.value.trouble.details == "No module named msgspec"
    assert caught.value.trouble.next_step


def test_a_cloud_that_says_nothing_is_not_waited_for_and_does_not_stay(python):
    python("exec cat")
    demo = DemoProcess()
    with pytest.raises(CloudTimeoutError, match=r"said nothing for 0\.2 seconds"):
        demo.start(timeout=0.2)


def test_a_cloud_that_does_not_want_to_end_is_made_to(python, shared_cloud, monkeypatch):
    monkeypatch.setattr("launcher.demo.process.STOP_SECONDS", 0.1)
    python(f"echo '{msgspec.json.encode(shared_cloud.access).decode()}'; exec sleep 60")
    demo = DemoProcess()
    demo.start()
    child = demo._child
    demo.stop()
    assert child.returncode == -signal.SIGKILL
