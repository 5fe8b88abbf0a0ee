"""What a cloud's answers teach, so that the next double click is one request."""

from enum import Enum, auto

import msgspec

from launcher.model.console import ConsoleType


class ConsoleWay(Enum):
    """How a cloud is asked for a console."""

    REMOTE_CONSOLES = auto()
    """Nova's, from microversion 2.6 on."""

    ACTIONS = auto()
    """Those of older Novas."""

    ECS = auto()
    """Huawei's own."""


class Learnt(msgspec.Struct):
    """What earlier answers of one cloud taught.

    Attributes:
        console_type: the one that last led to a console.
        console_way: the one that led there, where it is not the first that would be tried.
        lists_by_ecs: Nova does not list the servers, and Huawei's interface does.
    """

    console_type: ConsoleType | None = None
    console_way: ConsoleWay | None = None
    lists_by_ecs: bool = False
