"""What a login without a project is told: the projects there are to choose from."""

import msgspec

from launcher.cloud.http import HttpClient
from launcher.cloud.wire import Request
from launcher.cloud.words import clean
from launcher.model.errors import NoProjectError, PortholeError, Trouble
from launcher.model.profile import Profile

_MOST_NAMED = 5


class _Project(msgspec.Struct):
    name: str


class _Projects(msgspec.Struct):
    projects: list[_Project]


_PROJECTS = msgspec.json.Decoder(_Projects)


def no_project(http: HttpClient, profile: Profile, token: str) -> NoProjectError:
    """Return the error for a token that is for no project. One request, for the names of projects.

    Args:
        http: the way to the cloud.
        profile: whose login.
        token: what it got.
    """
    names = _project_names(http, profile, token)
    step = "Name a project in the profile (project_name and its domain, or project_id)."
    if names:
        step = f"Name a project in the profile. This account has: {', '.join(names)}."
    return NoProjectError(
        Trouble("The login is good, but it is for no project, so it shows no servers.", step)
    )


def _project_names(http: HttpClient, profile: Profile, token: str) -> list[str]:
    keystone_url = (profile.identity_endpoint_override or profile.auth_url).rstrip("/")
    if not keystone_url.endswith("/v3"):
        keystone_url += "/v3"
    try:
        answer = http.ask(
            Request("GET", f"{keystone_url}/auth/projects", {"X-Auth-Token": token}, secrets=(token,))
        )
        projects = answer.decode(_PROJECTS).projects if answer.ok else []
    except PortholeError:
        # The names would have been a help; the error they help with is told all the same.
        return []
    names = [clean(project.name) for project in projects]
    return names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], "…"]
