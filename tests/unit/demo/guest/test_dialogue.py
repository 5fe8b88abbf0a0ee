"""Booting, and what comes of typing: read off the pixels by a VNC client."""

import re

import pytest

from launcher.demo.cloud import DemoCloud
from tests.unit.demo.client import Client
from tests.unit.demo.viewer import Viewer, open_socket

CONTROL, ALT, DELETE, BACK_SPACE, UP, DOWN = 0xFFE3, 0xFFE9, 0xFFFF, 0xFF08, 0xFF52, 0xFF54


@pytest.fixture(scope="module")
def running():
    """A cloud whose web-01 has booted while somebody looked; the client, and what they saw first."""
    with DemoCloud() as cloud, Client(cloud) as client:
        client.log_in()
        with open_socket(client.console_url("web-01")) as socket:
            viewer = Viewer(socket)
            first = viewer.see("Linux version 6.1.0-41-cloud-amd64", "Hypervisor detected: KVM")
            viewer.see("web-01 login:")
        yield client, first


@pytest.fixture
def viewer(running, look):
    """At web-01's login prompt, on an empty screen."""
    client, _ = running
    viewer = look(client.console_url("web-01"))
    viewer.press(CONTROL, ord("c"))
    viewer.type("\n")
    log_out(viewer)
    return viewer


def log_out(viewer):
    if not last_line(viewer.see("web-01")).startswith("web-01 login:"):
        viewer.press(CONTROL, ord("d"))
    viewer.press(CONTROL, ord("l"))
    viewer.wait_for(lambda text: text.startswith("web-01 login:"))


def last_line(text):
    *lines, _bar = text.splitlines()
    return [line for line in lines if line][-1]


def test_one_can_watch_a_server_boot(running):
    _, first = running
    assert "login:" not in first


def test_the_name_of_the_screen_is_the_servers(viewer):
    assert viewer.name == "web-01"
    assert (viewer.width, viewer.height) == (900, 540)


def test_the_clock_in_the_bar_moves_by_itself(viewer):
    def clock(text):
        return re.search(r"up \d+ min  │  (\d\d:\d\d:\d\d) UTC", text)[1]

    before = clock(viewer.text())
    viewer.wait_for(lambda text: clock(text) != before, timeout=3)


def test_one_can_log_in_and_what_one_types_appears(viewer):
    viewer.type("Ada\n")
    viewer.see("Welcome, Ada. help tells what this machine knows.", "Ada@web-01:~$")
    viewer.type("echo It works: {[~|!]} #1\n")
    viewer.see("Ada@web-01:~$ echo It works: {[~|!]} #1", "\nIt works: {[~|!]} #1\n")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("uname", "\nLinux\n"),
        ("uname -r", "\n6.1.0-41-cloud-amd64\n"),
        ("uname -a", "Linux web-01 6.1.0-41-cloud-amd64 #1 SMP Debian"),
        ("uptime", " min,  1 user,  load average"),
        ("hostname", "\nweb-01\n"),
        ("whoami", "\nAda\n"),
        ("ip", "ens3    UP       10.1.0.5 2001:db8:1:0::5"),
        ("free", "Mem (MiB):"),
        ("date", " UTC 20"),
        ("help", "Ctrl+Alt+Del reboots it."),
        ("rm -rf /", "-bash: rm: command not found"),
    ],
)
def test_the_machine_knows_a_few_commands(viewer, line, answer):
    viewer.type(f"Ada\n{line}\n")
    viewer.wait_for(lambda text: answer in text and last_line(text).rstrip() == "Ada@web-01:~$")


def test_a_line_can_be_mended(viewer):
    viewer.type("Ada\necho goof")
    viewer.press(BACK_SPACE)
    viewer.type("d")
    viewer.see("$ echo good")
    viewer.press(CONTROL, ord("u"))
    viewer.wait_for(lambda text: last_line(text).rstrip() == "Ada@web-01:~$")
    viewer.type("half a thou")
    viewer.press(CONTROL, ord("c"))
    viewer.see("half a thou^C")


def test_earlier_lines_come_back(viewer):
    viewer.type("Ada\necho one\necho two\n")
    for key, line in [(UP, "echo two"), (UP, "echo one"), (UP, "echo one"), (DOWN, "echo two"), (DOWN, "")]:
        viewer.press(key)
        viewer.wait_for(lambda text, line=line: last_line(text).rstrip() == f"Ada@web-01:~$ {line}".rstrip())


def test_clear_and_exit(viewer):
    viewer.type("Ada\nclear\n")
    viewer.wait_for(lambda text: text.startswith("Ada@web-01:~$"))
    viewer.type("exit\n")
    viewer.see("Debian GNU/Linux 12 web-01 tty1", "web-01 login:")


def test_a_command_can_ask_for_a_reboot(running, look):
    client, _ = running
    viewer = look(client.console_url("db-01"))
    viewer.see("db-01 login:")
    viewer.type("Ada\nreboot\n")
    viewer.wait_for(lambda text: "login:" not in text and "Hypervisor detected: KVM" in text)


def test_nobody_logs_in_with_an_empty_name(viewer):
    viewer.type("  \n\n")
    viewer.wait_for(lambda text: text.count("web-01 login:") == 3)


def test_a_line_ends_at_the_edge_of_the_screen(viewer):
    viewer.type("Ada\n" + "x" * 120)
    viewer.wait_for(lambda text: last_line(text) == "Ada@web-01:~$ " + "x" * 85)
    viewer.type("\n")
    viewer.wait_for(lambda text: "x: command not found" in text.replace("\n", ""))


def test_letters_of_the_world_appear_or_a_question_mark(viewer):
    viewer.type("Ada\necho ")
    for keysym in (0xE9, 0x01000000 + ord("é"), 0x01000000 + ord("☃"), 0xFFBE):
        viewer.press(keysym)
    viewer.type(".\n")
    viewer.see("$ echo éé?.\n", "\néé?.\n")


def test_all_viewers_share_one_screen(viewer, running, look):
    client, _ = running
    others = [look(client.console_url("web-01")) for _ in range(3)]
    viewer.type("Ada\necho hello")
    for other in others:
        other.see("echo hello")
    others[0].type(" you\n")
    viewer.see("\nhello you\n")


def test_what_scrolls_is_moved_not_painted_anew(viewer, running, look):
    client, _ = running
    copying, painting = (look(client.console_url("web-01"), encodings=choice) for choice in ((1,), (0,)))
    viewer.type("Ada\n" + "help\n" * 3)
    # A line at a time: what scrolls by a whole screen between two looks is painted anew, and rightly so.
    for word in ("one", "two", "three"):
        viewer.type(f"echo {word}\n")
        for one in (copying, painting):
            one.wait_for(lambda text, word=word: f"\n{word}\nAda@web-01:~$" in text)
    assert 1 in copying.encodings_seen
    assert 1 not in painting.encodings_seen


def test_control_alt_delete_boots_anew(running, look):
    client, _ = running
    viewer = look(client.console_url("web-02"))
    viewer.press(CONTROL, ALT, DELETE)
    viewer.see("Hypervisor detected: KVM", "up 0 min")
    assert "login:" not in viewer.text()
