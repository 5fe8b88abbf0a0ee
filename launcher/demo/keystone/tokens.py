"""Tokens that really expire."""

import secrets
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from launcher.demo.keystone.accounts import Account, ApplicationCredential, Project


@dataclass(frozen=True, slots=True)
class Token:
    """What a token stands for (Keystone API v3, "Authentication and token management")."""

    account: Account
    project: Project | None
    methods: tuple[str, ...]
    issued_at: datetime
    expires_at: datetime
    application_credential: ApplicationCredential | None = None
    audit_id: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def may_change(self) -> bool:
        """Whether its roles allow more than looking."""
        return any(role.name == "member" for role in self.account.roles)


class Tokens:
    """Every token that was issued. Safe to use from any thread."""

    def __init__(self, lifetime: float) -> None:
        """Issue tokens good for ``lifetime`` seconds."""
        self._lifetime = timedelta(seconds=lifetime)
        self._lock = threading.Lock()
        self._tokens: dict[str, Token] = {}

    def issue(
        self,
        account: Account,
        project: Project | None,
        methods: tuple[str, ...],
        application_credential: ApplicationCredential | None = None,
        *,
        until: datetime | None = None,
    ) -> tuple[str, Token]:
        """Return a new token's secret text, and what it stands for; it ends at ``until`` at the latest."""
        now = datetime.now(UTC)
        ends_at = min(now + self._lifetime, until or datetime.max.replace(tzinfo=UTC))
        token = Token(account, project, methods, now, ends_at, application_credential)
        text = f"gAAAAA{secrets.token_urlsafe(96)}"
        with self._lock:
            self._tokens[text] = token
        return text, token

    def find(self, text: str | None) -> Token | None:
        """Return what a token stands for, or None where it is unknown, revoked or expired."""
        with self._lock:
            token = self._tokens.get(text or "")
        return token if token is not None and datetime.now(UTC) < token.expires_at else None

    def revoke_all(self) -> None:
        """Make every token so far worthless."""
        with self._lock:
            self._tokens.clear()
