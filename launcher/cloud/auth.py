"""The ways to log in that keystoneauth1 knows, and what each of them wants to be told.

keystoneauth1 costs 100 ms to import, which the first window need not wait for: it is imported when
one of these functions is first called.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from launcher.model.errors import ProfileError, Trouble
from launcher.model.profile import Profile

if TYPE_CHECKING:
    from keystoneauth1.loading import BaseLoader, Opt
    from keystoneauth1.plugin import BaseAuthPlugin

_COMMON = ("v3password", "v3applicationcredential", "aksk", "v3token", "v3totp")

METHODS = "auth_methods"
"""The option of v3multifactor that names its methods."""

PASSCODE = "passcode"
"""The option a one-time code goes into."""

_OTP_FIELD = "idp_otp_key"
"""The option of v3oidcpassword that says that its identity provider wants a one-time code, too."""

_CLIENT_SECRET = "client_secret"  # noqa: S105 - a name
_SECURITY_TOKEN = "security_token"  # noqa: S105 - a name

ACCESS_KEY = "aksk"
"""The login with an access key of Huawei's clouds, a plugin of our own."""

_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


class AuthOption(msgspec.Struct, frozen=True):
    """Something one way to log in wants to be told.

    Attributes:
        name: the key below ``auth`` in a profile (``project_name``).
        help: one sentence, keystoneauth1's own.
        required: whether it cannot do without.
        secret: whether it belongs into the keyring.
        kind: what its text stands for: ``str``, ``int``, ``float`` or ``bool``.
        default: what it is where nothing is said, as text.
        aliases: other names it goes by, older ones mostly (``tenant_name``).
    """

    name: str
    help: str
    required: bool
    secret: bool
    kind: type = str
    default: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name as a person reads it (``Project name``)."""
        words = self.name.replace("_", " ").capitalize()
        return re.sub(r"\burl\b", "URL", re.sub(r"\bid\b", "ID", words.replace("Oauth2", "OAuth 2")))

    def value(self, text: str) -> Any:
        """Return what a text stands for.

        Raises:
            ValueError: it is none of its kind.
        """
        if self.kind is bool:
            return _truth(text)
        return self.kind(text)


@lru_cache
def auth_types() -> tuple[str, ...]:
    """Return the names of all ways to log in, the common ones first."""
    from keystoneauth1.loading import get_available_plugin_names  # noqa: PLC0415 - see the module's docstring

    # In a checkout and in a frozen program nothing says that our own is there.
    names = get_available_plugin_names() | {ACCESS_KEY}
    return (*(name for name in _COMMON if name in names), *sorted(names - set(_COMMON)))


@lru_cache
def factor_types() -> tuple[str, ...]:
    """Return the names of those ways to log in that v3multifactor can put together, the common ones first."""
    from keystoneauth1.identity.v3.base import Auth, SupportsMultiFactor  # noqa: PLC0415 - as above

    def can(auth_type: str) -> bool:
        try:
            kind = loader_of(auth_type).plugin_class
        except NotImplementedError:  # it chooses its class when it is built
            return False
        return issubclass(kind, Auth) and isinstance(kind, SupportsMultiFactor)

    return tuple(auth_type for auth_type in auth_types() if can(auth_type))


def chosen_methods(auth: dict[str, str]) -> tuple[str, ...]:
    """Return the methods that a profile's options for v3multifactor name, each once."""
    return tuple(dict.fromkeys(re.findall(r"[^\s,;]+", auth.get(METHODS, ""))))


@lru_cache
def auth_options(auth_type: str, methods: tuple[str, ...] = ()) -> tuple[AuthOption, ...]:
    """Return what one way to log in can be told.

    Args:
        auth_type: its name.
        methods: those it is put together of, for v3multifactor; unknown ones add nothing.

    Raises:
        ProfileError: there is no such way.
    """
    options = {option.name: option for option in map(_read, loader_of(auth_type).get_options())}
    if METHODS in options:
        for method in methods:
            if method in factor_types():
                options |= {option.name: option for option in auth_options(method)}
    return tuple(options.values())


def options_of(profile: Profile) -> tuple[AuthOption, ...]:
    """Return what a profile's way to log in can be told.

    Raises:
        ProfileError: there is no such way.
    """
    return auth_options(profile.auth_type, chosen_methods(profile.auth))


def canonical(auth: dict[str, str], options: tuple[AuthOption, ...]) -> dict[str, str]:
    """Return a profile's options under the names they have today, empty ones left out."""
    names = {alias: option.name for option in options for alias in option.aliases}
    renamed = {names.get(name, name): value for name, value in auth.items() if name in names and value}
    return renamed | {name: value for name, value in auth.items() if name not in names and value}


def secret_options(auth_type: str, methods: tuple[str, ...] = ()) -> tuple[AuthOption, ...]:
    """Return the options that are kept as secrets, the main one first: the required one, or a password.

    A one-time code is not among them: it is never kept.

    Raises:
        ProfileError: there is no such way to log in.
    """
    secrets = [
        option for option in auth_options(auth_type, methods) if option.secret and option.name != PASSCODE
    ]
    secrets.sort(key=lambda option: (not option.required, option.name == _CLIENT_SECRET))
    return tuple(secrets)


def secret_option(auth_type: str, methods: tuple[str, ...] = ()) -> str | None:
    """Return the option that the main secret goes into, or None where there is none.

    Raises:
        ProfileError: there is no such way to log in.
    """
    secrets = secret_options(auth_type, methods)
    return secrets[0].name if secrets else None


def can_do_without(auth_type: str, secret: AuthOption) -> bool:
    """Whether one of :func:`secret_options` may be missing.

    A public client has no secret of its own, and a permanent access key no security token.
    """
    if auth_type == ACCESS_KEY:
        return secret.name == _SECURITY_TOKEN
    return secret.name == _CLIENT_SECRET and auth_type != "v3oidcclientcredentials"


def wants_code(profile: Profile) -> bool:
    """Whether every login of a profile takes a one-time code, as far as the profile says.

    Raises:
        ProfileError: there is no such way to log in.
    """
    return bool(profile.auth.get(_OTP_FIELD)) or any(
        option.name == PASSCODE for option in options_of(profile)
    )


def said(option: str) -> str:
    """Return an option's name as it stands in a sentence (``application credential secret``)."""
    return option.replace("_", " ")


def loader_of(auth_type: str) -> "BaseLoader[BaseAuthPlugin]":
    """Return a loader of keystoneauth1's for a way to log in; a new one, as v3multifactor's remembers.

    Raises:
        ProfileError: there is no such way.
    """
    from keystoneauth1.exceptions import NoMatchingPlugin  # noqa: PLC0415 - see the module's docstring
    from keystoneauth1.loading import get_plugin_loader  # noqa: PLC0415

    if auth_type == ACCESS_KEY:
        from launcher.cloud.aksk.loading import AccessKeyLoader  # noqa: PLC0415 - see the module's docstring

        return AccessKeyLoader()
    try:
        return get_plugin_loader(auth_type)
    except NoMatchingPlugin as error:
        raise ProfileError(
            Trouble(
                f"There is no way to log in that is called {auth_type}.",
                f"Set auth_type to one of: {', '.join(auth_types())}.",
            )
        ) from error


def _read(option: "Opt") -> AuthOption:
    aliases = {one.name.replace("-", "_") for one in (option, *option.deprecated)}
    aliases |= {one.dest for one in option.deprecated}
    return AuthOption(
        option.dest,
        option.help or "",
        option.required,
        option.secret,
        option.type if option.type in {int, float, bool} else str,
        "" if option.default is None else str(option.default),
        tuple(sorted(aliases - {option.dest})),
    )


def _truth(text: str) -> bool:
    word = text.strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError(word)
    return word in _TRUE
