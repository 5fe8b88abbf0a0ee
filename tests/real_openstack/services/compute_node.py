"""nova-compute, as it is, with the driver from `virt` beside Nova's own."""

from pathlib import Path

import nova.cmd.compute
import nova.virt

nova.virt.__path__.append(str(Path(__file__).parent / "virt"))
nova.cmd.compute.main()
