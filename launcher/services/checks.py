"""What the editor of profiles asks clouds and login methods about, before a profile is saved."""

from collections.abc import Generator
from contextlib import closing

from launcher.cloud.auth import (
    METHODS,
    AuthOption,
    auth_options,
    auth_types,
    can_do_without,
    canonical,
    chosen_methods,
    factor_types,
    options_of,
    secret_option,
    secret_options,
    wants_code,
)
from launcher.cloud.checks import CheckName, CheckState, CheckStep, check_connection
from launcher.cloud.connection import CloudConnection
from launcher.cloud.route import SystemProxy
from launcher.model.profile import Profile
from launcher.services.connections import kept_secret
from launcher.services.profiles import NewSecret, ProfileBook

__all__ = [
    "METHODS",
    "AuthOption",
    "CheckName",
    "CheckState",
    "CheckStep",
    "auth_options",
    "auth_types",
    "can_do_without",
    "canonical",
    "chosen_methods",
    "factor_types",
    "options_of",
    "secret_option",
    "secret_options",
    "try_connection",
    "wants_code",
]


def try_connection(
    book: ProfileBook,
    profile: Profile,
    secret: NewSecret | None,
    code: str = "",
    system_proxy: SystemProxy | None = None,
) -> Generator[CheckStep, None, None]:
    """Try a profile as it stands in the editor, on a connection of its own, and yield each step.

    Args:
        book: has the secret that is kept for this profile.
        profile: need not be saved.
        secret: as just typed; None takes the one that is kept.
        code: a one-time code, where the login takes one.
        system_proxy: knows the proxy where the profile names none; None: the environment does.

    Raises:
        ProfileError: there is no such login method, or it lacks something.
        SecretError: the kept secret could not be had.
    """
    value = book.whole(profile, secret) if secret else kept_secret(book, profile)
    with closing(CloudConnection(profile, value, system_proxy=system_proxy)) as connection:
        if code:
            connection.give_code(code)
        yield from check_connection(connection)
