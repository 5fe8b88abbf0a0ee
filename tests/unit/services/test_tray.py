from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.listing import ServerListing
from launcher.services.tray import MOST_SERVERS, RECENT, Marks, TrayServer, tray_contents

PROD = Profile(id="prod", name="production", production=True)
LAB = Profile(id="lab", name="lab")


def server(profile: str, number: int, name: str, *addresses: str) -> Server:
    return Server(profile, f"id-{number}", name, ServerStatus.ACTIVE, addresses=addresses)


def listing(*servers: Server) -> ServerListing:
    one = ServerListing(lambda profile_id: profile_id, dict)
    one.update(servers)
    return one


def names(entries: tuple[TrayServer, ...]) -> list[str]:
    return [entry.name for entry in entries]


def test_servers_of_several_profiles_name_theirs_and_whether_it_is_production() -> None:
    web, spare = server("prod", 1, "web-01"), server("lab", 2, "spare")
    found = tray_contents(
        [PROD, LAB], listing(web, spare), Marks([web.key, spare.key], [spare.key], [web.key])
    )
    assert [(one.name, one.profile, one.production) for one in found.favourites] == [
        ("web-01", "production", True),
        ("spare", "lab", False),
    ]
    assert names(found.recent) == ["spare"]
    assert names(found.links) == ["web-01"]
    assert [(one.name, one.production, names(one.servers)) for one in found.profiles] == [
        ("production", True, ["web-01"]),
        ("lab", False, ["spare"]),
    ]


def test_one_profile_alone_need_not_be_named_beside_its_servers() -> None:
    web = server("prod", 1, "web-01")
    (entry,) = tray_contents([PROD], listing(web), Marks([web.key])).favourites
    assert entry.profile == ""
    assert entry.production


def test_servers_with_one_name_are_told_apart_by_address_or_id() -> None:
    twins = [server("lab", 1, "web", "10.0.0.1"), server("lab", 2, "web"), server("lab", 3, "db")]
    (lab,) = tray_contents([LAB], listing(*twins), Marks()).profiles
    assert [(one.name, one.place) for one in lab.servers] == [
        ("db", ""),
        ("web", "10.0.0.1"),
        ("web", "id-2"),
    ]


def test_a_large_profile_has_no_entry_for_each_server() -> None:
    fleet = [server("lab", number, f"web-{number}") for number in range(MOST_SERVERS + 1)]
    (lab,) = tray_contents([LAB], listing(*fleet), Marks()).profiles
    assert lab.count == MOST_SERVERS + 1
    assert lab.servers == ()
    (lab,) = tray_contents([LAB], listing(*fleet[1:]), Marks()).profiles
    assert len(lab.servers) == MOST_SERVERS


def test_a_server_that_no_list_has_told_of_is_there_by_the_name_it_had() -> None:
    keys = [ServerKey("lab", "1"), ServerKey("lab", "2"), ServerKey("gone", "1")]
    called = {keys[0]: "web-01", keys[2]: "of a profile that was removed"}
    found = tray_contents([LAB], listing(), Marks(keys, keys), lambda key: called.get(key, ""))
    assert names(found.favourites) == ["web-01"]
    assert names(found.recent) == ["web-01"]


def test_ten_servers_were_opened_last() -> None:
    fleet = [server("lab", number, f"web-{number}") for number in range(RECENT + 5)]
    found = tray_contents([LAB], listing(*fleet), Marks(recent=[one.key for one in fleet]))
    assert names(found.recent) == [f"web-{number}" for number in range(RECENT)]
