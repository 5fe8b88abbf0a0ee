"""How Nova says no (API guide, "Faults")."""

from launcher.demo.web.exchange import Reply, json_reply

_KEYS = {400: "badRequest", 403: "forbidden", 404: "itemNotFound", 409: "conflictingRequest"}


class NovaFaultError(Exception):
    """A request Nova does not grant; the text is its message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status

    def reply(self) -> Reply:
        """Return it as Nova writes it."""
        body = {_KEYS.get(self.status, "computeFault"): {"code": self.status, "message": str(self)}}
        return json_reply(self.status, body, {"Content-Type": "application/json; charset=UTF-8"})


def no_such_resource() -> NovaFaultError:
    """Nothing is routed there, at least not in this microversion."""
    return NovaFaultError(404, "The resource could not be found.")


def no_such_server(server_id: str) -> NovaFaultError:
    """The server is unknown, deleted, or another project's."""
    return NovaFaultError(404, f"Instance {server_id} could not be found.")


def not_ready(server_id: str) -> NovaFaultError:
    """No host holds the server."""
    return NovaFaultError(409, f"Instance {server_id} is not ready")


def forbidden(policy: str) -> NovaFaultError:
    """The token's roles do not allow this."""
    return NovaFaultError(403, f"Policy doesn't allow {policy} to be performed.")


def unexpected(exception: str) -> NovaFaultError:
    """An exception Nova's API forgot to catch."""
    message = (
        "Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ "
        f"and attach the Nova API log if possible.\n<class 'nova.exception.{exception}'>"
    )
    return NovaFaultError(500, message)
