"""The right to come forward, which a Wayland desktop gives with what a person clicked."""

import os


def take_token(token: str, platform: str) -> None:
    """Let the next window that wants to come forward do so.

    Qt takes the token from the environment, and out of it (protocol ``xdg-activation-v1``). It is none of the
    secrets: it ends with its first use. Other window systems need none.

    Args:
        token: as the desktop gave it, or empty.
        platform: of Qt's (``wayland``).
    """
    if token and platform.startswith("wayland"):
        os.environ["XDG_ACTIVATION_TOKEN"] = token
