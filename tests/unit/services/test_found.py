"""What is found by words that grow and shrink, counted in the rows that are looked at."""

from launcher.model.server import Server, ServerStatus
from launcher.services.filter import read_filter
from launcher.services.found import Found
from launcher.services.rows import Row, row_of


def rows(*names: str) -> list[Row]:
    return [row_of(Server("prod", f"id-{name}", name, ServerStatus.ACTIVE), "prod") for name in names]


def names(found: list[Row]) -> list[str]:
    return [row.server.name for row in found]


def test_a_letter_taken_back_finds_the_very_list_of_before() -> None:
    found, every = Found(), rows("web-1", "web-2", "db-1")
    web = found.rows(every, read_filter("web"))
    assert names(found.rows(every, read_filter("web-2"))) == ["web-2"]
    assert found.rows(every, read_filter("web")) is web
    assert found.rows(every, read_filter("")) is every


def test_a_field_is_no_reason_to_look_for_the_words_again() -> None:
    found, every = Found(), rows("web-1", "db-1")
    web = found.rows(every, read_filter("web"))
    assert found.rows(every, read_filter("web status:active")) is web


def test_other_rows_are_looked_at_anew() -> None:
    found = Found()
    found.rows(rows("web-1"), read_filter("web"))
    assert names(found.rows(rows("web-3", "db"), read_filter("web"))) == ["web-3"]


def test_less_unwanted_is_more_found() -> None:
    found, every = Found(), rows("web-1", "wet", "db")
    assert names(found.rows(every, read_filter("-we"))) == ["db"]
    assert names(found.rows(every, read_filter("-web"))) == ["wet", "db"]
