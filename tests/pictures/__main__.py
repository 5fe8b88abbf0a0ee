"""Takes the README's pictures from the real program: ``make screenshots``, or some, by name."""

import sys
from collections.abc import Callable
from pathlib import Path

from launcher.app import Start, make_application
from launcher.ui.theme import apply_colour_scheme
from tests.end_to_end.stage import Stage, empty_home, stage
from tests.pictures import of_consoles, of_lists, of_rooms

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
    (DEMO, of_consoles.console),
    (DEMO, of_consoles.a_wall),
    (DEMO, of_consoles.a_lost_one),
)

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


def main(names: list[str]) -> int:
    """Take the pictures of the acts with these names, or all; returns the exit code."""
    application = make_application(["porthole"])
    for start, act in ACTS:
        if names and act.__name__ not in names:
            continue
        apply_colour_scheme(application, "light")
        with empty_home() as home:
            if act is of_rooms.an_import:
                _write_clouds(home)
            with stage(start, application) as on:
                act(on)
    return 0


def _write_clouds(home: Path) -> None:
    path = home / ".config" / "openstack" / "clouds.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(CLOUDS.format("not a secret"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
