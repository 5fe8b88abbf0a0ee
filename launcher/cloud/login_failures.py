"""Why a login did not come about, in an operator's words."""

from http import HTTPStatus

import requests
from keystoneauth1 import exceptions as keystone

from launcher.cloud.aksk.refusals import key_refused
from launcher.cloud.answer_failures import answer_failure
from launcher.cloud.auth import ACCESS_KEY, chosen_methods, said, secret_option
from launcher.cloud.transport_failures import transport_failure
from launcher.cloud.wire import Answer, Timeouts
from launcher.cloud.words import clean, details_of, message_of
from launcher.model.errors import (
    AuthenticationError,
    EndpointMissingError,
    PortholeError,
    ProfileError,
    Trouble,
    UnexpectedAnswerError,
)
from launcher.model.instant import Instant
from launcher.model.profile import Profile
from launcher.model.proxy import Proxy

_CATALOG_WITHOUT_COMPUTE = "The catalog has no compute service for this project."
_REFUSALS = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}

# By what the cloud says, where it says more than "The request you have made requires authentication."
_REFUSAL_STEPS = {
    "cannot request a scope": "Take project and domain out of the profile: the credential has its own.",
    "application credential": "Check the application credential's id: it may have been deleted.",
    "expired": "It has expired: get a new one from the cloud, then enter it here.",
    "locked": "The account is locked: ask the cloud's operator.",
    "disabled": "The account is disabled: ask the cloud's operator.",
}
# By the option the secret goes into.
_SECRET_STEPS = {
    "token": "The token has probably expired: enter a new one.",
    "application_credential_secret": "Check the application credential's id, then enter its secret again.",
}


def login_failure(
    error: Exception,
    profile: Profile,
    timeouts: Timeouts,
    secrets: tuple[str, ...],
    proxy: Proxy | None = None,
) -> PortholeError:
    """Return the error to raise in place of one that keystoneauth1 raised during a login.

    Args:
        error: keystoneauth1's, or the one of requests below it.
        profile: who wanted to log in where.
        timeouts: how long was waited, in seconds.
        secrets: what must not stand in the details.
        proxy: what the login went through, or None.
    """
    response = getattr(error, "response", None)
    if isinstance(response, requests.Response):
        answer = Answer(
            response.url, response.status_code, response.headers, response.content, Instant.now(), secrets
        )
        return _answered(answer, profile)
    if isinstance(error, keystone.ConnectionError | requests.RequestException | ValueError):
        return transport_failure(error, profile.auth_url, timeouts, secrets, proxy)
    if isinstance(error, KeyError | TypeError):
        # keystoneauth1 looked for a token in JSON that has none.
        return no_identity_service(profile, "The answer holds no token.")
    return ProfileError(
        Trouble(
            f"The login of {profile.name} cannot be done as the profile says.",
            "Correct the profile; the details say what is wrong.",
            details=clean(str(error), secrets),
        )
    )


def no_identity_service(profile: Profile, details: str) -> UnexpectedAnswerError:
    """Return the error for an auth URL where something else than Keystone answers."""
    return UnexpectedAnswerError(
        Trouble(
            f"No identity service answers at {profile.auth_url}.",
            "Check the auth URL: it usually ends in /v3.",
            details=clean(details),
        )
    )


def no_compute(profile: Profile, catalog: list[dict[str, object]]) -> EndpointMissingError:
    """Return the error for a catalog without the endpoint that a profile asks for; it names what is there.

    Args:
        profile: which region and interface were wanted.
        catalog: version 3's, as the token carried it.
    """
    there = sorted(
        {
            clean(f"{endpoint.get('region_id') or endpoint.get('region')} ({endpoint.get('interface')})")
            for service in catalog
            if service.get("type") == "compute"
            for endpoint in _endpoints(service)
        }
    )
    where = f"in region {profile.region_name}" if profile.region_name else "in any region"
    if not there:
        return EndpointMissingError(
            Trouble(
                _CATALOG_WITHOUT_COMPUTE, "Set compute_endpoint_override in the profile, or ask for Nova."
            )
        )
    return EndpointMissingError(
        Trouble(
            f"The catalog has no {profile.interface} compute endpoint {where}.",
            f"Correct region_name or interface in the profile. There are: {', '.join(there)}.",
        )
    )


def _endpoints(service: dict[str, object]) -> list[dict[str, object]]:
    endpoints = service.get("endpoints")
    return endpoints if isinstance(endpoints, list) else []


def _answered(answer: Answer, profile: Profile) -> PortholeError:
    message = message_of(answer)
    details = details_of(answer)
    if answer.status in _REFUSALS and profile.auth_type == ACCESS_KEY:
        return key_refused(answer)
    if answer.status in _REFUSALS or "Application Credential" in message:
        what, step = _refusal(message, profile)
        return AuthenticationError(Trouble(what, step, request_id=answer.request_id, details=details))
    if answer.status == HTTPStatus.BAD_REQUEST:
        return ProfileError(
            Trouble(
                f"{answer.host} cannot use the login as the profile says it.",
                "Check user, domain and project in the profile; the details say what is amiss.",
                request_id=answer.request_id,
                details=details,
            )
        )
    if answer.ok or answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}:
        return no_identity_service(profile, details)
    return answer_failure(answer, "log in")


def _refusal(message: str, profile: Profile) -> tuple[str, str]:
    who = profile.auth.get("username") or profile.auth.get("application_credential_name")
    what = f"The cloud refused the login of {who}." if who else "The cloud refused the login."
    for fragment, step in _REFUSAL_STEPS.items():
        if fragment in message.lower():
            return what, step
    option = secret_option(profile.auth_type, chosen_methods(profile.auth)) or "credentials"
    otherwise = f"Check user, domain and project in the profile, then enter the {said(option)} again."
    return what, _SECRET_STEPS.get(option, otherwise)
