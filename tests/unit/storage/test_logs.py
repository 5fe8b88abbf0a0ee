"""The log as it lies on the disk."""

import http.client
import http.server
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from launcher.storage import logs, paths

TOKEN = "5d8c4a0e-7d3b-4c55-9a53-0f5d1e9b6c11"


@pytest.fixture(autouse=True)
def own_root() -> Iterator[None]:
    """Give the root logger back as it was."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    for handler in handlers:
        root.removeHandler(handler)
    yield
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.filters.clear()
        handler.close()
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(level)


def text(path: Path | None) -> str:
    assert path is not None
    for handler in logging.getLogger().handlers:
        handler.flush()
    return path.read_text(encoding="utf-8")


def test_warnings_go_to_a_file_of_the_owner_alone():
    path = logs.start_logging()
    assert path == paths.log_dir() / "porthole.log"
    logging.getLogger("launcher.cloud").warning("the cloud is slow: %s", "eu-de")
    logging.getLogger("launcher.cloud").info("not of interest")
    assert "WARNING launcher.cloud: the cloud is slow: eu-de" in text(path)
    assert "not of interest" not in text(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_was_readable_to_all_no_longer_is():
    path = paths.log_dir() / "porthole.log"
    path.parent.mkdir(parents=True)
    path.touch(0o644)
    path.chmod(0o644)
    logs.start_logging()
    assert path.stat().st_mode & 0o777 == 0o600


def open_console(words: str) -> None:
    raise ValueError(words)


def test_no_secret_reaches_the_file():
    path = logs.start_logging(debug=True)
    log = logging.getLogger("someone.else")
    log.debug("headers %s", {"X-Auth-Token": TOKEN})
    log.info("password=%(password)s", {"password": "hunter2"})
    log.warning(f"opened https://c.example/vnc.html?token={TOKEN}")  # noqa: G004 - others do so
    try:
        open_console(f"X-Subject-Token: {TOKEN}")
    except ValueError:
        log.exception("it broke", stack_info=True)
    written = text(path)
    assert written.count("[hidden]") >= 4
    assert "Traceback" in written
    assert "it broke" in written
    assert TOKEN not in written
    assert "hunter2" not in written


def test_what_urllib3_says_of_a_console_is_cleaned_too():
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(http.client.NO_CONTENT)
            self.end_headers()

        def log_message(self, *_values: object) -> None:
            pass

    path = logs.start_logging(debug=True)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        url = f"http://127.0.0.1:{server.server_port}/vnc_auto.html?path=%3Ftoken%3D{TOKEN}"
        requests.get(url, headers={"X-Auth-Token": TOKEN}, timeout=10).close()
        server.shutdown()
    assert "DEBUG urllib3.connectionpool" in text(path)
    assert "/vnc_auto.html?[hidden]" in text(path)
    assert TOKEN not in text(path)


def test_handlers_that_were_there_before_are_cleaned_too(capsys):
    handler = logging.StreamHandler()
    logging.getLogger().addHandler(handler)
    logs.start_logging()
    logging.getLogger("x").warning("token=%s", TOKEN)
    assert "token=[hidden]" in capsys.readouterr().err


def test_starting_again_does_not_write_twice():
    logs.start_logging()
    path = logs.start_logging()
    logging.getLogger("x").warning("once")
    assert text(path).count("once") == 1


def test_long_details_are_cut_and_errors_are_not():
    path = logs.start_logging(debug=True)
    log = logging.getLogger("keystoneauth.identity.v3.base")
    log.debug('{"token": {"methods": ["password"], "catalog": [%s]}}', '{"type": "compute"}, ' * 500)
    log.warning("it said %s", "no " * 500)
    try:
        open_console("why " * 500)
    except ValueError:
        log.debug("it broke", exc_info=True)
    body, warning, *broken = text(path).splitlines()
    assert '"methods": ["password"]' in body
    assert len(body) < 500
    assert warning.endswith("no " * 500)
    assert broken[-1] == f"ValueError: {'why ' * 500}"


def test_the_log_stays_small():
    path = logs.start_logging()
    log = logging.getLogger("x")
    for _ in range(26):
        log.warning("x" * 50_000)
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["porthole.log", "porthole.log.1", "porthole.log.2"]
    assert all(file.stat().st_size <= 512 * 1024 for file in files)
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in files)


def test_without_a_place_for_the_file_warnings_still_show(own_directories, capsys):
    (own_directories / "state").write_text("in the way")
    assert logs.start_logging() is None
    logging.getLogger("x").warning("token=%s", TOKEN)
    assert "WARNING x: token=[hidden]" in capsys.readouterr().err


def test_without_a_place_for_the_file_a_line_shows_once(own_directories, capsys):
    (own_directories / "state").write_text("in the way")
    logs.start_logging(debug=True)  # as the command line does
    logs.start_logging(debug=True)  # as the window does
    logging.getLogger("x").debug("of interest")
    assert capsys.readouterr().err.count("of interest") == 1
