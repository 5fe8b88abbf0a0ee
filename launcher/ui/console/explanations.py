"""What a person is told when a server's screen does not come, or goes."""

from PySide6.QtCore import QCoreApplication

from launcher.model.errors import Trouble
from launcher.model.server import Server, ServerStatus
from launcher.ui.console.state import ConnectionState

_WITHOUT_SCREEN = {
    ServerStatus.SHUTOFF,
    ServerStatus.SUSPENDED,
    ServerStatus.SHELVED,
    ServerStatus.SHELVED_OFFLOADED,
    ServerStatus.DELETED,
    ServerStatus.SOFT_DELETED,
}

_STARTING = {"powering-on", "rebooting_hard"}
"""The tasks of Nova that switch a server on."""


def of_end(server: Server, *, had_session: bool, link_expired: bool) -> tuple[ConnectionState, Trouble]:
    """Return how a connection that ended stands, and why it did, as far as anybody can know.

    Args:
        server: as last seen.
        had_session: whether its screen had been there.
        link_expired: whether the link opens nothing any more.
    """
    state = ConnectionState.LOST if had_session else ConnectionState.FAILED
    if is_starting(server):
        return state, starting(server)
    if is_without_screen(server):
        return state, without_screen(server)
    if link_expired:
        return ConnectionState.EXPIRED, expired(server, had_session=had_session)
    return state, lost(server) if had_session else dropped(server)


def expired(server: Server, *, had_session: bool) -> Trouble:
    """Say that a link ended before its session began, or that the session ended after its link."""
    if had_session:
        what = tr("The session with {0} has ended, and so has its link.").format(server.name)
    else:
        what = tr("The link to {0} ended before it was used.").format(server.name)
    return Trouble(what, tr("Reconnect asks for a fresh link."), server=server.name)


def lost(server: Server) -> Trouble:
    """Say that a session ended while its link still lived."""
    return Trouble(
        tr("The connection to {0} was lost.").format(server.name),
        tr(
            "The server was stopped or moved, or the network in between let go. "
            "Reconnect asks for a fresh link."
        ),
        server=server.name,
    )


def dropped(server: Server) -> Trouble:
    """Say why a console proxy let us in and hung up without a word.

    That is all it ever says: a bad token, a server that is shut off and a display that is gone look the
    same. Only the server's own state tells them apart.
    """
    if server.task_state:
        return Trouble(
            tr("{0} is busy just now ({1}), and gave no screen.").format(server.name, server.task_words),
            tr("Reconnect in a moment."),
            server=server.name,
        )
    return Trouble(
        tr("The cloud's console proxy hung up before {0} showed anything.").format(server.name),
        tr("The server may just have been stopped or moved. Look at its state in the list, then reconnect."),
        server=server.name,
    )


def without_screen(server: Server) -> Trouble:
    """Say that a server in this state has nothing to show."""
    if server.status is ServerStatus.SHUTOFF:
        step = tr("When it is started, its console comes back by itself.")
    else:
        step = tr("Bring the server back first, then reconnect.")
    return Trouble(
        tr("{0} is {1}, so it has no screen.").format(server.name, server.status.words.lower()),
        step,
        server=server.name,
    )


def starting(server: Server) -> Trouble:
    """Say that a server is on its way."""
    return Trouble(
        tr("{0} is being started").format(server.name), tr("Its console comes by itself."), server=server.name
    )


def is_starting(server: Server) -> bool:
    """Whether a server that had no screen will have one in a moment."""
    return server.status is ServerStatus.SHUTOFF and server.task_state in _STARTING


def can_have_come_back(server: Server) -> bool:
    """Whether a server that is another than before runs now, so that its screen may be there."""
    return server.status is ServerStatus.ACTIVE and not server.task_state


def is_without_screen(server: Server) -> bool:
    """Whether a server in its present state has nothing to show."""
    return server.status in _WITHOUT_SCREEN


def tr(text: str) -> str:
    """Translate a sentence of this module."""
    return QCoreApplication.translate("Explanations", text)
