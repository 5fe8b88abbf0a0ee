"""The login methods as a person reads them: which fields, in which order, under which names."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from launcher.model.errors import ProfileError
from launcher.services.checks import AuthOption, secret_option

AUTH_URL = "auth_url"
ONE_TIME = "v3totp"

_USER: tuple[str, ...] = ("username", "user_domain_name")
_PROJECT = ("project_name", "project_domain_name")
_LEADING: dict[str, tuple[str, ...]] = {"v3applicationcredential": ("application_credential_id",)}
_TRAILING: dict[str, tuple[str, ...]] = {"v3applicationcredential": ()}


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """Where the options of one login method stand.

    Attributes:
        asks_address: whether it wants the address of an identity service.
        before: options above the secret.
        after: options below the secret.
        more: everything else, for the section of that name.
    """

    asks_address: bool
    before: tuple[AuthOption, ...]
    after: tuple[AuthOption, ...]
    more: tuple[AuthOption, ...]


def field_plan(auth_type: str, options: tuple[AuthOption, ...]) -> FieldPlan:
    """Arrange a login method's options. Secret ones have no field: a profile holds one secret, elsewhere."""
    known = {option.name: option for option in options if not option.secret and option.name != AUTH_URL}
    leading = _LEADING.get(auth_type)
    if leading is None:
        wanted = tuple(option.name for option in options if option.required)
        leading = tuple(dict.fromkeys((*wanted, *_USER)))
    trailing = _TRAILING.get(auth_type, _PROJECT)
    before = tuple(known.pop(name) for name in leading if name in known)
    after = tuple(known.pop(name) for name in trailing if name in known)
    return FieldPlan(
        asks_address=any(option.name == AUTH_URL for option in options),
        before=before,
        after=after,
        more=tuple(sorted(known.values(), key=lambda option: option.label)),
    )


def method_label(auth_type: str) -> str:
    """Return a login method's name for a person; a rare one goes by its plugin's name."""
    return {
        "v3password": tr("Password"),
        "v3applicationcredential": tr("Application credential"),
        "v3token": tr("Token"),
        ONE_TIME: tr("One-time code (TOTP)"),
    }.get(auth_type, auth_type)


def option_label(option: AuthOption) -> str:
    """Return an option's name with its access key, where it has one."""
    return {
        "username": tr("Us&er name"),
        "user_domain_name": tr("User &domain"),
        "application_credential_id": tr("Credential I&D"),
        "project_name": tr("P&roject"),
        "project_domain_name": tr("Pro&ject domain"),
    }.get(option.name) or option.label


def secret_label(auth_type: str) -> str:
    """Return the name of a method's secret, with its access key."""
    return {
        "v3password": tr("&Password"),
        "v3applicationcredential": tr("S&ecret"),
        "v3token": tr("Tok&en"),
        ONE_TIME: tr("One-time &passcode"),
    }.get(auth_type) or _secret_option_words(auth_type)


def secret_words(auth_type: str) -> str:
    """Return the name of a method's secret where it stands alone."""
    if auth_type == "v3applicationcredential":
        return tr("Application credential secret")
    return secret_label(auth_type).replace("&", "")


def _secret_option_words(auth_type: str) -> str:
    try:
        option = secret_option(auth_type)
    except ProfileError:  # it is not installed here
        option = None
    return option.replace("_", " ").capitalize() if option else tr("Secret")


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("LoginMethod", text)
