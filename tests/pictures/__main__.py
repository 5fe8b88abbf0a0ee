"""Takes the README's pictures from the real program: ``make screenshots``.

Whoever changes what is seen looks at more of them, elsewhere, in other sizes, and dark::

    QT_SCALE_FACTOR=2 python -m tests.pictures --to /tmp/dark --dark --size 800x500 typing sending
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from launcher.app import Start, make_application
from launcher.ui.theme import apply_colour_scheme
from tests.end_to_end.stage import Stage, empty_home, stage
from tests.pictures import of_console_parts, of_consoles, of_lists, of_rooms, of_tray
from tests.pictures.camera import Film
from tests.secret_service import forget_backend, secret_service

EMPTY = Start()
DEMO = Start(demo=True)

ACTS: tuple[tuple[Start, Callable[[Stage], None]], ...] = (
    (EMPTY, of_lists.first_start),
    (DEMO, of_lists.lists),
    (DEMO, of_lists.groups),
    (DEMO, of_lists.a_filter),
    (DEMO, of_lists.columns),
    (DEMO, of_lists.details),
    (DEMO, of_lists.an_error),
    (DEMO, of_rooms.power),
    (DEMO, of_rooms.an_editor),
    (EMPTY, of_rooms.an_import),
    (DEMO, of_rooms.the_settings),
    (DEMO, of_tray.tray),
    (DEMO, of_consoles.console),
    (DEMO, of_consoles.a_wall),
    (DEMO, of_consoles.a_lost_one),
    (DEMO, of_console_parts.typing),
    (DEMO, of_console_parts.a_terminal),
    (DEMO, of_console_parts.a_certificate),
)

BESIDE: tuple[tuple[Start, Callable[[Stage], None]], ...] = (
    (EMPTY, of_tray.a_farewell),
    (DEMO, of_console_parts.sending),
    (DEMO, of_console_parts.stopping),
    (DEMO, of_console_parts.viewing),
    (DEMO, of_console_parts.browsers),
    (DEMO, of_console_parts.an_ending),
    (DEMO, of_console_parts.own_window),
    (DEMO, of_console_parts.a_thumbnail),
    (DEMO, of_console_parts.spice),
)
"""Those that are taken by name alone: to look at them, not for the README."""

WITH_KEYRING = (of_rooms.an_editor, of_rooms.an_import)

CLOUDS = """
clouds:
  production: &login
    region_name: eu-de
    auth: &auth
      auth_url: https://iam.eu-de.example.com/v3
      username: operator
      password: "{0}"
      user_domain_name: Example
      project_name: eu-de_production
      project_domain_name: Example
  staging:
    <<: *login
    auth:
      <<: *auth
      project_name: eu-de_staging
  lab:
    auth_type: v3applicationcredential
    auth:
      auth_url: https://lab.example.com:5000/v3
      application_credential_id: 4c1d2a37
"""


def main(words: list[str]) -> int:
    """Take the pictures that the command line wants; returns the exit code."""
    wanted = _arguments(words)
    Film.folder, Film.size = wanted.to, wanted.size
    application = make_application(["porthole"])
    for start, act in (*ACTS, *BESIDE) if wanted.names else ACTS:
        if wanted.names and act.__name__ not in wanted.names:
            continue
        with empty_home() as home, _a_keyring() if act in WITH_KEYRING else nullcontext():
            if act is of_rooms.an_import:
                _write_clouds(home)
            with stage(start, application) as on:
                # A start goes by what was remembered, and that is the system's.
                apply_colour_scheme(application, "dark" if wanted.dark else "light")
                act(on)
    return 0


@contextmanager
def _a_keyring() -> Iterator[None]:
    """Give a desktop's keyring to a picture that tells where secrets go."""
    with secret_service() as bus, pytest.MonkeyPatch.context() as environment:
        environment.setenv("DBUS_SESSION_BUS_ADDRESS", bus["DBUS_SESSION_BUS_ADDRESS"])
        forget_backend()
        yield
    forget_backend()


def _arguments(words: list[str]) -> argparse.Namespace:
    acts = sorted(act.__name__ for _start, act in (*ACTS, *BESIDE))
    parser = argparse.ArgumentParser("tests.pictures", epilog=f"pictures: {' '.join(acts)}")
    parser.add_argument(
        "names", nargs="*", choices=[[], *acts], metavar="PICTURE", help="default: the README's"
    )
    parser.add_argument("--to", type=Path, default=Film.folder, metavar="FOLDER", help="where they go")
    parser.add_argument("--dark", action="store_true", help="light otherwise")
    parser.add_argument("--size", type=_size, metavar="WIDTHxHEIGHT", help="of console windows")
    return parser.parse_args(words)


def _size(words: str) -> QSize:
    width, height = words.split("x")
    return QSize(int(width), int(height))


def _write_clouds(home: Path) -> None:
    path = home / ".config" / "openstack" / "clouds.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(CLOUDS.format("not a secret"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
