"""What every answer tells a browser, whichever part of the program gives it."""

from __future__ import annotations

_UNUSED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "fullscreen"),
    *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock"),
    *("serial", "usb", "xr-spatial-tracking"),
)

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Content security policy of what is no page: a browser shows it and loads nothing for it."""

TOLD_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{each}=()" for each in _UNUSED),
    "Server": "e-Order",
}
"""Photos come from the file chooser, so that not even the camera is asked for. The server's own name and version stay
untold."""

KEPT_BY_NOBODY = "no-store, private"
"""Cache control of all that is not known to be public."""
