"""The ways to log in that keystoneauth1 knows, and what each of them wants to be told.

keystoneauth1 costs 100 ms to import, which the first window need not wait for: it is imported when
one of these functions is first called.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from launcher.model.errors import ProfileError, SecretMissingError, Trouble
from launcher.model.profile import Profile

if TYPE_CHECKING:
    from keystoneauth1.loading import BaseLoader
    from keystoneauth1.plugin import BaseAuthPlugin

_COMMON = ("v3password", "v3applicationcredential", "v3token", "v3totp")


@dataclass(frozen=True, slots=True)
class AuthOption:
    """Something one way to log in wants to be told.

    Attributes:
        name: the key below ``auth`` in a profile (``project_name``).
        help: one sentence, keystoneauth1's own.
        required: whether it cannot do without.
        secret: whether it belongs into the keyring.
    """

    name: str
    help: str
    required: bool
    secret: bool

    @property
    def label(self) -> str:
        """The name as a person reads it (``Project name``)."""
        words = self.name.replace("_", " ").capitalize()
        return words.replace("url", "URL").replace(" id", " ID")


@lru_cache
def auth_types() -> tuple[str, ...]:
    """Return the names of all ways to log in, the common ones first."""
    from keystoneauth1.loading import get_available_plugin_names  # noqa: PLC0415 - see the module's docstring

    names = get_available_plugin_names()
    return (*(name for name in _COMMON if name in names), *sorted(names - set(_COMMON)))


@lru_cache
def auth_options(auth_type: str) -> tuple[AuthOption, ...]:
    """Return what one way to log in can be told.

    Raises:
        ProfileError: there is no such way.
    """
    return tuple(
        AuthOption(option.dest, option.help or "", option.required, option.secret)
        for option in _loader(auth_type).get_options()
    )


def secret_option(auth_type: str) -> str | None:
    """Return the option that the profile's secret goes into, or None where there is none.

    Some ways have two secrets (an OpenID Connect client's, and the person's): the required one is the
    person's.

    Raises:
        ProfileError: there is no such way to log in.
    """
    secrets = [option for option in auth_options(auth_type) if option.secret]
    secrets.sort(key=lambda option: not option.required)
    return secrets[0].name if secrets else None


def load_plugin(profile: Profile, secret: str | None) -> "BaseAuthPlugin":
    """Return the keystoneauth1 plugin that logs in as a profile says.

    Raises:
        ProfileError: an option is unknown, missing, or belongs into the keyring.
        SecretMissingError: the plugin wants a secret and there is none.
    """
    _refuse_unknown(profile)
    # An editor leaves empty what nobody filled in.
    values: dict[str, Any] = {option: value for option, value in profile.auth.items() if value}
    name = secret_option(profile.auth_type)
    if name is not None:
        if not secret:
            raise SecretMissingError(
                Trouble(f"There is no {said(name)} for {profile.name} yet.", "Enter it, then try again.")
            )
        values[name] = secret
    for option in auth_options(profile.auth_type):
        if option.required and option.name not in values:
            raise _wrong(profile, f"lacks {option.name}, which {profile.auth_type} needs.", "Add it.")
    if "auth_url" in values and not profile.auth_url.lower().startswith(("http://", "https://")):
        raise _wrong(
            profile,
            f"has an auth_url that is no web address: {profile.auth_url}",
            "Write it as https://host:port/v3.",
        )
    return _built(profile, values)


def _built(profile: Profile, values: dict[str, Any]) -> "BaseAuthPlugin":
    from keystoneauth1.exceptions import AuthPluginException  # noqa: PLC0415 - see the module's docstring

    try:
        return _loader(profile.auth_type).load_from_options(**values)
    except (AuthPluginException, TypeError) as error:
        # Its words say what to add: "you must also provide either a user_domain_id or user_domain_name".
        raise _wrong(profile, f"does not say all that {profile.auth_type} needs.", str(error)) from error


def said(option: str) -> str:
    """Return an option's name as it stands in a sentence (``application credential secret``)."""
    return option.replace("_", " ")


def _refuse_unknown(profile: Profile) -> None:
    known = {option.name for option in auth_options(profile.auth_type)}
    for name in profile.auth:
        if name not in known:
            raise _wrong(
                profile,
                f"has {name} under auth, which {profile.auth_type} does not know.",
                f"It knows: {', '.join(sorted(known))}.",
            )
    secret = secret_option(profile.auth_type)
    if secret in profile.auth:
        raise _wrong(
            profile,
            f"holds its {said(secret or '')} in the clear.",
            "Take it out of the file and enter it in Porthole, which keeps it in the keyring.",
        )


def _wrong(profile: Profile, what: str, step: str) -> ProfileError:
    return ProfileError(Trouble(f"The profile {profile.name} {what}", step, cloud=profile.name))


@lru_cache
def _loader(auth_type: str) -> "BaseLoader[BaseAuthPlugin]":
    from keystoneauth1.exceptions import NoMatchingPlugin  # noqa: PLC0415 - see the module's docstring
    from keystoneauth1.loading import get_plugin_loader  # noqa: PLC0415

    try:
        return get_plugin_loader(auth_type)
    except NoMatchingPlugin as error:
        raise ProfileError(
            Trouble(
                f"There is no way to log in that is called {auth_type}.",
                f"Set auth_type to one of: {', '.join(auth_types())}.",
            )
        ) from error
