"""Which sections the pane has, and what each of them is asked for."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from launcher.model.details import Particulars
from launcher.model.profile import Profile
from launcher.services.details import ServerDetails
from launcher.ui.details import contents
from launcher.ui.details.contents import tr
from launcher.ui.details.log_panel import LogPanel
from launcher.ui.details.part import Part
from launcher.ui.details.part_view import PartView
from launcher.ui.details.section import Section
from launcher.ui.details.sheet import Contents
from launcher.ui.runner import TaskRunner


class Parts:
    """What is asked of a cloud; several sections can show one part, which is then asked for once."""

    def __init__(self, details: ServerDetails, runner: TaskRunner, owner: QObject) -> None:
        self.particulars = Part(details.particulars, runner, owner)
        self.flavor = Part(details.flavor, runner, owner)
        self.volumes = Part(details.volumes, runner, owner)
        self.security_groups = Part(details.security_groups, runner, owner)
        self.actions = Part(details.actions, runner, owner)
        self.all = (self.particulars, self.flavor, self.volumes, self.security_groups, self.actions)


def make_sections(parts: Parts, log: LogPanel, profile: Callable[[], Profile]) -> tuple[Section, ...]:
    """Return the sections from top to bottom, all closed.

    Args:
        parts: what they show.
        log: the last one's body.
        profile: gives the profile of the server that is shown.
    """

    def identity(found: Particulars) -> Contents:
        return contents.identity(found, profile())

    def made(
        name: str, title: str, part: Part, describe: Callable[[Any], Contents], nothing: str = ""
    ) -> Section:
        view = PartView(part, describe, nothing)
        section = Section(name, title, view)
        view.counted.connect(section.header.show_count)
        view.rebuilt.connect(section.chain_keyboard)
        return section

    about = parts.particulars
    none_of = {
        "fault": tr("No fault is known."),
        "addresses": tr("It has no address."),
        "volumes": tr("No volume is attached."),
        "security_groups": tr("It is in no security group."),
        "labels": tr("Nobody wrote anything to it."),
        "actions": tr("Nothing is recorded."),
    }
    rows: tuple[tuple[str, str, Part, Callable[[Any], Contents]], ...] = (
        ("fault", tr("Fault"), about, contents.fault),
        ("identity", tr("Identity"), about, identity),
        ("addresses", tr("Addresses"), about, contents.addresses),
        ("flavor", tr("Flavor"), parts.flavor, contents.flavor),
        ("volumes", tr("Volumes"), parts.volumes, contents.volumes),
        ("security_groups", tr("Security groups"), parts.security_groups, contents.security_groups),
        ("labels", tr("Metadata and tags"), about, contents.labels),
        ("actions", tr("Recent actions"), parts.actions, contents.actions),
    )
    facts = (made(*row, none_of.get(row[0], "")) for row in rows)
    return (*facts, Section("console_log", tr("Console log"), log))
