"""The login prompt, the line one types, and what Enter does with it."""

from collections.abc import Callable

from launcher.demo.guest import font, shell
from launcher.demo.guest.keys import Key, Stroke
from launcher.demo.screen import COLUMNS, TextScreen

_BANNER = """
\x1b[1mDebian GNU/Linux 12 {name} tty1\x1b[0m

\x1b[96mA machine of Porthole's demo cloud: log in with any name, there is no password.\x1b[0m

"""
_WELCOME = "\nWelcome, {user}. \x1b[96mhelp\x1b[0m tells what this machine knows.\n\n"


class Getty:
    """One console's dialogue; keeps no time and draws on the screen it is given."""

    def __init__(
        self, screen: TextScreen, name: str, look_around: Callable[[str], shell.Surroundings]
    ) -> None:
        """Talk on ``screen`` of the server ``name``; ``look_around`` tells a user's surroundings."""
        self._screen = screen
        self._name = name
        self._look_around = look_around
        self._user = ""
        self._line = ""
        self._history: list[str] = []
        self._recalled = 0

    def greet(self) -> None:
        """Ask for a login; the last user's lines are forgotten."""
        self._user = ""
        self._history.clear()
        self._screen.write(_BANNER.format(name=self._name))
        self._prompt()

    def press(self, stroke: Stroke) -> bool:
        """Take a key; returns whether it asks for a reboot."""
        if stroke.control:
            return self._control(stroke.text.lower())
        match stroke.keysym:
            case Key.RETURN | Key.KEYPAD_ENTER:
                return self._enter()
            case Key.BACK_SPACE:
                self._replace(self._line[:-1])
            case Key.UP:
                self._recall(-1)
            case Key.DOWN:
                self._recall(+1)
            case _:
                self._type(stroke.text)
        return False

    @property
    def _prompt_text(self) -> str:
        return f"{self._user}@{self._name}:~$ " if self._user else f"{self._name} login: "

    def _prompt(self) -> None:
        self._line = ""
        self._recalled = len(self._history)
        self._screen.write(f"\x1b[1;92m{self._prompt_text}\x1b[0m" if self._user else self._prompt_text)

    def _type(self, text: str) -> None:
        fits = len(self._prompt_text) + len(self._line) < COLUMNS - 1
        if text and fits:
            self._line += text if font.has(ord(text)) else "?"
            self._screen.write(self._line[-1])

    def _replace(self, line: str) -> None:
        self._screen.write("\b \b" * len(self._line) + line)
        self._line = line

    def _recall(self, step: int) -> None:
        place = self._recalled + step
        if self._user and 0 <= place <= len(self._history):
            self._recalled = place
            self._replace([*self._history, ""][place])

    def _control(self, letter: str) -> bool:
        match letter:
            case "c":
                self._screen.write("^C\n")
                self._prompt()
            case "u":
                self._replace("")
            case "l":
                self._obey(shell.CLEAR)
            case "d" if not self._line:
                self._obey(shell.LOGOUT)
        return False

    def _enter(self) -> bool:
        line = self._line
        self._screen.write("\n")
        if not self._user:
            self._log_in(line.strip())
            return False
        if line.strip():
            self._history.append(line)
        return self._obey(shell.answer(line, self._look_around(self._user)))

    def _log_in(self, name: str) -> None:
        self._user = name.split(maxsplit=1)[0][:16] if name else ""
        if self._user:
            self._screen.write(_WELCOME.format(user=self._user))
        self._prompt()

    def _obey(self, answer: str) -> bool:
        if answer == shell.REBOOT:
            return True
        if answer == shell.LOGOUT:
            self._screen.clear()
            self.greet()
            return False
        if answer == shell.CLEAR:
            self._screen.clear()
        else:
            self._screen.write(answer)
        self._prompt()
        return False
