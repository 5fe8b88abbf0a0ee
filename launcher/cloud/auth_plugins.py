"""From a profile and its secrets to the keystoneauth1 plugin that logs in with them."""

from collections.abc import Collection
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Any

from launcher.cloud.auth import (
    ACCESS_KEY,
    METHODS,
    PASSCODE,
    AuthOption,
    auth_types,
    can_do_without,
    canonical,
    chosen_methods,
    factor_types,
    loader_of,
    options_of,
    said,
    secret_options,
)
from launcher.model.errors import ProfileError, SecretMissingError, Trouble
from launcher.model.profile import Profile
from launcher.model.secrets import MAIN, unpacked

if TYPE_CHECKING:
    from keystoneauth1.loading import BaseLoader
    from keystoneauth1.plugin import BaseAuthPlugin

_KINDS = {int: "a whole number", float: "a number", bool: "true or false"}


def load_plugin(profile: Profile, secret: str | None, code: str = "") -> "BaseAuthPlugin":
    """Return the keystoneauth1 plugin that logs in as a profile says.

    Args:
        profile: whose login.
        secret: its secrets, as :func:`launcher.model.secrets.packed` writes them.
        code: a one-time code, where the login takes one.

    Raises:
        ProfileError: an option is unknown, missing, of another kind, or belongs into the keyring.
        SecretMissingError: the plugin wants a secret and there is none.
    """
    _refuse_unknown_methods(profile)
    options = {option.name: option for option in options_of(profile)}
    given = canonical(profile.auth, tuple(options.values()))
    _refuse_unknown(profile, given, options)
    values: dict[str, Any] = {name: _value(profile, options[name], text) for name, text in given.items()}
    values |= _secrets(profile, secret)
    if profile.auth_type == ACCESS_KEY and profile.region_name and not profile.project:
        # Each region of Huawei's clouds has a project of its name.
        values["project_name"] = profile.region_name
    for option in options.values():
        if option.required and option.name not in values:
            raise _wrong(profile, f"lacks {option.name}, which {profile.auth_type} needs.", "Add it.")
    if "auth_url" in values and not given["auth_url"].lower().startswith(("http://", "https://")):
        raise _wrong(
            profile,
            f"has an auth_url that is no web address: {given['auth_url']}",
            "Write it as https://host:port/v3.",
        )
    if METHODS in values:
        values[METHODS] = list(chosen_methods(profile.auth))
    defaults = {name: option.value(option.default) for name, option in options.items() if option.default}
    return _built(profile, defaults | values | ({PASSCODE: code} if code and PASSCODE in options else {}))


def _built(profile: Profile, values: dict[str, Any]) -> "BaseAuthPlugin":
    from keystoneauth1.exceptions import AuthPluginException  # noqa: PLC0415 - see launcher.cloud.auth

    what = f"does not say all that {profile.auth_type} needs."
    loader = loader_of(profile.auth_type)
    try:
        return loader.load_from_options(**_unsaid(loader, values), **values)
    except AuthPluginException as error:
        # Its words say what to add: "you must also provide either a user_domain_id or user_domain_name".
        raise _wrong(profile, what, str(error)) from error
    except (TypeError, ValueError, AttributeError, AssertionError) as error:
        # A plugin of a third party may check nothing; what Python says of it helps nobody.
        raise _wrong(profile, what, "Fill in more of the options of this method.") from error


def _unsaid(loader: "BaseLoader[BaseAuthPlugin]", values: Collection[str]) -> dict[str, None]:
    """Return nothing for what a plugin has no default for, though its options need not be given."""
    try:
        parameters = signature(loader.plugin_class).parameters
    except NotImplementedError:  # it chooses its class when it is built
        return {}
    options = {option.dest for option in loader.get_options()} - set(values)
    return {name: None for name in options & parameters.keys() if parameters[name].default is Parameter.empty}


def _secrets(profile: Profile, secret: str | None) -> dict[str, str]:
    kept = unpacked(secret)
    found = {}
    for index, option in enumerate(secret_options(profile.auth_type, chosen_methods(profile.auth))):
        value = kept.get(MAIN if index == 0 else option.name)
        if value:
            found[option.name] = value
        elif not can_do_without(profile.auth_type, option):
            raise SecretMissingError(
                Trouble(
                    f"There is no {said(option.name)} for {profile.name} yet.", "Enter it, then try again."
                )
            )
    return found


def _value(profile: Profile, option: AuthOption, text: str) -> Any:
    try:
        return option.value(text)
    except ValueError:
        kind = _KINDS.get(option.kind, "a text")
        raise _wrong(
            profile, f"has {option.name} = {text}, which must be {kind}.", "Correct it in the profile."
        ) from None


def _refuse_unknown_methods(profile: Profile) -> None:
    methods = chosen_methods(profile.auth)
    known = factor_types() if methods and profile.auth_type in auth_types() else methods
    for method in methods:
        if method not in known:
            raise _wrong(
                profile,
                f"has {method} among its {METHODS}, which cannot be one of several.",
                f"Those that can are: {', '.join(known)}.",
            )


def _refuse_unknown(profile: Profile, given: dict[str, str], options: dict[str, AuthOption]) -> None:
    for name in given:
        if name not in options:
            raise _wrong(
                profile,
                f"has {name} under auth, which {profile.auth_type} does not know.",
                f"It knows: {', '.join(sorted(options))}.",
            )
        if options[name].secret:
            raise _wrong(
                profile,
                f"holds its {said(name)} in the clear.",
                "Take it out of the file and enter it in Porthole, which keeps it in the keyring.",
            )


def _wrong(profile: Profile, what: str, step: str) -> ProfileError:
    return ProfileError(Trouble(f"The profile {profile.name} {what}", step, cloud=profile.name))
