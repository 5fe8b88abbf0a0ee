"""The one-time code of a login: asked for when needed, sent once, never kept."""

from datetime import datetime
from time import monotonic

import msgspec
from keystoneauth1.access import AccessInfo
from keystoneauth1.exceptions import MissingAuthMethods
from keystoneauth1.identity import BaseIdentityPlugin
from keystoneauth1.identity.v3 import Auth, ReceiptMethod
from keystoneauth1.plugin import BaseAuthPlugin
from keystoneauth1.session import Session

from launcher.cloud.auth import auth_options, canonical, options_of, wants_code
from launcher.cloud.auth_plugins import load_plugin
from launcher.cloud.words import clean
from launcher.model.errors import AuthenticationError, OneTimeCodeError, PortholeError, Trouble
from launcher.model.profile import Profile

_TOTP = "v3totp"
_WHO = {"user_id", "username", "user_domain_id", "user_domain_name"}
_MARGIN = 10.0
"""Seconds. A receipt that ends so soon is not worth a try."""


class _User(msgspec.Struct):
    id: str


class _Receipt(msgspec.Struct):
    expires_at: datetime
    issued_at: datetime | None = None
    user: _User | None = None


class _MissingFactors(msgspec.Struct):
    receipt: _Receipt


_MISSING_FACTORS = msgspec.json.Decoder(_MissingFactors)


class SecondFactor:
    """What stands between a profile's secret and a token.

    Either the profile says that each login takes a code, or the cloud does: it answers the password with a
    receipt, and the code that follows completes that login (Keystone user guide, "Multi-factor
    authentication").

    Attributes:
        wanted: whether a login takes a code, as far as is known.
        is_second: the code follows a login by the profile's own method.
    """

    def __init__(self, profile: Profile, secret: str | None) -> None:
        self._profile = profile
        self._secret = secret
        self._code = ""
        self._refusal: Trouble | None = None
        self._receipt = ""
        self._user_id = ""
        self._receipt_ends = 0.0
        self.wanted = wants_code(profile)
        self.is_second = False

    def give(self, code: str) -> None:
        """Have a code for the next login."""
        self._code = code

    def take(self) -> str:
        """Return the code, which is gone from here then.

        Raises:
            OneTimeCodeError: there is none.
        """
        code, self._code = self._code, ""
        if not code:
            raise OneTimeCodeError(self._refusal or self._needed())
        return code

    @property
    def has_code(self) -> bool:
        """Whether a code was given that nothing took yet."""
        return bool(self._code)

    @property
    def has_receipt(self) -> bool:
        """Whether the first factor was right a short while ago, and need not be sent again."""
        return bool(self._receipt) and monotonic() < self._receipt_ends

    def missing(self, error: MissingAuthMethods) -> PortholeError:
        """Return the error to raise where the cloud wants another factor than it got."""
        given = set(error.methods)
        wanted = [set(rule) - given for rule in error.required_auth_methods]
        if {"totp"} not in wanted:
            names = " or ".join(" and ".join(sorted(rule)) for rule in wanted)
            what = "The account wants another factor beside this login, which Porthole cannot give."
            step = "Use an application credential instead."
            return AuthenticationError(Trouble(what, step, details=clean(f"The cloud asks for {names}.")))
        self.wanted = self.is_second = True
        receipt = _MISSING_FACTORS.decode(error.response.content).receipt
        self._receipt = error.receipt or ""
        self._user_id = receipt.user.id if receipt.user else ""
        # By the cloud's clock alone, as this machine's may be wrong.
        lifetime = (receipt.expires_at - receipt.issued_at).total_seconds() if receipt.issued_at else 0.0
        self._receipt_ends = monotonic() + lifetime - _MARGIN
        return OneTimeCodeError(self._needed())

    def access(self, code: str, session: Session) -> AccessInfo:
        """Log in with a code, once.

        Raises:
            keystoneauth1.exceptions.ClientException: whatever keeps it from coming about.
        """
        plugin: BaseAuthPlugin
        if self.is_second:
            plugin = self._completing(code)
        else:
            plugin = load_plugin(self._profile, self._secret, code)
            # Where keystoneauth1's v3oidcpassword looks before it asks on the standard input.
            setattr(session, "otp", code)  # noqa: B010 - no attribute that Session declares
        assert isinstance(plugin, BaseIdentityPlugin)  # noqa: S101 - none other takes a code
        try:
            access = plugin.get_auth_ref(session)
        finally:
            session.__dict__.pop("otp", None)
            # Whatever came of it, the next login begins anew.
            self._receipt = ""
        self._refusal = None
        return access

    def refused(self, error: AuthenticationError) -> OneTimeCodeError:
        """Return the error to raise where the cloud refused a code."""
        next_code = "Enter the next one that your app shows: each is good for half a minute, and once."
        if self.is_second:
            what, step = "The cloud refused the one-time code.", next_code
        elif self._profile.auth_type == _TOTP:
            what = "The cloud refused the one-time code."
            step = f"{next_code} Check the user and the project, too."
        else:
            what = "The cloud refused the password or the one-time code."
            step = "Enter the next code. Where that is refused too, correct the password in the profile."
        trouble = error.trouble
        self._refusal = Trouble(what, step, request_id=trouble.request_id, details=trouble.details)
        return OneTimeCodeError(self._refusal)

    def _completing(self, code: str) -> Auth:
        profile = self._profile
        known = {option.name for option in auth_options(_TOTP)} - (_WHO if self._user_id else set())
        auth = {
            name: value
            for name, value in canonical(profile.auth, options_of(profile)).items()
            if name in known
        }
        for name in ("id", "name"):
            # What the method that finds out Keystone's version calls otherwise.
            domain = profile.auth.get(f"default_domain_{name}")
            if domain and not {"project_domain_id", "project_domain_name"} & auth.keys():
                auth[f"project_domain_{name}"] = domain
        if self._user_id:
            auth["user_id"] = self._user_id
        plugin = load_plugin(msgspec.structs.replace(profile, auth_type=_TOTP, auth=auth), None, code)
        assert isinstance(plugin, Auth)  # noqa: S101 - what v3totp is
        plugin.add_method(ReceiptMethod(receipt=self._receipt))
        return plugin

    def _needed(self) -> Trouble:
        user = self._profile.auth.get("username")
        what = f"The login of {user} needs a one-time code." if user else "The login needs a one-time code."
        return Trouble(what, "Enter the code that your authenticator app shows.")
