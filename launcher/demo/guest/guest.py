"""What runs on one server: its screen, its clock, its power."""

import threading
import time
from collections import deque
from collections.abc import Callable

from launcher.demo.guest.boot import boot_lines, farewell, panic
from launcher.demo.guest.clock import GuestClock
from launcher.demo.guest.getty import Getty
from launcher.demo.guest.keys import Stroke
from launcher.demo.guest.palette import Colour
from launcher.demo.guest.shell import Surroundings, uptime_words
from launcher.demo.guest.speech import Speech, SpokenScreen
from launcher.demo.machine import Machine
from launcher.demo.screen import Picture
from launcher.model.server import ServerStatus


class Guest:
    """A server's text console; all who view it see the same screen.

    It has no thread: time passes when somebody looks, so that a server nobody looks at costs nothing.
    ``changed`` is notified whenever the screen changes for another reason than time.
    """

    def __init__(self, machine: Machine, clock: Callable[[], float] = time.monotonic) -> None:
        """Switch it on; ``clock`` gives seconds."""
        self.changed = threading.Condition()
        self._source = clock
        self._machine = machine
        self._speech = Speech()
        self._switch_on()

    @property
    def name(self) -> str:
        """The server's name."""
        return self._machine.name

    @property
    def is_on(self) -> bool:
        """Whether there is anything to see."""
        return self._machine.has_picture

    def picture(self) -> Picture:
        """Return what is to be seen now."""
        with self.changed:
            second = int(self._let_time_pass())
            self._paint_bar()
            just_typed = second - int(self._last_stroke) <= 1
            cursor = self._asks_for_keys and (just_typed or second % 2 == 0)
            return self._screen.picture(cursor=cursor)

    def said_since(self, mark: int) -> tuple[str, int]:
        """Return what it said on its serial line after ``mark`` (0: all), and the mark for the next time."""
        with self.changed:
            self._let_time_pass()
            return self._speech.since(mark)

    def seconds_to_next(self) -> float | None:
        """Return when time alone will change the screen, or None where it stands still."""
        with self.changed:
            if self._clock.is_stopped:
                return None
            now = self._clock.seconds()
            moments = [int(now) + 1.0, *(moment for moment, _ in self._lines)][:2]
            return max(0.0, min(moments) - now)

    def press(self, stroke: Stroke) -> None:
        """Take a key from one of the viewers."""
        with self.changed:
            if self._clock.is_stopped:
                return
            self._last_stroke = self._let_time_pass()
            asks_for_reboot = stroke.reboots or (self._asks_for_keys and self._getty.press(stroke))
            if asks_for_reboot:
                self._switch_on()
            self.changed.notify_all()

    def restart(self) -> None:
        """Boot anew."""
        with self.changed:
            self._switch_on()
            self.changed.notify_all()

    def become(self, machine: Machine) -> None:
        """Follow what Nova has done to the server."""
        with self.changed:
            before, self._machine = self._machine, machine
            if not before.has_picture or ServerStatus.ERROR in {before.status, machine.status}:
                self._switch_on()
            elif machine.moves:
                self._clock.go_on()
                self._take_leave()
            else:
                self._clock.stop()
            self.changed.notify_all()

    @property
    def _asks_for_keys(self) -> bool:
        return not self._lines and not self._leaves and self._machine.status is not ServerStatus.ERROR

    def _switch_on(self) -> None:
        self._clock = GuestClock(self._source)
        self._last_stroke = 0.0
        self._screen = SpokenScreen(self._speech)
        self._getty = Getty(self._screen, self._machine.name, self._surroundings)
        self._lines: deque[tuple[float, str]] = deque()
        self._leaves = False
        if self._machine.status is ServerStatus.ERROR:
            self._screen.write(panic(self._machine))
        else:
            self._lines.extend(boot_lines(self._machine))
        if not self._machine.moves:
            # It was stopped before anybody looked: it had booted by then.
            self._write_lines_until(float("inf"))
            self._clock.stop()

    def _take_leave(self) -> None:
        words = farewell(self._machine)
        if words and not self._leaves:
            self._leaves = True
            self._lines.clear()
            self._screen.write(words)

    def _let_time_pass(self) -> float:
        now = self._clock.seconds()
        self._write_lines_until(now)
        return now

    def _write_lines_until(self, moment: float) -> None:
        while self._lines and self._lines[0][0] <= moment:
            self._screen.write(self._lines.popleft()[1])
            if not self._lines:
                self._getty.greet()

    def _surroundings(self, user: str) -> Surroundings:
        return Surroundings(self._machine, user, self._clock.wall(), self._clock.seconds())

    def _paint_bar(self) -> None:
        machine = self._machine
        address = machine.addresses[0].ip if machine.addresses else ""
        left = "  │  ".join(filter(None, (f" {machine.name}", machine.status.words, machine.zone, address)))
        right = f"up {uptime_words(self._clock.seconds())}  │  {self._clock.wall():%H:%M:%S} UTC "
        self._screen.set_bar(left, right, _bar_colour(machine))


def _bar_colour(machine: Machine) -> Colour:
    if machine.status is ServerStatus.ERROR:
        return Colour.ERROR_BAR
    return Colour.RUNNING_BAR if machine.moves else Colour.STILL_BAR
