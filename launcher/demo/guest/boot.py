"""What a server says while it boots, when it is told to go, and when its kernel gives up."""

import random
from collections.abc import Iterator

from launcher.demo.machine import Machine

KERNEL = "6.1.0-41-cloud-amd64"
BUILT = "#1 SMP Debian 6.1.158-1 (2025-11-09)"
HARDWARE = "OpenStack Foundation OpenStack Nova, BIOS 1.16.2 04/01/2014"

_KERNEL_LINES = (
    (0.000000, "Linux version {kernel} (debian-kernel@lists.debian.org) {built}"),
    (0.000000, "Command line: BOOT_IMAGE=/boot/vmlinuz-{kernel} root=/dev/vda1 ro console=tty0"),
    (0.000000, "BIOS-provided physical RAM map:"),
    (0.000000, "BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable"),
    (0.000000, "BIOS-e820: [mem 0x0000000000100000-0x000000007ffdbfff] usable"),
    (0.000000, "NX (Execute Disable) protection: active"),
    (0.000000, "DMI: {hardware}"),
    (0.000000, "Hypervisor detected: KVM"),
    (0.000002, "kvm-clock: using sched offset of 5387412 cycles"),
    (0.004513, "tsc: Detected 2599.998 MHz processor"),
    (0.061840, "Memory: {memory}K/{ram}K available (14342K kernel code, 2340K rwdata)"),
    (0.062307, "SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs={vcpus}, Nodes=1"),
    (0.143200, "smp: Brought up 1 node, {vcpus} CPUs"),
    (0.144981, "devtmpfs: initialized"),
    (0.148822, "NET: Registered PF_NETLINK/PF_ROUTE protocol family"),
    (0.163550, "PCI: Using configuration type 1 for base access"),
    (0.224618, "SCSI subsystem initialized"),
    (0.310775, "clocksource: Switched to clocksource kvm-clock"),
    (0.402113, "TCP established hash table entries: 16384 (order: 5, 131072 bytes, linear)"),
    (0.664209, "virtio_blk virtio2: [vda] {sectors} 512-byte logical blocks ({disk} GiB)"),
    (0.668730, " vda: vda1 vda14 vda15"),
    (0.702918, "virtio_net virtio0 ens3: renamed from eth0"),
    (0.911446, "EXT4-fs (vda1): mounted filesystem with ordered data mode. Quota mode: none."),
    (1.020187, "systemd[1]: systemd 252.39-1~deb12u1 running in system mode"),
    (1.020911, "systemd[1]: Detected virtualization kvm."),
    (1.021140, "systemd[1]: Hostname set to <{name}>."),
)

_SERVICES = (
    "Created slice system-getty.slice - Slice /system/getty.",
    "Started systemd-journald.service - Journal Service.",
    "Mounted dev-hugepages.mount - Huge Pages File System.",
    "Finished systemd-modules-load.service - Load Kernel Modules.",
    "Finished systemd-sysctl.service - Apply Kernel Variables.",
    "Reached target local-fs.target - Local File Systems.",
    "Finished systemd-udev-trigger.service - Coldplug All udev Devices.",
    "Started systemd-networkd.service - Network Configuration.",
    "Found device dev-ttyS0.device - /dev/ttyS0.",
    "Finished cloud-init-local.service - Initial cloud-init job (pre-networking).",
    "Reached target network-online.target - Network is Online.",
    "Started chrony.service - chrony, an NTP client/server.",
    "Started cron.service - Regular background program processing daemon.",
    "Started ssh.service - OpenBSD Secure Shell server.",
    "Finished cloud-final.service - Execute cloud user/final scripts.",
    "Reached target multi-user.target - Multi-User System.",
)

_FAREWELLS = {"rebooting": "reboot", "powering-off": "power-off"}
"""How systemd calls what Nova's task asks for; a hard reboot asks nobody."""

_LAST_SERVICES = (
    "Stopped ssh.service - OpenBSD Secure Shell server.",
    "Stopped cron.service - Regular background program processing daemon.",
    "Unmounted boot-efi.mount - /boot/efi.",
    "Reached target shutdown.target - System Shutdown.",
)

_PANIC = """\
{at} BUG: kernel NULL pointer dereference, address: 0000000000000010
{at} #PF: supervisor read access in kernel mode
{at} #PF: error_code(0x0000) - not-present page
{at} Oops: 0000 [#1] PREEMPT SMP NOPTI
{at} CPU: 0 PID: 1 Comm: systemd Not tainted {kernel} #1 Debian 6.1.158-1
{at} Hardware name: {hardware}
{at} RIP: 0010:ext4_get_group_desc+0x4b/0xe0 [ext4]
{at} Code: 48 8b 87 a8 03 00 00 39 70 38 76 63 8b 88 84 00 00 00 49 89 d0 41 89 f2
{at} RSP: 0018:ffffb2c540013a18 EFLAGS: 00010206
{at} RAX: 0000000000000000 RBX: ffff9a0bc2f36800 RCX: 0000000000000007
{at} RDX: ffffb2c540013a60 RSI: 0000000000000012 RDI: ffff9a0bc2f36800
{at} Call Trace:
{at}  <TASK>
{at}  __ext4_get_inode_loc+0xa4/0x4b0 [ext4]
{at}  __ext4_iget+0x155/0xe50 [ext4]
{at}  ext4_lookup+0x13f/0x230 [ext4]
{at}  path_openat+0x6c4/0x11c0
{at}  do_sys_openat2+0x9a/0x160
{at}  do_syscall_64+0x55/0xb0
{at}  entry_SYSCALL_64_after_hwframe+0x6e/0xd8
{at}  </TASK>
\x1b[91m{at} Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000009\x1b[0m
{at} Kernel Offset: 0x2a600000 from 0xffffffff81000000
\x1b[91m{at} ---[ end Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000009 ]---\x1b[0m
"""


def boot_lines(machine: Machine) -> Iterator[tuple[float, str]]:
    """Yield each line of a boot with the seconds since power-on when it is to appear."""
    ram = machine.flavor.ram * 1024
    facts = {
        "kernel": KERNEL,
        "built": BUILT,
        "hardware": HARDWARE,
        "name": machine.name,
        "vcpus": machine.flavor.vcpus,
        "ram": ram,
        "memory": ram - 61_544,
        "disk": machine.flavor.disk,
        "sectors": machine.flavor.disk * 2**21,
    }
    for stamp, text in _KERNEL_LINES:
        yield stamp, f"\x1b[90m{_stamp(stamp)}\x1b[0m {text.format_map(facts)}\n"
    chance = random.Random(machine.id)  # noqa: S311 - the same boot each time
    moment = 1.4
    for service in _SERVICES:
        moment += chance.uniform(0.05, 0.22)
        verb, _, rest = service.partition(" ")
        yield moment, f"[\x1b[1;92m  OK  \x1b[0m] {verb} \x1b[1m{rest}\x1b[0m\n"


def farewell(machine: Machine) -> str:
    """Return what a server says that is asked to go, or nothing where it is not."""
    target = _FAREWELLS.get(machine.task_state)
    if target is None:
        return ""
    stopped = "".join(f"[\x1b[1;92m  OK  \x1b[0m] {service}\n" for service in _LAST_SERVICES)
    return (
        f"\n\nThe system will {target} now!\n\n{stopped}[\x1b[1;92m  OK  \x1b[0m] Reached target {target}.\n"
    )


def panic(machine: Machine) -> str:
    """Return what stands on the screen when the kernel has given up."""
    stamp = _stamp(7 + len(machine.name) / 3)
    return _PANIC.format(at=stamp, kernel=KERNEL, hardware=HARDWARE)


def _stamp(seconds: float) -> str:
    return f"[{seconds:12.6f}]"
