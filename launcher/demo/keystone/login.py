"""Who is behind ``POST /v3/auth/tokens``, and which project they want."""

import hmac
from datetime import UTC, datetime

import msgspec

from launcher.demo.keystone.accounts import DOMAIN, Account, Accounts, ApplicationCredential, Project
from launcher.demo.keystone.receipts import Receipt, Receipts
from launcher.demo.keystone.tokens import Token, Tokens
from launcher.demo.keystone.totp import is_right

UNAUTHORIZED = "The request you have made requires authentication."


class LoginRefusedError(Exception):
    """Keystone says no; the text is its message.

    Attributes:
        status: the HTTP status it says so with.
        more: what else stands in the error's body.
    """

    def __init__(self, message: str = UNAUTHORIZED, status: int = 401, **more: object) -> None:
        super().__init__(message)
        self.status = status
        self.more = more


class MoreFactorsNeededError(Exception):
    """What was given is right, and not enough.

    Attributes:
        text: the receipt to come back with.
        receipt: what it stands for.
    """

    def __init__(self, text: str, receipt: Receipt) -> None:
        super().__init__("Not all required auth rules were satisfied")
        self.text = text
        self.receipt = receipt


class _Domain(msgspec.Struct):
    id: str | None = None
    name: str | None = None


class _User(msgspec.Struct):
    id: str | None = None
    name: str | None = None
    domain: _Domain | None = None
    password: str = ""
    passcode: str = ""


class _UserMethod(msgspec.Struct):
    user: _User


class _TokenMethod(msgspec.Struct):
    id: str


class _CredentialMethod(msgspec.Struct):
    secret: str
    id: str | None = None
    name: str | None = None
    user: _User | None = None


class _Identity(msgspec.Struct):
    methods: list[str]
    password: _UserMethod | None = None
    totp: _UserMethod | None = None
    token: _TokenMethod | None = None
    application_credential: _CredentialMethod | None = None


class _ProjectScope(msgspec.Struct):
    id: str | None = None
    name: str | None = None
    domain: _Domain | None = None


class _Scope(msgspec.Struct):
    project: _ProjectScope | None = None


class _Auth(msgspec.Struct):
    identity: _Identity
    scope: _Scope | str | None = None


class LoginBody(msgspec.Struct):
    """The body of a login (Keystone API v3, "Authentication and token management")."""

    auth: _Auth


class Login:
    """Checks credentials against the accounts, one method after the other."""

    def __init__(self, accounts: Accounts, tokens: Tokens, receipts: Receipts) -> None:
        self._accounts = accounts
        self._tokens = tokens
        self._receipts = receipts

    def issue(self, body: LoginBody, receipt_text: str = "") -> tuple[str, Token]:
        """Return a token's secret text, and what it stands for.

        Args:
            body: as sent.
            receipt_text: for factors that were given before.

        Raises:
            LoginRefusedError: the credentials, the receipt or the scope are not right.
            MoreFactorsNeededError: they are, and the account wants more.
        """
        identity, scope = body.auth.identity, body.auth.scope
        found = {self._account_by(method, identity) for method in identity.methods}
        if len(found) != 1:
            raise LoginRefusedError
        credential = None
        if "application_credential" in identity.methods:
            credential = self._credential(identity.application_credential)
        project = self._project(scope) if credential is None else _project_of(credential, scope)
        # A token that was had for another one does not outlive it.
        until = self._bearer(identity.token).expires_at if "token" in identity.methods else None
        account = found.pop()
        methods = self._enough(account, tuple(identity.methods), receipt_text)
        return self._tokens.issue(account, project, methods, credential, until=until)

    def _enough(self, account: Account, methods: tuple[str, ...], receipt_text: str) -> tuple[str, ...]:
        if receipt_text:
            receipt = self._receipts.find(receipt_text)
            if receipt is None or receipt.account != account:
                raise LoginRefusedError
            methods = (*receipt.methods, *methods)
        # A token is what several factors became before; an application credential has one of its own.
        if {"token", "application_credential"}.isdisjoint(methods) and not set(account.needed) <= set(
            methods
        ):
            raise MoreFactorsNeededError(*self._receipts.issue(account, methods))
        return methods

    def _account_by(self, method: str, identity: _Identity) -> Account:
        if method == "password" and identity.password is not None:
            user = identity.password.user
            account = self._named(user)
            return _proven(account, user.password, account.password)
        if method == "totp" and identity.totp is not None:
            user = identity.totp.user
            account = self._named(user)
            if not is_right(account.totp_key, user.passcode, datetime.now(UTC)):
                raise LoginRefusedError
            return account
        if method == "token":
            return self._bearer(identity.token).account
        if method == "application_credential":
            return self._credential(identity.application_credential).account
        raise LoginRefusedError

    def _named(self, user: _User | None) -> Account:
        if user is None or not (user.id or _is_ours(user.domain)):
            raise LoginRefusedError
        account = self._accounts.account(user_id=user.id, name=user.name)
        if account is None:
            raise LoginRefusedError
        return account

    def _bearer(self, given: _TokenMethod | None) -> Token:
        token = self._tokens.find(given.id if given else None)
        if token is None:
            raise LoginRefusedError
        return token

    def _credential(self, given: _CredentialMethod | None) -> ApplicationCredential:
        known = self._accounts.application_credential
        if given is None:
            raise LoginRefusedError
        if given.id is None:
            named = given.name == known.name and self._named(given.user) == known.account
        else:
            named = given.id == known.id
        if not named:
            message = f"Could not find Application Credential: {given.id or given.name}."
            raise LoginRefusedError(message, 404)
        _proven(known.account, given.secret, known.secret)
        return known

    def _project(self, scope: _Scope | str | None) -> Project | None:
        if not isinstance(scope, _Scope) or scope.project is None:
            return None
        wanted = scope.project
        if not (wanted.id or _is_ours(wanted.domain)):
            raise LoginRefusedError
        project = self._accounts.project(project_id=wanted.id, name=wanted.name)
        if project is None:
            raise LoginRefusedError
        return project


def _project_of(credential: ApplicationCredential, scope: _Scope | str | None) -> Project:
    if isinstance(scope, _Scope):
        message = (
            "Error authenticating with application credential: "
            "Application credentials cannot request a scope."
        )
        raise LoginRefusedError(message, identity={})
    return credential.project


def _proven(account: Account, given: str, right: str) -> Account:
    if not hmac.compare_digest(given.encode(), right.encode()):
        raise LoginRefusedError
    return account


def _is_ours(domain: _Domain | None) -> bool:
    return domain is not None and (domain.id == DOMAIN["id"] or domain.name == DOMAIN["name"])
