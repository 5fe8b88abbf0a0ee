import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from launcher.model.profile import Profile
from launcher.model.server import Server, ServerStatus
from launcher.storage import paths
from launcher.storage.list_cache import CachedList, ListCache

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PROD = Profile(
    id="prod-id",
    name="production",
    auth={"auth_url": "https://cloud.example/v3", "username": "ada", "project_name": "shop"},
    region_name="eu-de",
)


def servers(count: int) -> tuple[Server, ...]:
    return tuple(
        Server(
            "prod-id",
            str(UUID(int=number)),
            f"web-{number}",
            ServerStatus.SHUTOFF if number % 5 else ServerStatus.ACTIVE,
            "powering-on",
            (f"10.0.{number // 250}.{number % 250}", "fd00::7", "80.158.1.2"),
            "eu-de-01",
            NOON - timedelta(days=number),
            NOON,
            "Running",
            "s3.large",
            "06e4b04b",
            "ada",
            (("env", "prod"), ("owner", "web")),
            ("blue", "web"),
            bool(number % 2),
        )
        for number in range(count)
    )


LIST = CachedList(servers(3), NOON)


def the_file():
    (path,) = paths.lists_dir().iterdir()
    return path


def test_the_last_list_comes_back_whole_with_its_age():
    ListCache().write(PROD, LIST)
    assert ListCache().read(PROD) == LIST
    assert paths.lists_dir().is_relative_to(paths.cache_dir())


def test_it_is_the_owners_alone():
    ListCache().write(PROD, LIST)
    assert the_file().stat().st_mode & 0o777 == 0o600
    assert paths.lists_dir().stat().st_mode & 0o777 == 0o700


def test_the_file_does_not_say_who_logs_in_where():
    ListCache().write(PROD, LIST)
    data = the_file().read_bytes()
    for word in (b"ada@", b"cloud.example", b"shop", b"auth_url"):
        assert word not in data


def test_where_there_is_none_there_is_none_and_nothing_is_made():
    assert ListCache().read(PROD) is None
    assert not paths.cache_dir().exists()


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"auth": PROD.auth | {"project_name": "bank"}},
        {"auth": PROD.auth | {"auth_url": "https://other.example/v3"}},
        {"auth": PROD.auth | {"username": "bob"}},
        {"region_name": "eu-nl"},
        {"compute_endpoint_override": "https://nova.example"},
    ],
)
def test_a_profile_that_leads_elsewhere_never_shows_the_old_projects_servers(elsewhere):
    ListCache().write(PROD, LIST)
    assert ListCache().read(msgspec.structs.replace(PROD, **elsewhere)) is None
    assert ListCache().read(PROD) is None, "the other project's list is gone for good"


def test_a_new_name_and_a_new_console_order_change_nothing():
    ListCache().write(PROD, LIST)
    assert ListCache().read(msgspec.structs.replace(PROD, name="Shop", link_lifetime=60)) == LIST


def changed(**fields):
    kept = msgspec.msgpack.decode(the_file().read_bytes())
    the_file().write_bytes(msgspec.msgpack.encode(kept | fields))


def break_off():
    the_file().write_bytes(the_file().read_bytes()[:-20])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: the_file().write_bytes(b""),
        lambda: the_file().write_bytes(b"\xff not a list"),
        break_off,
        lambda: changed(version=0),
        lambda: changed(fields=["profile_id", "id", "name"]),
        lambda: changed(rows=[["prod-id", 17, "web-0", "ACTIVE"]]),
        lambda: changed(complete_at="yesterday"),
    ],
)
def test_a_broken_or_older_file_is_ignored_and_replaced(spoil):
    ListCache().write(PROD, LIST)
    spoil()
    assert ListCache().read(PROD) is None
    assert list(paths.lists_dir().iterdir()) == []
    ListCache().write(PROD, LIST)
    assert ListCache().read(PROD) == LIST


def test_a_removed_list_is_gone_and_removing_none_is_no_harm():
    cache = ListCache()
    cache.remove("prod-id")
    cache.write(PROD, LIST)
    cache.remove("prod-id")
    assert cache.read(PROD) is None


def test_a_list_nobody_wants_any_more_is_not_written():
    cache = ListCache()
    cache.write(PROD, LIST, go_on=lambda: False)
    assert not paths.lists_dir().exists()


def test_a_removal_while_the_list_is_being_written_wins():
    cache = ListCache()
    removal = threading.Thread(target=cache.remove, args=("prod-id",))

    def go_on() -> bool:
        removal.start()
        return True

    cache.write(PROD, LIST, go_on)
    removal.join()
    assert cache.read(PROD) is None


def test_lists_of_profiles_that_are_no_longer_there_go():
    cache, other = ListCache(), msgspec.structs.replace(PROD, id="old")
    cache.write(PROD, LIST)
    cache.write(other, CachedList((), NOON))
    cache.keep_only(["prod-id"])
    assert cache.read(other) is None
    assert cache.read(PROD) == LIST


def test_an_id_that_is_a_path_stays_in_the_folder(tmp_path):
    cache = ListCache(tmp_path / "deep" / "er" / "lists")
    cache.write(msgspec.structs.replace(PROD, id="../../elsewhere"), CachedList((), NOON))
    (path,) = (tmp_path / "deep").rglob("*.msgpack")
    assert path.parent == cache.directory


def test_a_disk_that_refuses_stops_nothing(tmp_path, caplog):
    in_the_way = tmp_path / "lists"
    in_the_way.write_text("a file")
    cache = ListCache(in_the_way)
    cache.write(PROD, LIST)
    assert cache.read(PROD) is None
    cache.remove("prod-id")
    cache.keep_only([])
    assert "could not be kept" in caplog.text
