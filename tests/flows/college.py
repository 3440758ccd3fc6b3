"""One group, one discipline, one school year: the stage of the story."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, text

from archive.anchor import anchor
from archive.binding.volume import Mode, bind
from archive.issue import Desk, Issued, issue
from archive.press import Press
from archive.store.content import ContentStore
from archive.verify import Report, Status, verify_files, verify_record
from records.access.roles import Role
from records.curriculum.drafts import SlotDraft
from records.curriculum.queries import get_journal, list_slots
from records.curriculum.values import PlanRow
from records.kernel.actor import Actor
from records.kernel.db import transaction
from records.kernel.entropy import Entropy
from records.lessons.values import LessonDraft
from records.marks.values import Cell, Work
from records.sheets.values import SheetCode, SheetDraft
from tests.builders import YEAR, entropy, make_world
from tests.records.marks.school import local
from tests.signers import appoint_signers
from tests.templates_docs.documents.printing import Printed, read_pages

GROUP = "ЮР-21"
TOPICS = (
    "Предмет и методы теории государства и права",
    "Происхождение государства и права",
    "Сущность и типы государства",
    "Форма государства",
)
NAMES = ("Ким Лев Андреевич", "Черных Олег Никитич", "Ёлкина Анна Сергеевна")

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class College:
    """A home with ЮР-21, its teacher, the head of the office and a timetable."""

    engine: Engine
    home: Path
    entropy: Entropy
    lecturer: Actor
    head: Actor
    journal: int
    course: int
    learners: tuple[int, ...]
    slots: Mapping[date, int]
    plan: Mapping[date, PlanRow]

    @property
    def store(self) -> ContentStore:
        """Return where the bytes of issued documents are kept."""
        return ContentStore(self.home / "documents")

    def teacher(
        self, command: Callable[..., Made], *what: object, on: date, **more: object
    ) -> Made:
        """Let the teacher give a command that day."""
        return self._do(command, *what, actor=self.lecturer, on=on, **more)

    def office(
        self, command: Callable[..., Made], *what: object, on: date, **more: object
    ) -> Made:
        """Let the head of the office give a command that day."""
        return self._do(command, *what, actor=self.head, on=on, **more)

    def ask(self, question: Callable[..., Made], *what: object) -> Made:
        """Ask the record something."""
        with transaction(self.engine, write=False) as session:
            return question(session, *what)

    def desk(self, on: date) -> Desk:
        """Give the desk at which the office issues documents that day."""
        return Desk(
            store=self.store,
            actor=self.head,
            now=local(on),
            entropy=self.entropy,
        )

    def lesson(self, day: date, *, monthly_control: bool = False) -> LessonDraft:
        """Give the record of a day's lesson as the thematic plan has it."""
        row = self.plan[day]
        return LessonDraft(
            slot_id=self.slots[day],
            kind=row.kind,
            topic=row.topic,
            homework=row.homework,
            plan_item_id=row.id,
            monthly_control=monthly_control,
        )

    def cells(self, *values: str, work: Work = Work.CURRENT) -> Sequence[Cell]:
        """Give the learners their cells in the order of the list; «н» is an absence."""
        return [
            Cell(
                person_id=person,
                work=Work.ABSENCE if value == "н" else work,
                value=value,
            )
            for person, value in zip(self.learners, values, strict=False)
        ]

    def exam(self, day: date) -> SheetDraft:
        """Give what the exam's sheet is opened with."""
        return SheetDraft(
            course_id=self.course,
            code=SheetCode.EXAM,
            semester=1,
            held_on=day,
            examiner_ids=(self.lecturer.person_id or 0,),
            form="экзамен (устный)",
        )

    def issue(self, code: str, subject: str, *, on: date) -> Issued:
        """Issue a document about a subject, as PDF and DOCX."""
        return issue(self.engine, code, subject, desk=self.desk(on))

    def bind(self, *, on: date) -> Mapping[str, Issued]:
        """Bind the journal, or print the bound one again; give its papers by code."""
        with Press() as press:
            bound = bind(
                self.engine,
                [(GROUP, YEAR)],
                desk=self.desk(on),
                mode=Mode(),
                press=press,
            )
        return {one.fact.code: one for one in bound}

    def anchor(self, *, on: date) -> None:
        """Keep a checkpoint of the record outside the database."""
        anchor(self.engine, self.home, purpose="year_closed", now=local(on))

    def verify(self) -> Report:
        """Verify the whole record: chain, checkpoints, tables, issued bytes."""
        return verify_record(self.engine, home=self.home, store=self.store)

    def recognise(self, data: bytes) -> Status:
        """Tell what the register says of a file that somebody brings."""
        path = self.home / "brought.pdf"
        path.write_bytes(data)
        with transaction(self.engine, write=False) as session:
            return verify_files(session, [path], store=self.store).status

    def attack(self, statement: str, **values: object) -> int:
        """Write into the database past the program; return how many rows changed."""
        with self.engine.begin() as connection:
            return connection.execute(text(statement), values).rowcount

    def _do(
        self,
        command: Callable[..., Made],
        *what: object,
        actor: Actor,
        on: date,
        **more: object,
    ) -> Made:
        """Give a command as the edge does: at noon, in a transaction of its own."""
        with transaction(self.engine) as session:
            return command(
                session,
                *what,
                actor=actor,
                now=local(on),
                entropy=self.entropy,
                **more,
            )


def found_college(engine: Engine, home: Path, *days: date) -> College:
    """Found the college with a lesson on each of these days."""
    with transaction(engine) as session:
        world = make_world(session)
        head = appoint_signers(world)[Role.CONTENT_ADMIN]
        teacher = world.teacher()
        course = world.course(teacher_id=teacher, hours=2 * len(days))
        world.plan(course, *TOPICS[: len(days)])
        world.slots(
            *(
                SlotDraft(course_id=course, day=day, pair=1, teacher_id=teacher)
                for day in days
            )
        )
        learners = tuple(world.learner(name) for name in NAMES)
        journal = get_journal(session, GROUP, YEAR)
        slots = list_slots(session, journal.id)
    return College(
        engine=engine,
        home=home,
        entropy=entropy(),
        lecturer=Actor(person_id=teacher, role=Role.TEACHER),
        head=Actor(person_id=head, role=Role.CONTENT_ADMIN),
        journal=journal.id,
        course=course,
        learners=learners,
        slots={slot.day: slot.id for slot in slots},
        plan=dict(zip(days, journal.courses[0].plan, strict=True)),
    )


def contents(document: Issued) -> Mapping[str, bytes]:
    """Return the bytes of an issued document by format."""
    return {one.format: one.data for one in document.files}


def read(document: Issued) -> Printed:
    """Read what stands on the pages of an issued document."""
    files = contents(document)
    pages = tuple(read_pages(files["pdf"]))
    return Printed(pdf=files["pdf"], docx=files["docx"], pages=pages)
