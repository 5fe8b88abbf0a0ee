"""What the editor of profiles asks clouds and login methods about, before a profile is saved."""

from collections.abc import Generator
from contextlib import closing

from launcher.cloud.auth import AuthOption, auth_options, auth_types, secret_option
from launcher.cloud.checks import CheckName, CheckState, CheckStep, check_connection
from launcher.cloud.connection import CloudConnection
from launcher.model.profile import Profile
from launcher.services.profiles import ProfileBook

__all__ = [
    "AuthOption",
    "CheckName",
    "CheckState",
    "CheckStep",
    "auth_options",
    "auth_types",
    "secret_option",
    "try_connection",
]


def try_connection(
    book: ProfileBook, profile: Profile, secret: str | None
) -> Generator[CheckStep, None, None]:
    """Try a profile as it stands in the editor, on a connection of its own, and yield each step.

    Args:
        book: has the secret that is kept for this profile.
        profile: need not be saved.
        secret: as just typed; None takes the one that is kept.

    Raises:
        ProfileError: there is no such login method, or it lacks something.
        SecretError: the kept secret could not be had.
    """
    if secret is None and secret_option(profile.auth_type) is not None:
        secret = book.secret(profile)
    with closing(CloudConnection(profile, secret)) as connection:
        yield from check_connection(connection)
