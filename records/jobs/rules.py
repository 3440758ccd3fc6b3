"""How a queue behaves: leases, the state of a job, what is due; pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from records.jobs.values import ItemFact, JobFact, Progress, State
from records.norms.values import YearFact

LEASE = timedelta(seconds=30)
"""How long an item is left to a worker that says nothing."""
SEEN = timedelta(seconds=20)
"""A worker seen that recently is at work."""
FORGOTTEN = timedelta(days=1)
BEAT = timedelta(seconds=5)
MOST_ATTEMPTS = 5
MOST_ITEMS = 500
ENOUGH = 20
"""Pages after which the speed is worth telling: the first ones load the engines."""
VERIFY_HOUR = 3
JOB_KEPT = timedelta(days=30)
"""How long a job that has issued nothing and the drafts it has printed are kept: whoever
wants a draft of last month prints it anew, from the record as it is."""
WORN_OUT = (
    "Документ не сделан: рабочий процесс прерывался на нём "
    f"{MOST_ATTEMPTS} раз. Сделайте его отдельно; если не поможет, передайте "
    "системному администратору номер задания."
)


def settle(state: State, items: Sequence[State]) -> State:
    """Tell the state of a job from those of its items."""
    if State.RUNNING in items:
        return State.STOPPING if state is State.STOPPING else State.RUNNING
    if State.WAITING in items:
        return State.WAITING if state is State.WAITING else State.RUNNING
    if State.STOPPED in items:
        return State.STOPPED
    return State.FAILED if State.FAILED in items else State.DONE


def compute_progress(job: JobFact) -> Progress:
    """Count what is done; what failed or was stopped is expected no more."""
    done = _in(job.items, State.DONE)
    running, waiting = _in(job.items, State.RUNNING), _in(job.items, State.WAITING)
    pages = sum(one.made.pages for one in done)
    ahead = sum(one.expected for one in (*running, *waiting))
    return Progress(
        items=len(job.items),
        done=len(done),
        failed=len(_in(job.items, State.FAILED)),
        stopped=len(_in(job.items, State.STOPPED)),
        waiting=len(waiting),
        pages=pages,
        expected=pages + ahead,
        seconds_left=_guess_left(done, ahead) if ahead else 0,
        running=running,
    )


def list_past_months(years: Iterable[YearFact], today: date) -> Iterator[date]:
    """Give the months of the school years that are over (мониторинг, REG 3.8.9)."""
    for year in years:
        month = year.start.replace(day=1)
        while month <= year.end and _next(month) <= today:
            yield month
            month = _next(month)


def find_night(local: datetime) -> date:
    """Return the night whose verification is due (ночная сверка)."""
    return (local - timedelta(hours=VERIFY_HOUR)).date()


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _in(items: Iterable[ItemFact], state: State) -> tuple[ItemFact, ...]:
    return tuple(one for one in items if one.state is state)


def _guess_left(done: Sequence[ItemFact], ahead: int) -> int | None:
    pages = sum(one.made.pages for one in done)
    if pages < ENOUGH or pages * 4 < ahead:
        return None
    return max(1, round(sum(one.made.seconds for one in done) / pages * ahead))
