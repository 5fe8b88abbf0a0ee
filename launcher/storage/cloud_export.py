"""Profiles written as a ``clouds.yaml``, for other programs; without secrets."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from launcher.model.errors import ProfileError, Trouble
from launcher.model.profile import Profile
from launcher.storage.atomic import reason, write_atomically
from launcher.storage.secret_names import is_secret_name

_FIELDS = (
    "region_name",
    "interface",
    "cacert",
    "cert",
    "key",
    "verify",
    "compute_endpoint_override",
    "identity_endpoint_override",
)
"""What other programs understand, beside ``auth_type`` and ``auth``; left out where it says the usual."""

_HEAD = "# Secrets are not here: openstacksdk takes them from a secure.yaml beside this file.\n"


def write_clouds_yaml(profiles: Iterable[Profile], path: Path) -> None:
    """Write profiles as the clouds of a file, in place of what it held.

    Raises:
        ProfileError: it could not be written; it is as it was.
    """
    import yaml  # noqa: PLC0415 - 15 ms, in a worker

    clouds = {profile.name: _entry(profile) for profile in profiles}
    text = yaml.safe_dump({"clouds": clouds}, sort_keys=False, allow_unicode=True)
    try:
        write_atomically(path, f"{_HEAD}{text}".encode())
    except OSError as error:
        what = f"{path} could not be written: {reason(error)}."
        raise ProfileError(Trouble(what, "Choose another place.")) from error


def _entry(profile: Profile) -> dict[str, object]:
    auth = {key: value for key, value in profile.auth.items() if value and not is_secret_name(key)}
    usual = {field.name: field.default for field in msgspec.structs.fields(Profile)}
    more = {name: getattr(profile, name) for name in _FIELDS if getattr(profile, name) != usual[name]}
    return {"auth_type": profile.auth_type, "auth": auth, **more}
