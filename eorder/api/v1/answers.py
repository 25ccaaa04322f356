"""The one shape of an error: a stable code, a sentence people can read, and problems by field."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from eorder.foundation.errors import EorderError, InvalidFormError
from eorder.parties.identity.refusals import note_refusal

UNPROCESSABLE = 422
UNAUTHORIZED = 401
BAD_REQUEST = 400


class ErrorAnswer(Schema):
    """What every refusal looks like."""

    code: str
    sentence: str
    problems: dict[str, str] = {}


def answer_errors(api: NinjaAPI) -> None:
    """Let every failure of an API answer in this shape."""

    def expected(request: HttpRequest, error: EorderError | type[EorderError]) -> HttpResponse:
        if isinstance(error, EorderError):
            note_refusal(request, getattr(getattr(request, "auth", None), "account_id", None), error)
        problems = error.problems if isinstance(error, InvalidFormError) else {}
        sentence = getattr(error, "sentence", "")
        return _answer(
            api, request, error.status, ErrorAnswer(code=error.code, sentence=sentence, problems=problems)
        )

    def invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
        sentence = "Permintaan ini tidak sesuai bentuknya. Perbaiki bagian yang disebut."
        problems = _problems(getattr(error, "errors", []))
        answer = ErrorAnswer(code="invalid_request", sentence=sentence, problems=problems)
        return _answer(api, request, UNPROCESSABLE, answer)

    def anonymous(
        request: HttpRequest, _error: AuthenticationError | type[AuthenticationError]
    ) -> HttpResponse:
        sentence = "Masuk dulu, lalu kirim lagi dengan kuki sesi atau token yang masih berlaku."
        return _answer(api, request, UNAUTHORIZED, ErrorAnswer(code="not_signed_in", sentence=sentence))

    def refused(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
        sentence = "Permintaan ini tidak dapat dilayani. Periksa isi dan tanda CSRF-nya."
        status = getattr(error, "status_code", BAD_REQUEST)
        return _answer(api, request, status, ErrorAnswer(code="bad_request", sentence=sentence))

    api.add_exception_handler(EorderError, expected)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(AuthenticationError, anonymous)
    api.add_exception_handler(HttpError, refused)


def _answer(api: NinjaAPI, request: HttpRequest, status: int, answer: ErrorAnswer) -> HttpResponse:
    response = api.create_response(request, answer.model_dump(), status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _problems(errors: list[dict[str, Any]]) -> dict[str, str]:
    return {".".join(str(part) for part in error["loc"][1:]): str(error["msg"]) for error in errors}
