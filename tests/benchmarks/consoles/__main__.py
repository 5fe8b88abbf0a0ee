"""One run of one contender, in a process of its own: ``python -m tests.benchmarks.consoles porthole``.

Prints what was measured as JSON.
"""

import json
import sys
from dataclasses import asdict, dataclass, field

from launcher.app import make_application
from launcher.demo.options import DemoOptions
from launcher.demo.process import DemoProcess
from tests.benchmarks.consoles.chromium import Chromium
from tests.benchmarks.consoles.cloud import Cloud
from tests.benchmarks.consoles.porthole import Porthole
from tests.benchmarks.consoles.screen import Eye

CONSOLES = 10


@dataclass
class Run:
    """What was measured.

    Attributes:
        first: milliseconds from the first console's link to its pixels.
        later: the same of each one after it.
        mebibytes: what was taken, by the number of consoles.
    """

    first: float = 0.0
    later: list[float] = field(default_factory=list)
    mebibytes: dict[int, float] = field(default_factory=dict)


def measure(contender: str) -> Run:
    """Show consoles, one after the other."""
    run = Run()
    make_application([contender])
    with DemoProcess(DemoOptions(servers=4 * CONSOLES)) as access:
        cloud, eye = Cloud(access), Eye()
        first, *others = cloud.servers()[:CONSOLES]
        shown = Porthole(cloud, eye) if contender == "porthole" else Chromium(cloud, eye)
        try:
            if isinstance(shown, Porthole):
                run.mebibytes[0] = shown.memory()
            run.first = shown.show(first) * 1000
            run.mebibytes[1] = shown.memory()
            run.later = [shown.show(one) * 1000 for one in others]
            run.mebibytes[1 + len(run.later)] = shown.memory()
            if isinstance(shown, Porthole):
                shown.close_consoles()
                run.mebibytes[-1] = shown.memory()
        finally:
            shown.close()
            eye.close()
            cloud.close()
    return run


if __name__ == "__main__":
    print(json.dumps(asdict(measure(sys.argv[1]))))
