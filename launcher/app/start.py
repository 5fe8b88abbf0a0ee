"""What was asked for when the program was started."""

import msgspec

from launcher.model.request import Request, ShowWindow


class Start(msgspec.Struct, frozen=True):
    """What was asked for on the command line.

    Attributes:
        demo: show the demo cloud only; the person's own profiles stay untouched.
        demo_servers: how many servers the demo cloud has.
        debug: write a detailed log.
        request: what to do as soon as there is a window.
    """

    demo: bool = False
    demo_servers: int = 24
    debug: bool = False
    request: Request = ShowWindow()
