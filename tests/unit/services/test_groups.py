import pytest

from launcher.model.server import Server, ServerStatus
from launcher.services.groups import Group, Grouping, GroupKind, count_groups, metadata_keys

FLEET = (
    Server("b", "1", "web-1", ServerStatus.ACTIVE, zone="de-10", tags=("blue", "web")),
    Server(
        "b", "2", "web-2", ServerStatus.SHUTOFF, zone="de-2", metadata=(("env", "prod"), ("team", "shop"))
    ),
    Server("a", "3", "db-1", ServerStatus.ACTIVE, zone="de-2", metadata=(("env", "stage"),), tags=("web",)),
    Server("a", "4", "db-2", ServerStatus.ACTIVE, metadata=(("Backup", "no"),)),
)

NAMES = {"a": "Stage", "b": "Prod"}


@pytest.mark.parametrize(
    ("grouping", "groups"),
    [
        (Grouping(GroupKind.PROFILE), [Group("b", "Prod", 2), Group("a", "Stage", 2)]),
        (
            Grouping(GroupKind.ZONE),
            [Group("de-2", "de-2", 2), Group("de-10", "de-10", 1), Group("", "", 1)],
        ),
        (
            Grouping(GroupKind.STATUS),
            [Group("ACTIVE", "Active", 3), Group("SHUTOFF", "Shut off", 1)],
        ),
        (
            Grouping(GroupKind.TAG),
            [Group("blue", "blue", 1), Group("web", "web", 2), Group("", "", 2)],
        ),
        (
            Grouping(GroupKind.METADATA, "env"),
            [Group("prod", "prod", 1), Group("stage", "stage", 1), Group("", "", 2)],
        ),
        (Grouping(GroupKind.METADATA, "nobody's"), [Group("", "", 4)]),
    ],
)
def test_servers_are_counted_by_what_they_have_in_common(grouping: Grouping, groups: list[Group]) -> None:
    assert list(count_groups(FLEET, grouping, NAMES.__getitem__)) == groups


def test_no_servers_have_no_groups() -> None:
    assert count_groups((), Grouping(GroupKind.ZONE), str) == ()


def test_every_key_of_the_metadata_is_known_once() -> None:
    assert metadata_keys(FLEET) == ("Backup", "env", "team")
