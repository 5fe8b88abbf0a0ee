"""How Huawei's clouds say no: the gateway in one form, ECS in another."""

from uuid import uuid4

from launcher.demo.web.exchange import Reply, json_reply


class GatewayFaultError(Exception):
    """What the gateway does not let through (API Gateway, "Error Codes"); the text is its message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def reply(self) -> Reply:
        """Return it as the gateway writes it."""
        body = {"error_msg": str(self), "error_code": self.code, "request_id": uuid4().hex}
        return json_reply(self.status, body)


class EcsFaultError(GatewayFaultError):
    """What ECS does not do ("Error Codes"); the text is its message."""

    def reply(self) -> Reply:
        """Return it as ECS writes it."""
        return json_reply(self.status, {"error": {"message": str(self), "code": self.code}})


def unauthorized(why: str) -> GatewayFaultError:
    """Nobody is known to be asking."""
    return GatewayFaultError(401, "APIGW.0301", f"Incorrect IAM authentication information: {why}")


def unpublished() -> GatewayFaultError:
    """There is no such interface."""
    message = "The API does not exist or has not been published in the environment"
    return GatewayFaultError(404, "APIGW.0101", message)


def no_such_server(server_id: str) -> EcsFaultError:
    """The server is unknown, deleted, or another project's."""
    return EcsFaultError(404, "Ecs.0114", f"Instance[{server_id}] could not be found.")


def forbidden() -> EcsFaultError:
    """The roles do not allow this."""
    return EcsFaultError(403, "Ecs.0003", "You do not have permission to perform this operation.")
