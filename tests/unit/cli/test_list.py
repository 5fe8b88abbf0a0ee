"""``porthole list`` and ``porthole profiles``: for a person, a pipe, and a program."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from launcher.cli.exit_codes import Exit
from launcher.demo.cloud import DemoCloud
from launcher.demo.web.record import Answer
from tests.unit.cli.conftest import SECONDS, Terminal
from tests.unit.services.parts import profile_for

FIELDS = [
    "profile",
    "profile_id",
    "id",
    "name",
    "status",
    "task_state",
    "power",
    "addresses",
    "zone",
    "flavor",
    "image",
    "key_name",
    "metadata",
    "tags",
    "locked",
    "created",
    "updated",
    "as_of",
]
PROFILE_FIELDS = [
    "id",
    "name",
    "auth_type",
    "auth_url",
    "user",
    "project",
    "region",
    "open_in",
    "console_types",
    "production",
    "site",
]


def test_a_pipe_gets_all_of_it_between_tabs(terminal: Terminal, cloud: DemoCloud) -> None:
    done = terminal.run("list")
    assert (done.returncode, done.stderr) == (Exit.OK, "")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    machines = (*cloud.servers(), *cloud.servers("staging"))
    assert sorted(row[4] for row in rows) == sorted(one.id for one in machines)
    assert {len(row) for row in rows} == {8}
    web = next(row for row in rows if row[:4:3] == ["web-01", "prod"])
    assert web[1] == "Active"
    assert web[2].startswith("10.1.0.")


def test_a_program_gets_what_is_promised(terminal: Terminal) -> None:
    found = json.loads(terminal.run("list", "--json").stdout)
    assert all(list(one) == FIELDS for one in found)
    building = next(one for one in found if one["status"] == "BUILD")
    assert building["task_state"] == "spawning"
    assert json.loads(terminal.run("list", "--json", "no-such").stdout) == []


def test_the_filter_speaks_as_the_window_does(terminal: Terminal) -> None:
    found = json.loads(terminal.run("list", "--json", "--", "status:active", "web", "-profile:stage").stdout)
    assert [one["name"] for one in found] == ["web-01", "web-02"]
    wrong = terminal.run("list", "colour:red")
    assert wrong.returncode == Exit.USAGE
    assert "No field is called" in wrong.stderr


def test_one_profile_that_fails_does_not_keep_the_others(
    terminal: Terminal, save: Callable[..., None], cloud: DemoCloud
) -> None:
    broken = profile_for(cloud, id="broken", name="broken")
    save(msgspec.structs.replace(broken, auth=broken.auth | {"auth_url": "http://127.0.0.1:1/v3"}), "s3cret")
    done = terminal.run("list", "web-01")
    assert done.returncode == Exit.PARTIAL
    assert len(done.stdout.splitlines()) == 2
    assert "porthole: broken: 127.0.0.1:1 refuses the connection." in done.stderr
    alone = terminal.run("list", "--profile", "broken")
    assert (alone.returncode, alone.stdout) == (Exit.UNREACHABLE, "")


def test_the_last_list_is_there_without_the_cloud(terminal: Terminal, cloud: DemoCloud) -> None:
    none = terminal.run("list", "--cached")
    assert (none.returncode, none.stdout) == (Exit.NOT_FOUND, "")
    fresh = terminal.run("list")
    cloud.forget_requests()
    cached = terminal.run("list", "--cached")
    assert (cached.returncode, cached.stdout) == (Exit.OK, fresh.stdout)
    assert "prod: as it was at 20" in cached.stderr
    assert cloud.requests == ()


def test_a_pause_is_waited_for(terminal: Terminal, cloud: DemoCloud) -> None:
    cloud.answer_next("GET", r"/servers/detail", Answer(429, {"Retry-After": "1"}))
    done = terminal.run("list", "--profile", "prod")
    assert done.returncode == Exit.OK
    assert "a pause of 1 seconds" in done.stderr


def test_a_reader_that_leaves_early_is_no_failure(terminal: Terminal) -> None:
    terminal.run("list")
    reading, writing = os.pipe()
    with subprocess.Popen(
        terminal.command("list", "--cached", "--json"),
        env=terminal.environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        os.close(writing)
        os.close(reading)
        _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == Exit.OK
    assert "Traceback" not in said
    assert "Broken pipe" not in said


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_table_is_as_wide_as_the_terminal(terminal: Terminal, columns: int) -> None:
    code, seen = terminal.talk("list", "web", columns=columns)
    lines = seen.splitlines()
    assert code == Exit.OK
    assert lines[0].startswith("\x1b[1mNAME")
    assert ("CREATED" in lines[0]) is (columns == 200)
    terminal.environment["NO_COLOR"] = "1"
    _, plain = terminal.talk("list", "web", columns=columns)
    lines = plain.splitlines()
    assert "\x1b" not in plain
    assert max(map(len, lines)) <= columns
    assert {line.index("Active") for line in lines if "Active" in line} == {lines[0].index("STATUS")}


def test_what_a_cloud_calls_its_servers_moves_no_cursor(terminal: Terminal, cloud: DemoCloud) -> None:
    body = {"servers": [{"id": "1", "name": "a\x1b[2J\u202eb\tc", "status": "ACTIVE"}]}
    cloud.answer_next("GET", r"/servers/detail", Answer(200, {}, msgspec.json.encode(body)), times=2)
    done = terminal.run("list", "--profile", "prod")
    assert done.stdout.startswith("a[U+001B][2J[U+202E]b[U+0009]c\tActive\t")


def test_profiles_are_told_without_secrets(terminal: Terminal, cloud: DemoCloud) -> None:
    done = terminal.run("profiles", "--json")
    found = json.loads(done.stdout)
    assert all(list(one) == PROFILE_FIELDS for one in found)
    assert [(one["id"], one["name"], one["project"]) for one in found] == [
        ("prod", "prod", "production"),
        ("stage", "stage", "staging"),
    ]
    assert done.returncode == Exit.OK
    assert cloud.access.password not in done.stdout
    assert terminal.run("profiles").stdout.splitlines()[0].split("\t")[:3] == [
        "prod",
        "production",
        cloud.access.username,
    ]
    assert cloud.requests == ()


def test_a_broken_file_of_profiles_is_told(terminal: Terminal, own_directories: Path) -> None:
    (own_directories / "config" / "porthole" / "profiles.toml").write_text("[clouds.prod\n")
    for command in ("list", "profiles"):
        done = terminal.run(command)
        assert (done.returncode, done.stdout) == (Exit.PROFILE, "")
        assert "could not be understood at line 1" in done.stderr


@pytest.mark.usefixtures("own_directories")
@pytest.mark.parametrize(("command", "code"), [("list", Exit.PROFILE), ("profiles", Exit.OK)])
def test_without_profiles_it_says_how_to_get_one(command: str, code: Exit) -> None:
    done = Terminal().run(command)
    assert done.returncode == code
    assert "There are no profiles yet." in done.stderr


def test_the_demo_is_listed_alone(terminal: Terminal) -> None:
    done = terminal.run("--demo", "--demo-servers", "8", "list", "--json")
    assert {one["profile"] for one in json.loads(done.stdout)} == {"production", "staging"}
    wrong = terminal.run("--demo", "connect", "web-01", "--print-url")
    assert wrong.returncode == Exit.USAGE
