"""The login methods as a person reads them: which fields, in which order, under which names."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from launcher.services.checks import METHODS, AuthOption

AUTH_URL = "auth_url"

_USER: tuple[str, ...] = ("username", "user_domain_name")
_PROJECT = ("project_name", "project_domain_name")
_LEADING: dict[str, tuple[str, ...]] = {
    "v3applicationcredential": ("application_credential_id",),
    "aksk": ("access_key",),
}
_TRAILING: dict[str, tuple[str, ...]] = {"v3applicationcredential": ()}


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """Where the options of one login method stand.

    Attributes:
        asks_address: whether it wants the address of an identity service.
        asks_methods: whether it is put together of others.
        before: options above the secret.
        after: options below the secret.
        more: everything else, for the section of that name.
    """

    asks_address: bool
    asks_methods: bool
    before: tuple[AuthOption, ...]
    after: tuple[AuthOption, ...]
    more: tuple[AuthOption, ...]


def field_plan(auth_type: str, options: tuple[AuthOption, ...]) -> FieldPlan:
    """Arrange a login method's options; those with a field of their own kind, and secrets, are left out."""
    own = {AUTH_URL, METHODS}
    known = {option.name: option for option in options if not option.secret and option.name not in own}
    leading = _LEADING.get(auth_type)
    if leading is None:
        wanted = tuple(option.name for option in options if option.required)
        leading = tuple(dict.fromkeys((*wanted, *_USER)))
    trailing = _TRAILING.get(auth_type, _PROJECT)
    before = tuple(known.pop(name) for name in leading if name in known)
    after = tuple(known.pop(name) for name in trailing if name in known)
    return FieldPlan(
        asks_address=any(option.name == AUTH_URL for option in options),
        asks_methods=any(option.name == METHODS for option in options),
        before=before,
        after=after,
        more=tuple(sorted(known.values(), key=lambda option: option.label)),
    )


def method_label(auth_type: str) -> str:
    """Return a login method's name for a person; a rare one goes by its plugin's name."""
    return {
        "v3password": tr("Password"),
        "v3applicationcredential": tr("Application credential"),
        "aksk": tr("Access key (AK/SK)"),
        "v3token": tr("Token"),
        "v3totp": tr("One-time code (TOTP)"),
        "v3multifactor": tr("Several factors together"),
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


def otherwise(auth_type: str) -> dict[str, str]:
    """Return what counts where an option of a login method is left empty, by its name."""
    return {"project_name": tr("the region's")} if auth_type == "aksk" else {}


def secret_label(auth_type: str, option: str) -> str:
    """Return the name of one of a method's secrets, with its access key where it has one."""
    if auth_type == "v3applicationcredential":
        return tr("S&ecret")
    return {"password": tr("&Password"), "token": tr("Tok&en")}.get(option) or _plain(option)


def secret_words(option: str) -> str:
    """Return the name of a secret where it stands alone."""
    return {"password": tr("Password"), "token": tr("Token")}.get(option) or _plain(option)


def _plain(option: str) -> str:
    return option.replace("_", " ").capitalize()


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("LoginMethod", text)
