"""How much of a table is read before it is refused, so that no file can exhaust the machine."""

MAX_ROWS = 1_000_000
"""Rows below the header, inclusive."""

MAX_COLUMNS = 200
"""Columns, inclusive."""

MAX_CELL = 10_000
"""Characters in one cell, inclusive."""

MAX_UNPACKED = 2 * 1024**3
"""Bytes that a gzip file may unpack to, inclusive; they are streamed."""

MAX_WORKBOOK = 512 * 1024**2
"""Bytes that a workbook may unpack to, inclusive."""

MAX_WORKBOOK_MEMORY = 100_000_000
"""Bytes that the cells of a workbook may take in memory, inclusive; it is held as a whole and looked through
first, both within the time of one upload, so a CSV may be longer."""

MAX_WORKBOOK_REST = 16 * 1024**2
"""Bytes of what is neither a sheet nor its texts (styles, names, links), inclusive."""

MAX_WORKBOOK_TEXTS = 500_000
"""Shared texts of a workbook, inclusive."""

MAX_WORKBOOK_MEMBERS = 1_000
"""Files inside a workbook, inclusive."""

MAX_RATIO = 200
"""Unpacked bytes per packed byte, inclusive, once more than `RATIO_FREE` bytes came out."""

RATIO_FREE = 32 * 1024**2
"""Bytes that may come out before the ratio counts: a short table of equal rows packs very well."""

MAX_CONTRADICTIONS = 10_000
"""Rows of one table that may contradict others before the table as a whole is refused."""

MAX_SHOWN_PROBLEMS = 100
"""Problems of refused rows that are kept to be shown, inclusive; the rest is counted and goes to a file."""
