"""The servers that were chosen for an action: which it fits, and why it does not fit the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from launcher.model.power import PowerAction
from launcher.model.profile import Profile
from launcher.model.server import Server, ServerKey
from launcher.services.profiles import ProfileBook
from launcher.ui.power.words import hindrance, under_way


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be done, and with what.

    Attributes:
        action: to be done.
        fitting: the servers it is done with.
        left_out: the others, each with the reason.
        profiles: of all of them, by id.
    """

    action: PowerAction
    fitting: tuple[Server, ...]
    left_out: tuple[tuple[Server, str], ...]
    profiles: Mapping[str, Profile]

    @property
    def production(self) -> tuple[Profile, ...]:
        """The profiles marked as production whose servers it would be done with."""
        ids = dict.fromkeys(server.profile_id for server in self.fitting)
        return tuple(self.profiles[one] for one in ids if self.profiles[one].production)

    @property
    def asks(self) -> bool:
        """Whether a person is asked first, or told that nothing fits."""
        return self.action is not PowerAction.START or bool(self.production) or not self.fitting

    @property
    def is_drastic(self) -> bool:
        """Whether Enter by itself must not do it."""
        return self.action in {PowerAction.STOP, PowerAction.REBOOT_HARD}


def choose(
    action: PowerAction, servers: Iterable[Server], book: ProfileBook, busy: Mapping[ServerKey, PowerAction]
) -> Choice:
    """Sort servers by whether an action fits them.

    Args:
        action: to be done.
        servers: as last seen; each counts once.
        book: knows their profiles.
        busy: which action is under way with which server.

    Raises:
        ProfileError: a server's profile is gone.
    """
    fitting, left_out = [], []
    unique = {server.key: server for server in servers}
    for key, server in unique.items():
        reason = _busy(action, busy.get(key)) or hindrance(action, server)
        if reason:
            left_out.append((server, reason))
        else:
            fitting.append(server)
    profiles = {one: book.get(one) for one in {key.profile_id for key in unique}}
    return Choice(action, tuple(fitting), tuple(left_out), profiles)


def may_follow(action: PowerAction, other: PowerAction | None) -> bool:
    """Whether an action may be sent to a server while another one (None: nothing) is under way with it."""
    rescues = action is PowerAction.REBOOT_HARD and other is PowerAction.REBOOT_SOFT
    return other is None or rescues


def _busy(action: PowerAction, other: PowerAction | None) -> str:
    return "" if other is None or may_follow(action, other) else under_way(other)
