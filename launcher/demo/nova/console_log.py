"""``os-getConsoleOutput``: what a server wrote to its serial console."""

from datetime import UTC, datetime

import msgspec

from launcher.demo.guest.boot import boot_lines, panic
from launcher.demo.machine import Machine
from launcher.demo.nova.faults import NovaFaultError, forbidden, not_ready
from launcher.demo.nova.history import History
from launcher.demo.web.exchange import MalformedBodyError, Reply, decode, json_reply
from launcher.model.server import ServerStatus

_ACTION = "os-getConsoleOutput"
_POLICY = "os_compute_api:os-console-output"
_KEPT = 100 * 1024
"""Characters, as Nova's libvirt driver keeps."""

_SWITCHING_ON = {"start", "reboot"}
_BEAT = 15
"""Seconds between two lines of a server that has booted."""

_CHATTER = (
    "systemd[1]: Starting apt-daily.service - Daily apt download activities...",
    "systemd[1]: apt-daily.service: Deactivated successfully.",
    "chronyd[412]: Selected source 192.0.2.123 (0.debian.pool.ntp.org)",
    "CRON[1207]: (root) CMD (cd / && run-parts --report /etc/cron.hourly)",
    "systemd[1]: Finished logrotate.service - Rotate log files.",
    "kernel: TCP: request_sock_TCP: Possible SYN flooding on port 443. Sending cookies.",
)


class _Arguments(msgspec.Struct):
    length: int | None = None


class _Body(msgspec.Struct):
    arguments: _Arguments | None = msgspec.field(name=_ACTION)


def is_asked_for(body: bytes) -> bool:
    """Whether an action's body asks for the console log."""
    return f'"{_ACTION}"'.encode() in body


class ConsoleLog:
    """Writes the logs: each boot again, and after it a line now and then."""

    def __init__(self, history: History) -> None:
        """Let servers boot when ``history`` says that they were switched on."""
        self._history = history
        self._began = datetime.now(UTC)

    def reply(self, machine: Machine, body: bytes, *, may_change: bool) -> Reply:
        """Answer with the end of a server's log.

        Raises:
            NovaFaultError: the body is not right (400), the roles do not allow it (403), or no host holds
                the server (409).
        """
        if not may_change:
            raise forbidden(_POLICY)
        try:
            arguments = decode(body, _Body).arguments or _Arguments()
        except MalformedBodyError as error:
            raise NovaFaultError(400, str(error)) from error
        if not machine.on_a_host:
            raise not_ready(machine.id)
        text = self._text(machine)[-_KEPT:]
        if arguments.length is not None and arguments.length >= 0:
            lines = text.splitlines(keepends=True)
            text = "".join(lines[len(lines) - arguments.length :] if arguments.length < len(lines) else lines)
        return json_reply(200, {"output": text})

    def _text(self, machine: Machine) -> str:
        switched_on = [
            done.at for done in self._history.since_the_demo_began(machine) if done.action in _SWITCHING_ON
        ]
        ends = [*switched_on, machine.updated if not machine.moves else datetime.now(UTC)]
        if machine.status is ServerStatus.ERROR:
            return panic(machine)
        # Before the demo began every server had been up for ten minutes.
        text = _boot(machine, 600 + max(0.0, (ends[0] - self._began).total_seconds()))
        for start, end in zip(switched_on, ends[1:], strict=True):
            text += _boot(machine, (end - start).total_seconds())
        return text


def _boot(machine: Machine, seconds: float) -> str:
    lines = list(boot_lines(machine))
    text = "".join(line for moment, line in lines if moment <= seconds)
    booted = lines[-1][0]
    if seconds > booted:
        text += f"\nDebian GNU/Linux 12 {machine.name} ttyS0\n\n{machine.name} login: \n"
        beats = int((seconds - booted) / _BEAT)
        text += "".join(f"[{(beat + 1) * _BEAT + booted:12.6f}] {_chatter(beat)}\n" for beat in range(beats))
    return text


def _chatter(beat: int) -> str:
    return _CHATTER[beat % len(_CHATTER)]
