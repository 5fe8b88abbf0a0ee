"""What a login cannot do without."""

from collections.abc import Collection

from launcher.cloud.auth import chosen_methods
from launcher.model.profile import Profile

INSTEAD = {
    "username": ("user_id",),
    "user_domain_name": ("user_domain_id", "user_id"),
    "project_domain_name": ("project_domain_id", "project_id"),
    "application_credential_id": ("application_credential_name",),
}
"""Options that make another one needless (Keystone API v3, "Authentication and token management")."""

_WHO = {"username", "application_credential_id", "access_key"}

_WITH_SECRET = {"v3password", "password", "v3applicationcredential", "aksk"}
"""Methods that cannot do without a secret that is kept."""

_NEEDED = {
    "v3password": ("username", "user_domain_name"),
    "v3totp": ("username", "user_domain_name"),
    "v3applicationcredential": ("application_credential_id",),
    "aksk": ("access_key",),
}


def needed_names(auth_type: str, methods: Collection[str]) -> frozenset[str]:
    """Return the options that a login cannot do without, or without others in their place.

    Args:
        auth_type: its method.
        methods: those that it is put together of.
    """
    return frozenset(name for method in (auth_type, *methods) for name in _NEEDED.get(method, ()))


def wants_secret(profile: Profile) -> bool:
    """Whether a login of a profile surely wants a secret that is kept."""
    return not _WITH_SECRET.isdisjoint({profile.auth_type, *chosen_methods(profile.auth)})


def missing_user(profile: Profile) -> str:
    """Return the option that says who logs in, where a profile lacks it; an organisation's may. Or empty."""
    wanted = needed_names(profile.auth_type, chosen_methods(profile.auth)) & _WHO
    lacking = (
        name
        for name in sorted(wanted)
        if not any(profile.auth.get(one) for one in (name, *INSTEAD.get(name, ())))
    )
    return next(lacking, "")
