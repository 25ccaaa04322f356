"""One answer of a rule, the same for page, API and action."""

from __future__ import annotations

from dataclasses import dataclass

from eorder.foundation.errors import NotAllowedError


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an act is allowed; a refusal carries the sentence people read and a stable code."""

    refusal: str = ""
    code: str = "not_allowed"
    status: int = 403

    def __bool__(self) -> bool:
        return not self.refusal

    def require(self) -> None:
        """Turn a refusal into an error.

        Raises:
            NotAllowedError: The rule refused.
        """
        if self.refusal:
            error = NotAllowedError(self.refusal, code=self.code)
            error.status = self.status
            raise error


ALLOWED = Verdict()


def refused(sentence: str, code: str = "not_allowed", status: int = 403) -> Verdict:
    """Refuse with a sentence that says what is wrong and how to go on."""
    return Verdict(sentence, code, status)


def first_refusal(*verdicts: Verdict) -> Verdict:
    """Give the first refusal in the order given, or permission when there is none."""
    return next((verdict for verdict in verdicts if not verdict), ALLOWED)
