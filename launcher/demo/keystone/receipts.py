"""Receipts: what Keystone gives for the first of several factors."""

import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from launcher.demo.keystone.accounts import Account

LIFETIME = timedelta(minutes=5)
"""Keystone's own, ``[receipt] expiration``."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Factors that were right so far (Keystone API v3, "Multi-factor authentication with auth receipts")."""

    account: Account
    methods: tuple[str, ...]
    issued_at: datetime
    expires_at: datetime


class Receipts:
    """Every receipt that was issued. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._receipts: dict[str, Receipt] = {}

    def issue(self, account: Account, methods: tuple[str, ...]) -> tuple[str, Receipt]:
        """Return a new receipt's secret text, and what it stands for."""
        now = datetime.now(UTC)
        receipt = Receipt(account, methods, now, now + LIFETIME)
        text = f"gAAAAA{secrets.token_urlsafe(48)}"
        with self._lock:
            self._receipts[text] = receipt
        return text, receipt

    def find(self, text: str) -> Receipt | None:
        """Return what a receipt stands for, or None where it is unknown or expired."""
        with self._lock:
            receipt = self._receipts.get(text)
        return receipt if receipt is not None and datetime.now(UTC) < receipt.expires_at else None

    def withdraw_all(self) -> None:
        """Make every receipt so far worthless."""
        with self._lock:
            self._receipts.clear()
