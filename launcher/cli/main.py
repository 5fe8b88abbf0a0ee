"""What stands on the command line."""

import gc
from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; without a command, open the window.

    Returns:
        the exit code; see :mod:`launcher.cli.exit_codes`.
    """
    # What a start makes stays, and looking for garbage in it again and again is a tenth of its time. Where a
    # window opens, GarbageRounds does it from then on.
    gc.disable()
    if arguments[:1] == ["__complete"]:
        from launcher.cli.complete import run as complete  # noqa: PLC0415 - quicker without the rest

        return complete(arguments[1:])
    if arguments[:1] == ["__demo"]:
        from launcher.demo.__main__ import main as run_demo  # noqa: PLC0415 - DemoProcess starts a frozen program so

        run_demo(arguments[1:])
        return 0
    if arguments[:1] == ["__look"]:
        from launcher.app.look import run as look  # noqa: PLC0415 - Qt, for doctor's own process

        return look()
    from launcher.cli.arguments import read  # noqa: PLC0415 - as above

    options = read(arguments)
    from launcher.cli.carrying_out import carry_out  # noqa: PLC0415 - --help and --version do without

    return carry_out(options)
