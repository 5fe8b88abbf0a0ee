"""The order of the list, held against one that is worked out from nothing."""

import ipaddress
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.columns import Column
from launcher.services.listing import ServerListing
from launcher.services.rows import natural
from launcher.services.scopes import Everything, OfProfile

DAWN = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = {"prod": "Production", "stage": "staging", "other": "STAGING"}
FAVOURITES = {ServerKey("prod", "id-7"), ServerKey("prod", "id-3"), ServerKey("stage", "id-5")}
LINKS = {ServerKey("prod", "id-3"): 300.0, ServerKey("stage", "id-3"): 20.0, ServerKey("prod", "id-8"): 300.0}


def address_order(server: Server) -> tuple[int, int]:
    try:
        first = ipaddress.ip_address(server.addresses[0])
    except (IndexError, ValueError):
        return (9, 0)
    return (first.version, int(first))


KEYS: dict[Column, Callable[[Server], Any]] = {
    Column.NAME: lambda one: (natural(one.name), one.id),
    Column.STATUS: lambda one: (one.status.words, one.task_state),
    Column.ADDRESSES: address_order,
    Column.ZONE: lambda one: natural(one.zone),
    Column.PROFILE: lambda one: NAMES[one.profile_id].casefold(),
    Column.LINK: lambda one: -LINKS.get(one.key, 0.0),
    Column.POWER: lambda one: one.power,
    Column.FLAVOR: lambda one: natural(one.flavor),
    Column.IMAGE: lambda one: one.image,
    Column.KEY: lambda one: natural(one.key_name),
    Column.AGE: lambda one: -one.created.timestamp() if one.created else 0.0,
    Column.CREATED: lambda one: one.created.timestamp() if one.created else 0.0,
    Column.UPDATED: lambda one: one.updated.timestamp() if one.updated else 0.0,
    Column.ID: lambda one: one.id,
    Column.METADATA: lambda one: one.metadata,
    Column.TAGS: lambda one: one.tags,
    Column.LOCKED: lambda one: not one.locked,
    Column.FAVOURITE: lambda one: one.key not in FAVOURITES,
}


class Cloud:
    """Servers that come, change and leave as chance has it, and the listing that is told of it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same every time
        self.servers: dict[ServerKey, Server] = {}
        self.listing = ServerListing(NAMES.__getitem__, lambda: LINKS, lambda: FAVOURITES)

    def fill(self) -> None:
        self._tell([self._server() for _ in range(400)])

    def step(self) -> None:
        act = self.chance.choice((self._arrive, self._change, self._leave, self._change_in_place))
        act()

    def _arrive(self) -> None:
        self._tell([self._server() for _ in range(self.chance.randrange(30))])

    def _change(self) -> None:
        """Another name, and another of everything else."""
        self._tell([self._server(key) for key in self._some(6)])

    def _change_in_place(self) -> None:
        """Nothing that an order goes by."""
        self._tell([msgspec.structs.replace(self.servers[key], flavor="gone") for key in self._some(4)])

    def _leave(self) -> None:
        gone = self._some(5)
        for key in gone:
            del self.servers[key]
        self.listing.drop(gone)

    def _tell(self, servers: list[Server]) -> None:
        self.servers.update((one.key, one) for one in servers)
        self.listing.update(servers)

    def _some(self, most: int) -> list[ServerKey]:
        return self.chance.sample(
            sorted(self.servers), min(self.chance.randrange(most + 1), len(self.servers))
        )

    def _server(self, key: ServerKey | None = None) -> Server:
        pick, number = self.chance.choice, self.chance.randrange
        key = key or ServerKey(pick(tuple(NAMES)), f"id-{number(150)}")
        addresses = ("10.0.0.9", "10.0.0.10", "9.1.1.1", "2001:db8::9", "2001:db8::10", "none", "10.0.0", "")
        return Server(
            key.profile_id,
            key.server_id,
            f"{pick(('web', 'Web', 'db'))}-{number(12)}",
            pick(tuple(ServerStatus)),
            task_state=pick(("", "rebooting")),
            addresses=pick(((), (pick(addresses),), (pick(addresses), "10.0.0.1"))),
            zone=pick(("", "eu-2", "eu-10", "EU-2")),
            created=pick((None, DAWN + timedelta(hours=number(8)))),
            updated=pick((None, DAWN + timedelta(seconds=number(8)))),
            power=pick(("", "Running", "Shut down")),
            flavor=pick(("s3.2", "s3.10")),
            image=pick(("", "i1", "i2")),
            key_name=pick(("", "k1", "k10", "k9")),
            metadata=pick(((), (("env", "prod"),), (("env", "a"), ("x", "y")))),
            tags=pick(((), ("b",), ("a", "b"))),
            locked=pick((True, False)),
        )


@pytest.mark.parametrize("seed", range(8))
def test_whatever_comes_and_goes_every_column_is_in_order(seed: int) -> None:
    cloud = Cloud(seed)
    if seed % 2:
        cloud.fill()
    for _ in range(40):
        cloud.step()
        column, descending = cloud.chance.choice(tuple(Column)), cloud.chance.choice((True, False))
        profile = cloud.chance.choice((None, "prod"))
        cloud.listing.show_scope(OfProfile(profile) if profile else Everything())
        cloud.listing.sort(column, descending=descending)
        cloud.listing.refresh()
        shown = cloud.listing.visible
        expected = [one for one in cloud.servers.values() if profile in (None, one.profile_id)]
        assert sorted(one.key for one in shown) == sorted(one.key for one in expected)
        assert all(cloud.servers[one.key] == one for one in shown)
        by_name = sorted(shown, key=KEYS[Column.NAME], reverse=descending and column is Column.NAME)
        from_nothing = sorted(by_name, key=KEYS[column], reverse=descending)
        assert places(shown, column) == places(from_nothing, column), f"{column!r} {descending=}"


def places(servers: list[Server], column: Column) -> list[tuple[Any, Any]]:
    """Where each belongs. A server of two profiles has two rows, which may stand either way."""
    return [(KEYS[column](one), KEYS[Column.NAME](one)) for one in servers]


def test_a_link_that_ends_moves_its_server(monkeypatch: pytest.MonkeyPatch) -> None:
    cloud = Cloud(0)
    cloud.listing.update(
        [Server("prod", f"id-{number}", f"web-{number}", ServerStatus.ACTIVE) for number in range(9)]
    )
    cloud.listing.sort(Column.LINK)
    cloud.listing.refresh()
    assert [one.id for one in cloud.listing.visible[:3]] == ["id-3", "id-8", "id-0"]
    monkeypatch.delitem(LINKS, ServerKey("prod", "id-3"))
    cloud.listing.sort(Column.LINK)
    cloud.listing.refresh()
    assert [one.id for one in cloud.listing.visible[:3]] == ["id-8", "id-0", "id-1"]
