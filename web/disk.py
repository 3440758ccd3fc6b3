"""A full disk of the server (нет места): how the failure of it is known."""

import errno

FULL_SIGNS = ("SQLITE_FULL", "53100")
"""What SQLite and PostgreSQL name it."""
FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_disk_full(error: BaseException | None) -> bool:
    """Tell whether a failure, or what it came of, is a disk with no room left."""
    while error is not None:
        cause = getattr(error, "orig", None) or error
        name = getattr(cause, "sqlite_errorname", "") or getattr(cause, "sqlstate", "")
        if name in FULL_SIGNS:
            return True
        if isinstance(cause, OSError) and cause.errno in FULL_ERRORS:
            return True
        error = error.__cause__ or error.__context__
    return False
