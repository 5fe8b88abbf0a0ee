"""How a console's connection stands."""

from enum import Enum

from PySide6.QtCore import QCoreApplication

from launcher.ui.theme import Tone


class ConnectionState(Enum):
    """What is known of the way to a server's screen. The link's life is another thing."""

    ASKING = "asking"
    """The cloud was asked for a link."""

    CONNECTING = "connecting"
    """The page loads, or its WebSocket has said nothing yet."""

    LIVE = "live"
    """The server's screen is there."""

    UNTRUSTED = "untrusted"
    """The console proxy's certificate waits for a person's word."""

    LOST = "lost"
    """There was a session, and it ended."""

    EXPIRED = "expired"
    """The link ended before a session began, or the session ended after it."""

    REFUSED = "refused"
    """The cloud gave no link."""

    FAILED = "failed"
    """The link led to no session."""

    @property
    def under_way(self) -> bool:
        """Whether something comes without anybody's doing."""
        return self in (ConnectionState.ASKING, ConnectionState.CONNECTING)

    @property
    def tone(self) -> Tone:
        """What it says at a glance."""
        return _TONES[self]


_TONES = {
    ConnectionState.ASKING: Tone.BUSY,
    ConnectionState.CONNECTING: Tone.BUSY,
    ConnectionState.LIVE: Tone.GOOD,
    ConnectionState.UNTRUSTED: Tone.WARNING,
    ConnectionState.LOST: Tone.BAD,
    ConnectionState.EXPIRED: Tone.OFF,
    ConnectionState.REFUSED: Tone.BAD,
    ConnectionState.FAILED: Tone.BAD,
}


def words_of(
    state: ConnectionState, *, renewing: bool = False, link_expired: bool = False, ending: bool = False
) -> str:
    """Return a connection's state as a person reads it.

    Args:
        state: the connection's.
        renewing: whether a link for later is asked for meanwhile.
        link_expired: whether the link that led here has ended. A session outlives it on most clouds.
        ending: whether this session is one that does not, and ends within a minute.
    """

    def tr(text: str) -> str:
        return QCoreApplication.translate("ConnectionState", text)

    words = {
        ConnectionState.ASKING: tr("asking for a link"),
        ConnectionState.CONNECTING: tr("connecting"),
        ConnectionState.LIVE: tr("session live"),
        ConnectionState.UNTRUSTED: tr("certificate not trusted"),
        ConnectionState.LOST: tr("connection lost"),
        ConnectionState.EXPIRED: tr("link expired"),
        ConnectionState.REFUSED: tr("refused"),
        ConnectionState.FAILED: tr("no connection"),
    }[state]
    if renewing:
        return tr("{0} · renewing link").format(words)
    if ending:
        return tr("{0} · ends with its link").format(words)
    if link_expired and state is ConnectionState.LIVE:
        return tr("{0} · link expired").format(words)
    return words
