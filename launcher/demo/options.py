"""What one can choose about the demo cloud."""

from dataclasses import dataclass

from launcher.model.console import ConsoleType


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """How the demo cloud behaves.

    Attributes:
        servers: servers of the first project; the second has a quarter of them.
        token_lifetime: seconds a Keystone token is good for.
        link_lifetime: seconds a console link opens sessions (Nova's ``[consoleauth] token_ttl``).
        page_limit: servers in one page at most (Nova's ``[api] max_limit``).
        max_microversion: the newest compute microversion; below 2.6 it plays an old cloud.
        task_seconds: how long Nova starts, stops or reboots a server; 0 for no time at all.
        huawei: a cloud of Huawei's kind: ECS in place of Nova, access keys beside passwords.
        clock_ahead: seconds by which the clock of its gateway is ahead of this machine's; may be negative.
        console_types: what Nova can give; other types answer 400.
    """

    servers: int = 24
    token_lifetime: float = 3600.0
    link_lifetime: float = 600.0
    page_limit: int = 1000
    max_microversion: str = "2.93"
    task_seconds: float = 0.0
    huawei: bool = False
    clock_ahead: float = 0.0
    console_types: tuple[ConsoleType, ...] = (ConsoleType.NOVNC,)
