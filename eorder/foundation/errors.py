"""Errors that people and programs can read: a sentence, a stable code, an HTTP status."""

from __future__ import annotations


class EorderError(Exception):
    """Base of every expected failure; it changed nothing.

    Attributes:
        code: Stable identifier that never changes once published.
        status: HTTP status that pages and API answer with.
        sentence: What is wrong, where, and how to mend it, in plain Indonesian.
    """

    code = "error"
    status = 400

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        if code is not None:
            self.code = code


class InvalidValueError(EorderError):
    """A value is outside what its meaning allows."""

    code = "invalid_value"
    status = 422


class InvalidFormError(EorderError):
    """Several fields of one request are wrong; each has its own sentence."""

    code = "invalid_form"
    status = 422

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


class NotAllowedError(EorderError):
    """A rule refuses the act; the sentence names the rule."""

    code = "not_allowed"
    status = 403


class ConflictError(EorderError):
    """The record changed since the person looked at it."""

    code = "conflict"
    status = 409


class StaleError(EorderError):
    """A program named the version that it knew, and another one holds now."""

    code = "stale"
    status = 412


class NotFoundError(EorderError):
    """There is no such record, or this person must not learn that there is."""

    code = "not_found"
    status = 404


class CommandReusedError(EorderError):
    """One command id was sent with two different acts."""

    code = "command_reused"
    status = 409


class RepeatedError(EorderError):
    """The command was carried out before; nobody is told, because a repeat gets the answer of its first try."""

    code = "repeated"
    status = 409


class OverBudgetError(NotAllowedError):
    """The budget line has less left than the act needs."""

    code = "over_budget"
    status = 409


class OverCapacityError(NotAllowedError):
    """A product has less room left on the delivery day than the order needs."""

    code = "over_capacity"
    status = 409


class BusyError(EorderError):
    """Too much happens at once; the same request will do in a moment."""

    code = "busy"
    status = 503


class UnreachableError(EorderError):
    """The database does not answer, or stopped to while it worked: nobody knows whether the act was recorded."""

    code = "unreachable"
    status = 503


class ConfigurationError(EorderError):
    """The installation is set up in a way the program refuses to run with."""

    code = "configuration"
    status = 500
