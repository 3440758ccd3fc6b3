"""Background work as plain values (задания)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from records.kernel.actor import Actor


class Kind(StrEnum):
    """What a job is for (вид задания)."""

    PRINT = "print"
    MONITORING = "monitoring"
    VERIFY = "verify"


class State(StrEnum):
    """A job's way; its items know all of these but `stopping`."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


KIND_NAMES: Mapping[Kind, str] = {
    Kind.PRINT: "печать",
    Kind.MONITORING: "мониторинг",
    Kind.VERIFY: "сверка записи",
}

STATE_NAMES: Mapping[State, str] = {
    State.WAITING: "ждёт",
    State.RUNNING: "выполняется",
    State.STOPPING: "останавливается",
    State.STOPPED: "остановлено",
    State.DONE: "готово",
    State.FAILED: "с ошибками",
}

OVER = frozenset({State.STOPPED, State.DONE, State.FAILED})
"""States nothing more happens in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """A document to be made: code and subject as `document issue` takes them.

    `pages` are those expected; a draft is printed and not issued.
    """

    code: str
    subject: str
    title: str
    pages: int = 0
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRun:
    """A print run (задание на печать); the same `key` never makes a second one."""

    title: str
    items: tuple[NewItem, ...]
    duplex: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """A file of a draft; issued documents keep theirs in the register."""

    name: str
    format: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of an item: codes of issued documents, or files of a draft."""

    documents: tuple[str, ...] = ()
    artefacts: tuple[Artefact, ...] = ()
    pages: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An item taken to work, with the one who asked for it."""

    id: int
    job_id: int
    kind: Kind
    code: str
    subject: str
    title: str
    draft: bool
    duplex: bool
    attempt: int
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFact:
    """An item of a job; `words` say in Russian why it has failed."""

    id: int
    position: int
    code: str
    subject: str
    title: str
    draft: bool
    state: State
    attempts: int
    expected: int
    made: Made
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFact:
    """A job with its items in their order."""

    id: int
    kind: Kind
    title: str
    account_id: int | None
    asked_at: datetime
    state: State
    duplex: bool
    items: tuple[ItemFact, ...]

    @property
    def over(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.state in OVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job is (ход): counted over its items, it survives a restart."""

    items: int
    done: int
    failed: int
    stopped: int
    waiting: int
    pages: int
    expected: int
    seconds_left: int | None
    running: tuple[ItemFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerFact:
    """A worker process that was seen (рабочий процесс)."""

    name: str
    host: str
    pid: int
    started_at: datetime
    seen_at: datetime
