import logging
from datetime import UTC, datetime, timedelta

import pytest

from launcher.model.profile import Profile
from launcher.model.server import ServerKey
from launcher.services.history import LIMIT, History
from launcher.services.profiles import ProfileBook
from launcher.storage import paths
from launcher.storage.history import HistoryFile
from launcher.storage.profiles import ProfileFile
from launcher.storage.secrets import Secrets

WEB, DB, DEMO = ServerKey("prod", "1"), ServerKey("stage", "1"), ServerKey("demo", "1")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def after(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


def loaded(file: HistoryFile | None = None) -> History:
    book = ProfileBook(ProfileFile(), Secrets())
    book.add_guest(Profile(id="demo", name="demo"), "s3cret")
    history = History(file or HistoryFile(), book)
    history.load()
    return history


def test_the_server_opened_last_comes_first_each_once() -> None:
    history = loaded()
    for seconds, key in enumerate((WEB, DB, WEB)):
        history.opened(key, after(seconds))
    assert history.recent == (WEB, DB)
    history.store()
    assert loaded().recent == (WEB, DB)
    assert paths.history_file().stat().st_mode & 0o777 == 0o600


def test_fifty_servers_are_remembered() -> None:
    history = loaded()
    keys = [ServerKey("prod", str(number)) for number in range(LIMIT + 5)]
    for seconds, key in enumerate(keys):
        history.opened(key, after(seconds))
    assert history.recent == tuple(reversed(keys[5:]))
    history.store()
    assert len(loaded().recent) == LIMIT == 50


def test_a_guests_servers_are_never_written() -> None:
    history = loaded()
    history.opened(WEB, NOW)
    history.opened(DEMO, after(1))
    history.store()
    assert history.recent == (DEMO, WEB)
    assert loaded().recent == (WEB,)
    assert "demo" not in paths.history_file().read_text()


def test_what_was_opened_before_the_file_was_read_stays() -> None:
    before = loaded()
    before.opened(WEB, NOW)
    before.opened(DB, after(1))
    before.store()
    book = ProfileBook(ProfileFile(), Secrets())
    history = History(HistoryFile(), book)
    history.opened(WEB, after(2))
    history.load()
    assert history.recent == (WEB, DB)


def test_earlier_runs_are_not_forgotten_where_nobody_read_the_file() -> None:
    before = loaded()
    before.opened(WEB, NOW)
    before.store()
    history = History(HistoryFile(), ProfileBook(ProfileFile(), Secrets()))
    history.opened(DB, after(1))
    history.store()
    assert loaded().recent == (DB, WEB)


def test_with_guests_alone_nothing_is_written() -> None:
    history = loaded()
    history.opened(DEMO, NOW)
    history.store()
    assert not paths.history_file().exists()


def test_a_removed_profiles_servers_are_forgotten() -> None:
    history = loaded()
    history.opened(WEB, NOW)
    history.opened(DB, NOW)
    history.forget_profile("prod")
    assert history.recent == (DB,)


def test_a_moment_without_a_time_zone_is_this_machines(tmp_path) -> None:
    path = tmp_path / "history.json"
    path.write_text('[{"profile": "prod", "server": "1", "at": "2026-11-24T12:00:00"}]')
    history = loaded(HistoryFile(path))
    history.opened(DB, NOW)
    assert set(history.recent) == {WEB, DB}


@pytest.mark.parametrize("broken", ["", "{}", '[{"profile": 1}]', "\udcff"])
def test_a_broken_file_is_an_empty_history(tmp_path, broken: str, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "history.json"
    path.write_bytes(broken.encode(errors="surrogateescape"))
    history = loaded(HistoryFile(path))
    assert history.recent == ()
    assert "could not be understood" in caplog.text
    assert path.with_name("history.json.broken").exists()
    history.opened(WEB, NOW)
    history.store()
    assert loaded(HistoryFile(path)).recent == (WEB,)


def test_a_file_that_cannot_be_read_is_not_overwritten(tmp_path) -> None:
    path = tmp_path / "history.json"
    path.symlink_to(path)  # not even root can read that
    history = loaded(HistoryFile(path))
    history.opened(WEB, NOW)
    history.store()
    assert loaded(HistoryFile(path)).recent == (WEB,)
    assert path.with_name("history.json.broken").is_symlink(), "what was there"


def test_neither_reading_nor_writing_ever_stops_the_program(
    tmp_path, caplog: pytest.LogCaptureFixture
) -> None:
    history = loaded(HistoryFile(tmp_path))
    history.opened(WEB, NOW)
    history.store()
    assert history.recent == (WEB,)
    assert [record.message for record in caplog.records if record.levelno == logging.WARNING] == [
        "the history of consoles could not be read",
        "the history of consoles could not be written",
    ]
