"""What hinders a profile from being used, in words that stand beside the field."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from launcher.model.profile import Profile
from launcher.model.proxy import DIRECT, Proxy
from launcher.services.checks import METHODS, AuthOption, chosen_methods, factor_types
from launcher.services.login_needs import INSTEAD, needed_names
from launcher.ui.profiles.methods import AUTH_URL, FieldPlan

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")


def problems(profile: Profile, plan: FieldPlan, taken_names: Collection[str]) -> dict[str, str]:
    """Return what is wrong with a profile, by field.

    Args:
        profile: as it stands in the editor.
        plan: what its login method asks for.
        taken_names: the names of the other profiles.

    Returns:
        the problem of each field that has one, in the order of the form.
    """
    return {
        field: problem
        for found in (_of_name(profile, taken_names), _of_login(profile, plan), _of_the_rest(profile))
        for field, problem in found
        if problem
    }


def needs_scheme(address: str) -> bool:
    """Whether ``https://`` in front would help."""
    return bool(address) and _SCHEME.match(address) is None and not address_problem(f"https://{address}")


def address_problem(address: str) -> str:
    """Return what is wrong with a web address, or empty."""
    if _SCHEME.match(address) is None:
        return tr("This has no https:// in front.")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return tr("This is no web address.")
    if parts.scheme.lower() not in {"http", "https"}:
        return tr("Only https:// and http:// lead to a cloud.")
    if not host or any(character.isspace() or not character.isprintable() for character in address):
        return tr("This is no web address.")
    if "@" in parts.netloc:
        return tr("Leave user name and password out of the address.")
    return ""


def _of_name(profile: Profile, taken_names: Collection[str]) -> Iterator[tuple[str, str]]:
    if not profile.name:
        yield "name", tr("The profile needs a name.")
    elif profile.name in taken_names:
        yield "name", tr("Another profile is called so.")


def _of_login(profile: Profile, plan: FieldPlan) -> Iterator[tuple[str, str]]:
    if plan.asks_address:
        missing = tr("The cloud's identity address is needed.")
        yield AUTH_URL, address_problem(profile.auth_url) if profile.auth_url else missing
    if plan.asks_methods:
        yield METHODS, _methods_problem(profile)
    wanted = needed_names(profile.auth_type, chosen_methods(profile.auth) if plan.asks_methods else ())
    if profile.auth.get("project_name"):
        wanted |= {"project_domain_name"}
    for option in (*plan.before, *plan.after, *plan.more):
        instead = INSTEAD.get(option.name, ())
        given = any(profile.auth.get(name) for name in (option.name, *instead))
        if (option.required or option.name in wanted) and not given:
            yield option.name, tr("This is needed to log in.")
        elif profile.auth.get(option.name):
            yield option.name, _kind_problem(option, profile.auth[option.name])


def _methods_problem(profile: Profile) -> str:
    chosen = chosen_methods(profile.auth)
    strange = [method for method in chosen if method not in factor_types()]
    if strange:
        return tr("{0} cannot be one of several here.").format(", ".join(strange))
    return "" if chosen else tr("Choose at least one.")


def _kind_problem(option: AuthOption, text: str) -> str:
    try:
        option.value(text)
    except ValueError:
        numbers = {int: tr("This must be a whole number."), float: tr("This must be a number.")}
        return numbers.get(option.kind) or tr("This must be true or false.")
    return ""


def _of_the_rest(profile: Profile) -> Iterator[tuple[str, str]]:
    for field in ("compute_endpoint_override", "identity_endpoint_override"):
        address = getattr(profile, field)
        yield field, address_problem(address) if address else ""
    for field in ("cacert", "cert", "key"):
        path = getattr(profile, field)
        if path and not Path(path).expanduser().is_file():
            yield field, tr("There is no such file.")
    if profile.key and not profile.cert:
        yield "cert", tr("The certificate of this key is needed.")
    yield "proxy", _proxy_problem(profile.proxy)
    if not profile.console_types:
        yield "console_types", tr("At least one type is needed.")
    if profile.link_lifetime < 1:
        yield "link_lifetime", tr("A link lives for a second at least.")


def _proxy_problem(address: str) -> str:
    if address in {"", DIRECT}:
        return ""
    if "@" in address:
        return tr("Leave user name and password out of the address.")
    try:
        Proxy.read(address)
    except ValueError:
        return tr("Write it as http://host:port or socks5://host:port.")
    return "" if "://" in address else tr("Write it as http://host:port or socks5://host:port.")


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("ProfileProblem", text)
