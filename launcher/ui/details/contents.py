"""What each part of the pane says: from a cloud's words to facts with names."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from launcher.model.details import (
    Address,
    AttachedVolume,
    FlavorSize,
    Particulars,
    SecurityGroup,
    SecurityRule,
    ServerAction,
)
from launcher.model.profile import Profile
from launcher.ui.details.sheet import Contents, Fact, FactGroup
from launcher.ui.theme import Tone

SHOWN_ACTIONS = 25
"""The newest; a server that is rebooted every night has hundreds."""

_GIB = 1024


def tr(text: str) -> str:
    """Translate."""
    return QCoreApplication.translate("Details", text)


def identity(found: Particulars, profile: Profile) -> Contents:
    """Return who a server is, and where."""
    facts = (
        Fact(tr("Name"), found.name),
        Fact(tr("Id"), found.id),
        Fact(tr("Status"), _status(found)),
        Fact(tr("Created"), moment_words(found.created)),
        Fact(tr("Updated"), moment_words(found.updated)),
        Fact(tr("Profile"), profile.name),
        Fact(tr("Project"), profile.auth.get("project_name", "")),
        Fact(tr("Project id"), found.project_id),
        Fact(tr("User id"), found.user_id),
        Fact(tr("Zone"), found.zone),
        Fact(tr("Host id"), found.host_id),
        Fact(tr("Image id"), found.image_id),
        Fact(tr("Key pair"), found.key_name),
        Fact(tr("Description"), found.description),
    )
    return Contents((FactGroup(tuple(fact for fact in facts if fact.value)),))


def fault(found: Particulars) -> Contents:
    """Return why a server is in error."""
    if found.fault is None:
        return Contents(())
    facts = (
        Fact(tr("Message"), found.fault.message),
        Fact(tr("Code"), str(found.fault.code or "")),
        Fact(tr("Since"), moment_words(found.fault.created)),
        Fact(tr("Details"), found.fault.details),
    )
    return Contents((FactGroup(tuple(fact for fact in facts if fact.value)),))


def addresses(found: Particulars) -> Contents:
    """Return a server's addresses, network by network."""
    networks = dict.fromkeys(one.network for one in found.addresses)
    groups = tuple(
        _network(name, [one for one in found.addresses if one.network == name]) for name in networks
    )
    return Contents(groups, len(found.addresses))


def labels(found: Particulars) -> Contents:
    """Return what people wrote to a server: metadata and tags."""
    groups = []
    if found.metadata:
        groups.append(FactGroup(tuple(Fact(key, value) for key, value in found.metadata)))
    if found.tags:
        names = (tr("Tags"), *[""] * len(found.tags))
        groups.append(FactGroup(tuple(map(Fact, names, found.tags))))
    return Contents(tuple(groups), len(found.metadata) + len(found.tags or ()))


def flavor(found: FlavorSize) -> Contents:
    """Return how large a server is."""
    facts = [Fact(tr("Name"), found.name)]
    if found.vcpus is None:
        facts[0] = Fact(tr("Name"), found.name, tr("The cloud no longer tells its size."))
    else:
        facts.append(Fact(tr("vCPUs"), str(found.vcpus)))
    if found.ram is not None:
        facts.append(Fact(tr("RAM"), _memory(found.ram)))
    if found.disk is not None:
        facts.append(
            Fact(tr("Root disk"), f"{found.disk} GiB" if found.disk else tr("as its image or volume"))
        )
    if found.ephemeral:
        facts.append(Fact(tr("Second disk"), f"{found.ephemeral} GiB"))
    if found.swap:
        facts.append(Fact(tr("Swap"), _memory(found.swap)))
    return Contents((FactGroup(tuple(facts)),))


def volumes(found: tuple[AttachedVolume, ...]) -> Contents:
    """Return the volumes of a server."""
    facts = tuple(Fact(one.device or tr("Volume"), one.id, _of_volume(one)) for one in found)
    return Contents((FactGroup(facts),) if facts else (), len(facts))


def security_groups(found: tuple[SecurityGroup, ...]) -> Contents:
    """Return the security groups of a server with what they let in."""
    groups = tuple(
        FactGroup(
            tuple(Fact(_ports(rule), rule.source or tr("anywhere")) for rule in one.rules),
            one.name,
            one.description if one.rules else one.description or tr("Lets nothing in."),
        )
        for one in found
    )
    return Contents(groups, len(groups))


def actions(found: tuple[ServerAction, ...]) -> Contents:
    """Return what was done to a server, with the request ids the cloud's own logs know."""
    facts = tuple(map(_action, found[:SHOWN_ACTIONS]))
    older = len(found) - len(facts)
    more = tr("{0} older ones are not shown.").format(f"{older:,}") if older else ""
    return Contents((FactGroup(facts),) if facts else (), len(found), more)


def moment_words(moment: datetime | None) -> str:
    """Return a moment as logs write it, in UTC; empty for None."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if moment else ""


def _status(found: Particulars) -> str:
    task = found.task_state.replace("_", " ").replace("-", " ")
    return f"{found.status.words} · {task}" if task else found.status.words


def _network(name: str, found: list[Address]) -> FactGroup:
    facts = [Fact(_kind(one), one.ip) for one in found]
    facts += [Fact(tr("MAC"), mac) for mac in dict.fromkeys(one.mac for one in found) if mac]
    return FactGroup(tuple(facts), name)


def _kind(address: Address) -> str:
    version = {4: tr("IPv4"), 6: tr("IPv6")}.get(address.version, tr("Address"))
    return tr("{0} floating").format(version) if address.floating else version


def _memory(mebibytes: int) -> str:
    return f"{mebibytes // _GIB} GiB" if mebibytes % _GIB == 0 else f"{mebibytes:,} MiB"


def _of_volume(volume: AttachedVolume) -> str:
    size = f"{volume.size} GiB" if volume.size else ""
    fate = {None: "", True: tr("is deleted with the server"), False: tr("outlives the server")}
    return " · ".join(filter(None, (volume.name, size, fate[volume.goes_with_server])))


def _ports(rule: SecurityRule) -> str:
    protocol = rule.protocol.upper() or tr("Anything")
    if rule.first_port is None or rule.protocol == "icmp":
        return protocol
    ports = {rule.first_port, rule.last_port or rule.first_port}
    return f"{protocol} {'-'.join(str(port) for port in sorted(ports))}"


def _action(done: ServerAction) -> Fact:
    words = done.action.replace("-", " ").replace("_", " ").capitalize()
    when = moment_words(done.started)
    if not done.message:
        return Fact(words, done.request_id, when)
    failed = tr("failed") if done.message == "Error" else done.message
    return Fact(words, done.request_id, " · ".join(filter(None, (when, failed))), Tone.BAD)
