"""Whom Chromium's sandbox refuses."""

import os
import sys


def refuses_this_user() -> bool:
    """Whether the web engine would end the whole program: it does so when root starts it with its sandbox.

    Someone who has switched the sandbox off, as tests in a container do, has answered for that already.
    """
    return (
        sys.platform.startswith("linux")
        and os.geteuid() == 0
        and os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") != "1"
    )
