"""The mailbox of files: letters name people and purchases, so only the account of the program reads them."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.mail.backends.filebased import EmailBackend

ONLY_US_FOLDER, ONLY_US_FILE = 0o700, 0o600


class LetterBox(EmailBackend):
    """Django's own backend, with closed folder and files."""

    def open(self) -> bool:
        """Begin the file of one sending."""
        if self.stream is None:
            Path(self.file_path).chmod(ONLY_US_FOLDER)  # also where an earlier version left it open
            os.close(os.open(self._get_filename(), os.O_CREAT | os.O_APPEND, ONLY_US_FILE))
        return bool(super().open())
