"""How long a session lives and how wrong passwords slow the next one; pure."""

from datetime import datetime, timedelta

from records.kernel.text import plural_form
from records.people.values import Checked, SessionEnd

SESSION_IDLE = timedelta(minutes=30)
SESSION_LIFE = timedelta(hours=12)
"""A session ends after half an hour of nothing and after a working day (REG 6.2)."""

SESSION_KEPT = timedelta(days=400)
"""A finished session is kept for a school year and the month its last report is made
in: work under one login from two places is counted from it (REG 4.1.7)."""

SECOND_STEP_LIFE = timedelta(minutes=10)
TOUCH_EVERY = timedelta(minutes=1)

ATTEMPT_WINDOW = timedelta(hours=1)
LONGEST_WAIT = 15 * 60
FREE = {"login": 5, "address": 60}
CLOSED = {"login": 10, "address": 70}
"""Wrong passwords within the window: from the first number on each one waits twice as
long as the one before, from the second on a quarter of an hour. A whole classroom is
behind one address, hence the larger numbers there."""


def session_end(created_at: datetime, seen_at: datetime) -> tuple[datetime, SessionEnd]:
    """Return when a session ends by itself, and why (REG 6.2)."""
    idle, life = seen_at + SESSION_IDLE, created_at + SESSION_LIFE
    return (idle, SessionEnd.IDLE) if idle <= life else (life, SessionEnd.EXPIRED)


def needs_touch(seen_at: datetime, now: datetime) -> bool:
    """Tell whether it is time to write down that the session is in use."""
    return now - seen_at >= TOUCH_EVERY


def attempt_wait(by: str, count: int, last_at: datetime | None, now: datetime) -> int:
    """Return the seconds to wait before the next attempt (мягкая блокировка).

    `by` is «login» or «address», `count` the wrong attempts within the window.
    """
    if last_at is None or count < FREE[by]:
        return 0
    growing = 2 ** (min(count, CLOSED[by]) - FREE[by] + 1)
    pause = LONGEST_WAIT if count >= CLOSED[by] else min(growing, LONGEST_WAIT)
    passed = (now - last_at).total_seconds()
    return max(0, -int(-(pause - passed) // 1))


def attempts_left(count: int) -> int:
    """Return how many attempts are left before the sign-in closes for a while."""
    return max(0, CLOSED["login"] - count)


def describe_refusal(checked: Checked) -> str:
    """Say why a sign-in is refused; never whether the login or the password is wrong."""
    if checked.blocked:
        return "Учётная запись закрыта. Обратитесь в учебный отдел."
    if checked.wait:
        return f"Слишком много попыток. Повторите через {_span(checked.wait)}."
    words = "Логин или пароль не подошли. Проверьте раскладку и Caps Lock."
    if checked.left > 5:
        return words
    if checked.left == 0:
        return f"{words} Вход закрыт на {_span(LONGEST_WAIT)}."
    left = plural_form(checked.left, ("попытка", "попытки", "попыток"))
    verb = plural_form(checked.left, ("Осталась", "Осталось", "Осталось"))
    return (
        f"{words} {verb} {checked.left} {left}, потом вход закроется "
        f"на {_span(LONGEST_WAIT)}."
    )


def _span(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} {plural_form(seconds, ('секунду', 'секунды', 'секунд'))}"
    minutes = -(-seconds // 60)
    return f"{minutes} {plural_form(minutes, ('минуту', 'минуты', 'минут'))}"
