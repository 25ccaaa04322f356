"""What each kind of answer tells a browser: the declared table, and how an answer is put into its kind."""

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of answers."""

    PUBLIC_PAGE = "public page"
    PUBLIC_FILE = "file that everybody may read"
    PHOTO = "photo, the same for everybody for ever"
    OPEN_DATA = "open data"
    OPEN_DATA_TO_SOMEBODY = "open data, to somebody signed in"
    STATIC = "part of the program"
    APP = "part of the program that an installed app asks for"
    PRIVATE_PAGE = "page of somebody"
    PRIVATE_FILE = "file of somebody"
    API = "answer to a program"
    REDIRECT = "redirect"
    ERROR = "refusal"
    DATA_ERROR = "refusal of open data"


NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PAGE = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; manifest-src 'self'; object-src 'none'; script-src 'self'; "
    "style-src 'self'"
)
FILE = f"sandbox; {NOTHING}"
SHORTLY, LONGER, NEVER = "max-age=60, public", "max-age=3600, public", "no-store, private"
TABLE = {  # content security policy, cache control, who may load it (CORP)
    Kind.PUBLIC_PAGE: (PAGE, {SHORTLY}, "same-origin"),
    Kind.PUBLIC_FILE: (FILE, {SHORTLY, LONGER}, "same-origin"),
    Kind.PHOTO: (FILE, {"immutable, max-age=31536000, public"}, "same-origin"),
    Kind.OPEN_DATA: (NOTHING, {SHORTLY}, "cross-origin"),
    Kind.OPEN_DATA_TO_SOMEBODY: (NOTHING, {NEVER}, "cross-origin"),
    Kind.STATIC: (NOTHING, {SHORTLY}, "same-origin"),
    Kind.APP: (f"{NOTHING}; connect-src 'self'", {LONGER}, "same-origin"),
    Kind.PRIVATE_PAGE: (PAGE, {NEVER}, "same-origin"),
    Kind.PRIVATE_FILE: (FILE, {NEVER}, "same-origin"),
    Kind.API: (NOTHING, {NEVER}, "same-origin"),
    Kind.REDIRECT: (PAGE, {NEVER}, "same-origin"),
    Kind.ERROR: (PAGE, {NEVER}, "same-origin"),
    Kind.DATA_ERROR: (NOTHING, {NEVER}, "cross-origin"),
}
OFF = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), fullscreen=(), "
    "geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": OFF,
    "Server": "e-Order",
}
MAY_STAND = {
    *(
        "Content-Type",
        "Content-Length",
        "Content-Language",
        "Content-Disposition",
        "Location",
        "Allow",
        "Vary",
    ),
    *("ETag", "Last-Modified", "Link", "Retry-After", "Clear-Site-Data"),
}
"""Headers that say something of this one answer; a header that stands nowhere here is news and fails the test."""
TYPES = {"text/html; charset=utf-8", "application/json", "application/json; charset=utf-8"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_TYPES = {"application/pdf", "image/jpeg", "image/png", "image/webp", "text/csv; charset=utf-8", XLSX}
NO_PAGE = {"document", "paper", "certificate_paper", "turns_of", "product_sheet"}

APP_FILES = {"app_manifest": "application/manifest+json", "offline_script": "text/javascript; charset=utf-8"}
ALIKE_FOR_ALL = {"photo": Kind.PHOTO, **dict.fromkeys(APP_FILES, Kind.APP)}


def kind_of(answer, name, path, *, is_signed_in, is_public):
    """Put an answer into its kind by address, status and reader."""
    alike = Kind.API if path.startswith("/api/") else ALIKE_FOR_ALL.get(name)
    if alike and (alike is Kind.API or answer.status_code < 300):
        return alike
    if path.startswith("/ocds/"):
        if answer.status_code >= 400:
            return Kind.DATA_ERROR
        return Kind.OPEN_DATA_TO_SOMEBODY if is_signed_in else Kind.OPEN_DATA
    if answer.status_code >= 300:
        return Kind.REDIRECT if answer.status_code < 400 else Kind.ERROR
    is_open = (
        is_public and not is_signed_in and not answer.cookies and answer.request["REQUEST_METHOD"] != "POST"
    )
    if name in NO_PAGE:
        return Kind.PUBLIC_FILE if is_open else Kind.PRIVATE_FILE
    return Kind.PUBLIC_PAGE if is_open else Kind.PRIVATE_PAGE


def problems(answer, kind):
    """What an answer tells otherwise than the table; nothing is left out on either side."""
    policy, keeping, loading = TABLE[kind]
    told = dict(answer.headers)
    wanted = {**ALWAYS, "Cross-Origin-Resource-Policy": loading}
    if kind in {Kind.OPEN_DATA, Kind.OPEN_DATA_TO_SOMEBODY}:
        wanted["Access-Control-Allow-Origin"] = "*"
    found = {name: told.pop(name, None) for name in wanted}
    found["CSP"], wanted["CSP"] = _parts(told.pop("Content-Security-Policy", ""), ";"), _parts(policy, ";")
    kept = ", ".join(_parts(told.pop("Cache-Control", ""), ","))
    found["keeping"], wanted["keeping"] = kept, kept if kept in keeping else keeping
    wrong = {name: found[name] for name in wanted if found[name] != wanted[name]}
    wrong.update({name: value for name, value in told.items() if name not in MAY_STAND})
    return wrong | _of_what_is_kept(answer, kind) | _of_type(answer, kind)


def _of_what_is_kept(answer, kind):
    """What anybody may keep sets no cookie, and is not shown to somebody with another cookie."""
    if TABLE[kind][1] == {NEVER} or kind in {Kind.OPEN_DATA, Kind.STATIC}:
        return {}
    if kind in {Kind.PHOTO, Kind.APP}:
        return (
            {}
            if not answer.cookies and answer.headers.get("Vary") in {None, "Accept-Language"}
            else {"depends": answer.headers.get("Vary")}
        )
    varies = "Cookie" in answer.headers.get("Vary", "")
    return {} if varies and not answer.cookies else {"kept with a cookie": dict(answer.cookies)}


def _of_type(answer, kind):
    if kind is Kind.STATIC or not answer.content:
        return {}
    if kind is Kind.APP:
        types = set(APP_FILES.values())
    else:
        types = FILE_TYPES if kind in {Kind.PUBLIC_FILE, Kind.PRIVATE_FILE, Kind.PHOTO} else TYPES
    told = answer.headers.get("Content-Type")
    return {} if told in types else {"type": told}


def _parts(text, mark):
    return sorted(each.strip() for each in text.split(mark) if each.strip())
