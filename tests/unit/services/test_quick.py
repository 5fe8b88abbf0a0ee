"""Quick connect: which servers a few letters mean, and in which order."""

import pytest

from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.quick import MOST, Mark, QuickSearch, sight_of

PROFILES = {"p": "production", "s": "staging"}


def server(name: str, number: int = 0, profile: str = "p", *addresses: str) -> Server:
    return Server(profile, f"{number:08x}-aaaa", name, ServerStatus.ACTIVE, addresses=addresses)


def fleet(*names: str) -> list[Server]:
    return [server(name, number) for number, name in enumerate(names)]


def names(search: QuickSearch, text: str) -> list[str]:
    return [one.server.name for one in search.find(text)]


def test_what_begins_so_comes_before_what_has_it_inside() -> None:
    search = QuickSearch(fleet("adweb", "k8s-web", "weber", "web", "w-e-b"), PROFILES)
    assert names(search, "WEB") == ["web", "weber", "k8s-web", "adweb", "w-e-b"]


def test_letters_that_stand_apart_find_a_name_the_fewer_others_the_better() -> None:
    search = QuickSearch(fleet("wonderful-obelisk", "web-prod-12", "web-stage-12"), PROFILES)
    assert names(search, "wbprd12") == ["web-prod-12"]
    assert names(search, "wb")[-1] == "wonderful-obelisk"


def test_each_word_is_to_be_found_wherever_it_stands() -> None:
    servers = [server("web-01", 1, "p"), server("web-01", 2, "s"), server("db-01", 3, "s")]
    search = QuickSearch(servers, PROFILES)
    assert [one.server.id for one in search.find("stag web")] == [servers[1].id]
    assert [one.profile_name for one in search.find("prd web")] == ["production"]
    assert not search.find("web nowhere")


def test_an_address_is_found_whole_before_one_that_only_begins_so() -> None:
    servers = [server("a", 1, "p", "10.0.0.12"), server("b", 2, "p", "192.168.7.1", "10.0.0.1")]
    search = QuickSearch(servers, PROFILES)
    assert names(search, "10.0.0.1") == ["b", "a"]
    assert names(search, "168.7") == ["b"]


def test_an_address_of_version_6_is_found() -> None:
    search = QuickSearch([server("a", 1, "p", "2001:db8::17"), server("db", 2)], PROFILES)
    assert names(search, "2001:DB8::17") == ["a"]
    assert names(search, "db") == ["db"]


def test_an_id_is_found_by_its_beginning() -> None:
    search = QuickSearch([server("a", 0xFEDCBA98), server("b", 0x1FEDCBA9)], PROFILES)
    assert names(search, "fedc") == ["a"]
    assert names(search, "1FEDCBA9-aaaa") == ["b"]


def test_a_slip_of_the_finger_finds_what_nothing_else_was_meant_by() -> None:
    search = QuickSearch(fleet("database", "gateway"), PROFILES)
    assert names(search, "gatewya") == ["gateway"]
    assert not names(search, "xyzxyz")


def test_favourites_and_recent_ones_come_first_but_not_before_a_full_name() -> None:
    servers = fleet("web-1", "web-2", "web-3", "web")
    search = QuickSearch(servers, PROFILES, [servers[2].key], [servers[1].key, servers[2].key])
    found = search.find("web-")
    assert [one.server.name for one in found] == ["web-2", "web-3", "web-1"]
    assert [one.mark for one in found] == [Mark.RECENT, Mark.FAVOURITE, Mark.NONE]
    assert names(search, "web") == ["web", "web-2", "web-3", "web-1"]


def test_without_letters_the_favourites_are_there_and_then_the_recent_ones() -> None:
    servers = fleet("a", "b", "c", "d")
    gone = ServerKey("p", "gone")
    search = QuickSearch(servers, PROFILES, [servers[3].key, gone], [servers[1].key, servers[3].key])
    assert names(search, "  ") == ["d", "b"]
    assert names(QuickSearch(servers, PROFILES), "") == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "text", ["web-prod-7", "10.0.7.1", "prd web 1", "0000007", "wp7 st", "we b7 x", "aab"]
)
def test_typing_on_finds_what_a_fresh_search_finds(text: str) -> None:
    servers = [
        server(f"{kind}-{place}-{number}", number, "ps"[number % 2], f"10.0.{number}.1")
        for kind in ("web", "db")
        for place in ("prod", "stage")
        for number in range(30)
    ]
    typed = QuickSearch(servers, PROFILES)
    for length in range(len(text) + 1):
        fresh = QuickSearch(servers, PROFILES)
        assert typed.find(text[:length]) == fresh.find(text[:length])


def test_no_more_are_found_than_anybody_reads() -> None:
    search = QuickSearch(fleet(*(f"web-{number}" for number in range(500))), PROFILES)
    assert len(search.find("web")) == len(search.find("")) == MOST


def test_servers_of_a_profile_that_is_gone_are_not_found() -> None:
    assert not QuickSearch([server("web", 1, "gone")], PROFILES).find("web")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("web", ["web"]),
        ("wbp", ["w", "b", "p"]),
        ("10.0.0.2", ["10.0.0.2"]),
        ("0000002a", ["0000002a"]),
        ("stag we", ["we", "stag"]),
        ("stng", ["st", "ng"]),
    ],
)
def test_the_letters_that_were_typed_are_marked_where_they_were_found(text: str, marked: list[str]) -> None:
    search = QuickSearch([server("web-proxy", 0x2A, "s", "10.0.0.1", "10.0.0.2")], PROFILES)
    (found,) = search.find(text)
    shown = [part.text[first:end] for part in sight_of(found, text) for first, end in part.spans]
    assert shown == marked


def test_a_name_whose_capitals_are_longer_is_found_and_not_marked_wrongly() -> None:
    (found,) = QuickSearch([server("Straße-1")], PROFILES).find("strasse")
    assert sight_of(found, "strasse").name == ("Straße-1", ())
