"""The demo cloud's options as arguments of a command line, written and read."""

import argparse
import re
from collections.abc import Sequence

from launcher.demo.options import DemoOptions
from launcher.model.console import ConsoleType

_DEFAULTS = DemoOptions()


def written(options: DemoOptions) -> list[str]:
    """Return the arguments that ``read`` turns into ``options``."""
    return [
        f"--servers={options.servers}",
        f"--token-lifetime={options.token_lifetime}",
        f"--link-lifetime={options.link_lifetime}",
        f"--page-limit={options.page_limit}",
        f"--max-microversion={options.max_microversion}",
        f"--task-seconds={options.task_seconds}",
        f"--clock-ahead={options.clock_ahead}",
        *(["--huawei"] if options.huawei else []),
        *(f"--console-type={kind}" for kind in options.console_types),
    ]


def read(arguments: Sequence[str]) -> DemoOptions:
    """Return the options these arguments stand for; leaves the program where they are wrong."""
    found = _parser().parse_args(arguments)
    return DemoOptions(
        servers=found.servers,
        token_lifetime=found.token_lifetime,
        link_lifetime=found.link_lifetime,
        page_limit=found.page_limit,
        max_microversion=found.max_microversion,
        task_seconds=found.task_seconds,
        huawei=found.huawei,
        clock_ahead=found.clock_ahead,
        console_types=tuple(found.console_types or _DEFAULTS.console_types),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m launcher.demo",
        description="A small cloud on 127.0.0.1. Writes one line of JSON with the way in, and runs until "
        "its standard input ends.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--servers", type=_count, default=_DEFAULTS.servers, help="servers of the first project")
    add(
        "--token-lifetime",
        type=_seconds,
        default=_DEFAULTS.token_lifetime,
        help="seconds a token is good for",
    )
    add("--link-lifetime", type=_seconds, default=_DEFAULTS.link_lifetime, help="seconds a link is good for")
    add("--page-limit", type=_positive, default=_DEFAULTS.page_limit, help="servers in one page at most")
    add(
        "--max-microversion",
        type=_microversion,
        default=_DEFAULTS.max_microversion,
        help="the newest compute microversion",
    )
    add(
        "--task-seconds",
        type=_duration,
        default=_DEFAULTS.task_seconds,
        help="seconds a server is being started, stopped or rebooted",
    )
    add("--huawei", action="store_true", help="a cloud of Huawei's kind: ECS and access keys")
    add(
        "--clock-ahead",
        type=float,
        default=_DEFAULTS.clock_ahead,
        help="seconds by which the clock of its gateway is ahead",
    )
    add(
        "--console-type",
        dest="console_types",
        type=ConsoleType,
        choices=list(ConsoleType),
        action="append",
        help="a console type that is to be had; may be given more than once",
    )
    return parser


def _count(text: str) -> int:
    return _checked(int(text), at_least=0)


def _positive(text: str) -> int:
    return _checked(int(text), at_least=1)


def _checked(number: int, at_least: int) -> int:
    if number < at_least:
        message = f"{number} is less than {at_least}"
        raise argparse.ArgumentTypeError(message)
    return number


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        message = f"{text} is no number of seconds to live"
        raise argparse.ArgumentTypeError(message)
    return seconds


def _duration(text: str) -> float:
    return 0.0 if text in {"0", "0.0"} else _seconds(text)


def _microversion(text: str) -> str:
    if not re.fullmatch(r"2\.[1-9]\d*", text):
        message = f"{text} is no compute microversion, such as 2.93"
        raise argparse.ArgumentTypeError(message)
    return text
