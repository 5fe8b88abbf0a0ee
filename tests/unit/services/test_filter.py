"""The filter's language, as an operator types it."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from launcher.model.server import Server, ServerStatus
from launcher.services.columns import Column
from launcher.services.listing import ServerListing

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

FLEET = (
    Server(
        "prod",
        "a1b2",
        "web-1",
        ServerStatus.ACTIVE,
        addresses=("10.0.0.1", "2001:db8::1"),
        zone="eu-de-01",
        created=NOW - timedelta(hours=5),
        power="Running",
        flavor="s3.medium.1",
        image="cafe",
        key_name="Ops",
        metadata=(("env", "prod"), ("team", "shop floor")),
        tags=("blue", "web"),
    ),
    Server(
        "prod",
        "c3d4",
        "db one",
        ServerStatus.ERROR,
        addresses=("110.0.0.1",),
        zone="eu-de-02",
        created=NOW - timedelta(days=3),
        power="Shut down",
        flavor="c4.large",
        locked=True,
        metadata=(("backup", "env"),),
    ),
    Server("stage", "e5f6", "Straße", ServerStatus.SHUTOFF, "powering-on", addresses=("fd00::5",)),
)


def made() -> ServerListing:
    names = {"prod": "Production", "stage": "Staging"}
    listing = ServerListing(names.__getitem__, dict, lambda: {FLEET[0].key}, tuple, lambda: {FLEET[1].key})
    listing.update(FLEET)
    return listing


def found(text: str) -> list[str]:
    listing = made()
    assert listing.filter(text) == ""
    listing.refresh(NOW)
    return [server.name for server in listing.visible]


EVERYONE = ["db one", "Straße", "web-1"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("status:error", ["db one"]),
        ("status:ERR", ["db one"]),
        ('status:"shut off"', ["Straße"]),
        ("status:shutoff", ["Straße"]),
        ("task:powering", ["Straße"]),
        ('task:"powering on"', ["Straße"]),
        ("ip:10.0.", ["web-1"]),
        ("ip:2001:db8", ["web-1"]),
        ("profile:prod", ["db one", "web-1"]),
        ("zone:eu-de-01", ["web-1"]),
        ("flavor:s3", ["web-1"]),
        ("tag:web", ["web-1"]),
        ("image:cafe", ["web-1"]),
        ("key:ops", ["web-1"]),
        ("id:c3", ["db one"]),
        ("name:web", ["web-1"]),
        ('name:"b o"', ["db one"]),
        ("name:STRASSE", ["Straße"]),
        ("power:running", ["web-1"]),
        ("locked:yes", ["db one"]),
        ("locked:no", ["Straße", "web-1"]),
        ("fav:yes", ["web-1"]),
        ("watched:yes", ["db one"]),
        ("-watched:yes", ["Straße", "web-1"]),
        ("favourite:no", ["db one", "Straße"]),
        ("-fav:y", ["db one", "Straße"]),
        ("meta:env=prod", ["web-1"]),
        ("meta:env", ["db one", "web-1"]),
        ("meta:nv=prod", []),
        ('meta:"team=shop f"', ["web-1"]),
        ("age:<6h", ["web-1"]),
        ("age:>2d", ["db one"]),
        ("age:<1w", ["db one", "web-1"]),
        ("-age:<2d", ["db one", "Straße"]),
        ("-web", ["db one", "Straße"]),
        ("-status:error", ["Straße", "web-1"]),
        ('-"db one"', ["Straße", "web-1"]),
        ('"db one"', ["db one"]),
        ('"one db"', []),
        ("one db", ["db one"]),
        ("profile:prod -status:error eu", ["web-1"]),
        ("fd00::5", ["Straße"]),
        ("2001:db8", ["web-1"]),
        ("beef:", []),
        ("s3.medium", ["web-1"]),
        ("env=prod", ["web-1"]),
        ("ops", ["web-1"]),
        ("Status:Error", ["db one"]),
    ],
)
def test_it_finds(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize("text", ["", "  ", "-", "status:", "-tag:", '""', "age:"])
def test_what_is_still_being_typed_hides_nothing(text: str) -> None:
    assert found(text) == EVERYONE


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("colour:red", "No field is called “colour”"),
        ("web -colour:", "No field is called “colour”"),
        ("age:2d", "age takes a time: age:<2d or age:>3h"),
        ("age:<2", "age takes a time: age:<2d or age:>3h"),
        ("age:<soon", "age takes a time: age:<2d or age:>3h"),
        ("locked:perhaps", "locked takes yes or no"),
        ("favourite:perhaps", "fav takes yes or no"),
        ('web "two wo', "The quotation mark is not closed"),
        ('name:"two wo', "The quotation mark is not closed"),
    ],
)
def test_what_is_wrong_is_said_and_not_looked_for(text: str, problem: str) -> None:
    listing = made()
    assert listing.filter(text) == problem
    listing.refresh(NOW)
    names = [server.name for server in listing.visible]
    assert names == (["web-1"] if text.startswith("web") else EVERYONE)


def test_a_quoted_colon_is_no_field() -> None:
    assert found('"colour:red"') == []


def test_an_age_beyond_all_times_is_an_age() -> None:
    assert found("age:<999999y") == ["db one", "web-1"]


def test_it_says_what_to_highlight_and_where() -> None:
    listing = made()
    listing.filter("Web -db zone:eu -tag:x")
    assert listing.marks[Column.NAME] == ("web",)
    assert listing.marks[Column.ZONE] == ("web", "eu")
    assert listing.marks[Column.TAGS] == ("web",)
    assert Column.LINK not in listing.marks


WORDS = (
    "w",
    "we",
    "web",
    "db",
    "o",
    "one",
    "-w",
    "-web",
    "-o",
    "eu",
    "-eu",
    "err",
    "status:error",
    "-tag:x",
    "q",
)


def test_what_is_typed_letter_by_letter_finds_what_is_typed_at_once() -> None:
    chance = random.Random(7)  # noqa: S311 - the same texts each time
    listing = made()
    for _ in range(400):
        text = " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))
        for end in (*range(1, len(text) + 1), *range(len(text) - 1, 0, -3)):
            listing.filter(text[:end])
            listing.refresh(NOW)
            among_all = made()
            among_all.filter(text[:end])
            among_all.refresh(NOW)
            assert list(listing.visible) == list(among_all.visible), text[:end]


def test_what_came_meanwhile_is_found_though_the_text_only_grew() -> None:
    listing = made()
    listing.filter("fresh")
    listing.refresh(NOW)
    assert not listing.visible
    listing.update([Server("prod", "a9", "fresh-1", ServerStatus.ACTIVE)])
    listing.filter("fresh-")
    listing.refresh(NOW)
    assert [one.name for one in listing.visible] == ["fresh-1"]
