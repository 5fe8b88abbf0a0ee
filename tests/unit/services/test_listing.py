from datetime import UTC, datetime, timedelta

from launcher.model.server import Server, ServerKey, ServerStatus
from launcher.services.columns import Column
from launcher.services.listing import ServerListing
from launcher.services.rows import natural
from launcher.services.scopes import Everything, OfProfile

HOUR = timedelta(hours=1)


def server(name: str, *, profile: str = "prod", **more: object) -> Server:
    return Server(profile, more.pop("id", name), name, more.pop("status", ServerStatus.ACTIVE), **more)  # type: ignore[arg-type]


def listing(*servers: Server) -> ServerListing:
    links = {ServerKey("stage", "db-1"): 300.0, ServerKey("prod", "web-2"): 20.0}
    made = ServerListing(str.upper, lambda: links)
    made.update(servers)
    made.refresh()
    return made


FLEET = (
    server("web-10", addresses=("10.0.0.10", "2001:db8::10"), zone="eu-de-02"),
    server("web-2", addresses=("10.0.0.9",), zone="eu-de-01", status=ServerStatus.SHUTOFF),
    server("db-1", addresses=("9.0.0.1",), zone="eu-de-01", profile="stage", task_state="rebooting"),
    server("Alpha", status=ServerStatus.ERROR),
)


def names(made: ServerListing) -> list[str]:
    return [one.name for one in made.visible]


def test_names_sort_as_people_count() -> None:
    assert names(listing(*FLEET)) == ["Alpha", "db-1", "web-2", "web-10"]
    assert natural("Web-2") < natural("web-10")


def test_words_match_any_column_all_of_them() -> None:
    made = listing(*FLEET)
    found = {}
    for text in (
        "web",
        "SHUT",
        "eu-de-01 10.0",
        "stage",
        "STAGE reboot",
        "2001:db8",
        "shutoff",
        "nothing",
        " ",
    ):
        made.filter(text)
        made.refresh()
        found[text] = names(made)
    assert found == {
        "web": ["web-2", "web-10"],
        "SHUT": ["web-2"],
        "eu-de-01 10.0": ["web-2"],
        "stage": ["db-1"],
        "STAGE reboot": ["db-1"],
        "2001:db8": ["web-10"],
        "shutoff": ["web-2"],
        "nothing": [],
        " ": ["Alpha", "db-1", "web-2", "web-10"],
    }


def test_each_column_sorts_by_its_meaning() -> None:
    made = listing(*FLEET)
    orders = {}
    for column in Column:
        made.sort(column)
        made.refresh()
        orders[column] = names(made)
    assert orders[Column.ADDRESSES] == ["db-1", "web-2", "web-10", "Alpha"]
    assert orders[Column.STATUS] == ["web-10", "db-1", "Alpha", "web-2"]
    assert orders[Column.ZONE] == ["Alpha", "db-1", "web-2", "web-10"]
    assert orders[Column.PROFILE] == ["Alpha", "web-2", "web-10", "db-1"]
    assert orders[Column.LINK] == ["db-1", "web-2", "Alpha", "web-10"]
    made.sort(Column.NAME, descending=True)
    made.refresh()
    assert names(made) == ["web-10", "web-2", "db-1", "Alpha"]


def test_further_columns_sort_by_their_meaning() -> None:
    dawn = datetime(2026, 1, 1, tzinfo=UTC)
    made = listing(
        server("a", created=dawn, updated=dawn + HOUR, flavor="s3.10", locked=True, tags=("b",)),
        server(
            "b", created=dawn + HOUR, updated=dawn, flavor="s3.2", key_name="k", addresses=("2001:db8::1",)
        ),
        server("c", power="Running", metadata=(("env", "prod"),), addresses=("not an address",)),
    )
    orders = {}
    for column in Column:
        made.sort(column)
        made.refresh()
        orders[column] = "".join(names(made))
    assert orders[Column.AGE] == "bac"
    assert orders[Column.CREATED] == "cab"
    assert orders[Column.UPDATED] == "cba"
    assert orders[Column.FLAVOR] == "cba"
    assert orders[Column.LOCKED] == "abc"
    assert orders[Column.KEY] == "acb"
    assert orders[Column.TAGS] == "bca"
    assert orders[Column.ADDRESSES] == "bac"


def test_one_profile_at_a_time() -> None:
    made = listing(*FLEET)
    made.show_scope(OfProfile("stage"))
    made.refresh()
    assert names(made) == ["db-1"]
    assert len(made) == 1
    made.show_scope(Everything())
    made.refresh()
    assert len(made) == 4


def test_changed_servers_take_the_place_of_the_old() -> None:
    made = listing(*FLEET)
    made.update([server("web-3", id="web-2")])
    made.drop([FLEET[3].key])
    made.refresh()
    assert names(made) == ["db-1", "web-3", "web-10"]
    assert made.server(FLEET[3].key) is None
    assert made.ids("stage") == {FLEET[2].id}


def test_namesakes_keep_their_order() -> None:
    twins = [server("twin", id=str(number)) for number in (3, 1, 2)]
    made = listing(*twins)
    made.sort(Column.STATUS)
    made.refresh()
    assert [one.id for one in made.visible] == ["1", "2", "3"]
