"""What the declared table says a reader gets at an address, and what an answer was."""

from enum import StrEnum

from eorder.parties.identity.policy import POLICIES
from eorder.web.access_table import ACCESS, FINDS, Kind, Reach

POLICY = {policy.name: policy for policy in POLICIES}
READING = frozenset({"GET", "HEAD"})


class Outcome(StrEnum):
    """Classes of answers."""

    LET_IN = "let in"
    SIGN_IN = "asked to sign in"
    NOT_THERE = "not there"
    REFUSED = "refused with a sentence"
    READ_ONLY = "shown without a form"
    WRONG_METHOD = "wrong method"
    BROKEN = "broken"


def answered(route):
    """Methods that an address answers; pages answer HEAD like GET, the API's operations do not."""
    more = {"HEAD"} if "GET" in route.methods and not is_operation(route) else set()
    return {*route.methods, *more}


def is_operation(route):
    return route.path.startswith("/api/") and route.policy != "public"


def expected(route, scene, reader, method):
    """The one rule that reads the table."""
    if method not in answered(route):
        return Outcome.WRONG_METHOD
    policy, access = POLICY[route.policy], ACCESS[route.name]
    if policy.is_public:
        return _public(access, scene, reader)
    if not reader.is_known:
        return Outcome.SIGN_IN
    if policy.roles and not policy.roles & reader.roles:
        return Outcome.NOT_THERE
    return _signed_in(access, scene, reader, method)


def _public(access, scene, reader):
    follows = scene.record.follows
    is_kept = follows and not (reader.is_known and finds(follows, scene.record, reader))
    return Outcome.NOT_THERE if access.is_off or is_kept else Outcome.LET_IN


def _signed_in(access, scene, reader, method):
    if access.kind is Kind.UNIT and method in READING:  # a list of one's own units
        return Outcome.LET_IN if access.sends & reader.roles else Outcome.READ_ONLY
    if not finds(access.kind, scene.record, reader):
        return Outcome.NOT_THERE
    if not access.sends or sends(access, scene, reader):
        return Outcome.LET_IN
    return Outcome.READ_ONLY if method in READING else Outcome.REFUSED


def finds(kind, record, reader):
    """Whether a record of a kind is there for a reader."""
    if kind not in FINDS or record.is_own:
        return True
    return any(role in reader.roles and reaches(reach, record, reader) for role, reach in FINDS[kind].items())


def reaches(reach, record, reader):
    if reach is Reach.BUSINESS:
        return record.vendor in reader.vendors
    if reach is Reach.GOVERNMENT:
        return record.government == reader.government
    return record.unit == reader.unit


def sends(access, scene, reader):
    """Whether a reader who finds the record may send the form."""
    if access.to_the_named:
        named = scene.record.named
        able = {role for role in scene.senders & reader.roles if named.get(role) in {None, reader.person}}
    else:
        able = scene.senders & reader.roles
    if able & {"vendor"}:
        return scene.record.is_own or scene.record.vendor in reader.vendors
    if able & {"curator"}:  # businesses join a whole government
        return scene.record.government == reader.government
    return bool(able) and scene.record.unit == reader.unit


def outcome(answer):
    """Put an answer into its class."""
    if answer.status_code == 405:
        return Outcome.WRONG_METHOD
    if answer.status_code == 404:
        return Outcome.NOT_THERE
    if answer.status_code == 401 or is_sign_in(answer):
        return Outcome.SIGN_IN
    if answer.status_code in {403, 409}:
        return Outcome.REFUSED
    if answer.status_code == 422 and answer.wsgi_request.path == "/masuk":
        return Outcome.LET_IN  # whoever sends an empty name is asked again
    return Outcome.LET_IN if answer.status_code < 400 else Outcome.BROKEN


def is_sign_in(answer):
    return answer.status_code == 302 and answer["Location"].startswith("/masuk?next=")
