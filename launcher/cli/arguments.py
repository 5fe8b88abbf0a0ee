"""The arguments of each command."""

import argparse
from collections.abc import Sequence

from launcher import __version__

_COMMANDS = (
    ("list", "list_servers", "list servers"),
    ("connect", "connect", "open a server's console"),
    ("quick", "quick", "show the quick connect palette"),
    ("import", "import_clouds", "make profiles of the clouds of a clouds.yaml"),
    ("profiles", "profiles", "list the profiles"),
    ("doctor", "doctor", "look what works here, what does not, and what to do about it"),
    ("forget", "forget", "remove all that Porthole keeps for you, secrets too, after a question"),
    ("completion", "completion", "print a shell's completion script"),
)
_WITH_DEMO = {None, "list", "profiles", "quick"}


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what the arguments say; leaves the program where they are wrong, or ask for help.

    ``module`` is the one of :mod:`launcher.cli` that does it.
    """
    # As porthole_link.SCHEME; --help and Tab need not wait for that module, nor for msgspec.
    if arguments and arguments[-1].casefold().startswith("porthole:"):
        return _following(arguments)
    found = parser().parse_args(arguments)
    if found.demo and found.command not in _WITH_DEMO:
        parser().error(f"--demo does not go with {found.command}: the demo cloud ends with its command")
    if found.hidden and found.command:
        parser().error(f"--hidden does not go with {found.command}: it is about the window")
    return found


def _following(arguments: Sequence[str]) -> argparse.Namespace:
    *options, link = arguments
    found = parser().parse_args(options)
    if found.command or found.demo:
        parser().error("a link stands alone")
    found.module, found.link = "follow", link
    return found


def parser() -> argparse.ArgumentParser:
    """Return the parser of all arguments."""
    top = argparse.ArgumentParser(
        prog="porthole",
        description="Double-click a server, and its screen is there. Without a command: the window. "
        "With a link, porthole://connect/PROFILE/SERVER-ID: the question whether to open that console.",
        epilog="The manual page, porthole(1), has the exit codes and what --json holds.",
    )
    top.set_defaults(module="window", command=None, verbose=False)
    top.add_argument("--version", action="version", version=f"Porthole {__version__}")
    top.add_argument("--demo", action="store_true", help="look around in a demo cloud on this computer")
    top.add_argument(
        "--demo-servers",
        type=_count,
        default=24,
        metavar="N",
        help="how many servers the demo cloud has (24)",
    )
    top.add_argument("--hidden", action="store_true", help="begin in the tray, without a window")
    top.add_argument("--debug", action="store_true", help="write a detailed log (it holds no secrets)")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    made = {}
    for name, module, summary in _COMMANDS:
        made[name] = commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
        )
        made[name].set_defaults(module=module)
        made[name].add_argument(
            "-v", "--verbose", action="store_true", help="tell of errors in the cloud's own words too"
        )
    _list(made["list"])
    _connect(made["connect"])
    _import(made["import"])
    _json(made["profiles"])
    _doctor(made["doctor"])
    _forget(made["forget"])
    made["completion"].add_argument("shell", choices=("bash", "zsh", "fish"))
    return top


def _list(command: argparse.ArgumentParser) -> None:
    _profile(command)
    _json(command)
    command.add_argument("--cached", action="store_true", help="the last list, at once; ask no cloud")
    command.add_argument(
        "filter",
        nargs="*",
        metavar="FILTER",
        help="only servers it describes, in the window's words: web status:active. Before -word put --",
    )


def _connect(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "server", type=_name, metavar="NAME|ID|IP", help="or a part of the name, where that is enough"
    )
    _profile(command)
    _json(command)
    way = command.add_mutually_exclusive_group()
    way.add_argument(
        "--embedded",
        dest="open_in",
        action="store_const",
        const="embedded",
        help="in Porthole's own window",
    )
    way.add_argument(
        "--browser", dest="open_in", action="store_const", const="browser", help="in the browser"
    )
    way.add_argument("--print-url", action="store_true", help="print the link; it is a secret")
    command.add_argument(
        "--fresh", action="store_true", help="look for the server in the cloud, not in the last list"
    )


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="a clouds.yaml; without one, those in the usual places, and the OS_* variables",
    )
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        "--cloud", action="append", default=[], metavar="NAME", help="this cloud only; may be repeated"
    )
    which.add_argument("--all", action="store_true", help="all clouds, without asking")
    command.add_argument("--dry-run", action="store_true", help="show what would come of it, and do nothing")
    command.add_argument("--no-secrets", action="store_true", help="leave the secrets out of the keyring")


def _doctor(command: argparse.ArgumentParser) -> None:
    _profile(command)
    _json(command)
    command.add_argument(
        "--timeout",
        type=_seconds,
        default=20.0,
        metavar="SECONDS",
        help="how long to wait for each answer (20)",
    )


def _forget(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help="without a question")
    command.add_argument("--dry-run", action="store_true", help="show what there is, and remove nothing")


def _profile(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--profile", action="append", default=[], metavar="P", help="this profile only; may be repeated"
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="as JSON; see the manual page")


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 100_000:  # noqa: PLR2004
        message = "from 0 to 100000"
        raise argparse.ArgumentTypeError(message)
    return number


def _name(text: str) -> str:
    # A script's variable may be empty; every server's name has nothing in it somewhere.
    if not text.strip():
        message = "it is empty"
        raise argparse.ArgumentTypeError(message)
    return text


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 600:  # noqa: PLR2004
        message = "more than 0 and at most 600"
        raise argparse.ArgumentTypeError(message)
    return seconds
