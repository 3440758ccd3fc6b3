"""Groups, journals, membership, disciplines, thematic plans and the timetable."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from records.kernel.table import Base, Moment


class Group(Base, kw_only=True):
    """A study group (учебная группа) and its programme."""

    __tablename__ = "study_group"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    code: Mapped[str] = mapped_column(Text, unique=True)
    programme: Mapped[str] = mapped_column(Text, default="")
    programme_kind: Mapped[str] = mapped_column(Text, default="spo")
    course: Mapped[int | None] = mapped_column(default=None)
    study_form: Mapped[str] = mapped_column(Text, default="")
    duration: Mapped[str] = mapped_column(Text, default="")
    starts: Mapped[date | None] = mapped_column(default=None)
    graduates: Mapped[date | None] = mapped_column(default=None)
    department: Mapped[str] = mapped_column(Text, default="")
    headman_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), default=None
    )


class Journal(Base, kw_only=True):
    """The register of one group for one school year (журнал учебных занятий)."""

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("group_id", "year_id"),
        CheckConstraint(
            "state IN ('open','closed','bound','handed_over')", name="state"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("study_group.id"))
    year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"))
    state: Mapped[str] = mapped_column(Text, default="open")
    version: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class ClosedMonth(Base, kw_only=True):
    """A month of a journal that has been closed (месяц закрыт)."""

    __tablename__ = "closed_month"

    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    closed_at: Mapped[datetime] = mapped_column(Moment)


class Movement(Base, kw_only=True):
    """A movement of the contingent (движение) by an order; entered at a moment.

    kind: enrolled, expelled, academic_leave, returned, transferred, renamed,
    subgroup.
    """

    __tablename__ = "movement"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("study_group.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    effective: Mapped[date]
    until: Mapped[date | None] = mapped_column(default=None)
    order_no: Mapped[str] = mapped_column(Text)
    order_date: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    entered_at: Mapped[datetime] = mapped_column(Moment)
    entered_by: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)


class Membership(Base, kw_only=True):
    """A span of days a learner was on the roll of a group (контингент).

    `end_date` is the last day on the roll. A leave ends one span, the return
    begins another; nobody disappears.
    """

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("group_id", "person_id", "start_date"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("study_group.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    start_date: Mapped[date]
    end_date: Mapped[date | None] = mapped_column(default=None)
    arrived_by: Mapped[int] = mapped_column(ForeignKey("movement.id"))
    left_by: Mapped[int | None] = mapped_column(ForeignKey("movement.id"), default=None)
    version: Mapped[int] = mapped_column(default=1)


class Discipline(Base, kw_only=True):
    """A line of the curriculum (дисциплина, МДК, практика) in one journal.

    kind: discipline, module_course, training_practice (УП), work_practice (ПП),
    final_practice (ПДП), consultations.
    """

    __tablename__ = "discipline"
    __table_args__ = (UniqueConstraint("journal_id", "index_code"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    journal_id: Mapped[int] = mapped_column(ForeignKey("journal.id"), index=True)
    index_code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    position: Mapped[int]


class Course(Base, kw_only=True):
    """What one teacher leads: a discipline, or one subgroup of it (0 = all).

    It is one block of pages in the journal (REG 4.1.4).
    """

    __tablename__ = "course"
    __table_args__ = (UniqueConstraint("discipline_id", "subgroup"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    discipline_id: Mapped[int] = mapped_column(ForeignKey("discipline.id"), index=True)
    subgroup: Mapped[int] = mapped_column(default=0)


class CourseTerm(Base, kw_only=True):
    """Hours, form of control and teacher of a course in a semester (0 = none).

    control: Э, З, ДЗ, КР, КП, Эк or empty.
    """

    __tablename__ = "course_term"
    __table_args__ = (UniqueConstraint("course_id", "semester"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    semester: Mapped[int]
    hours: Mapped[int]
    control: Mapped[str] = mapped_column(Text, default="")
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class SubgroupMember(Base, kw_only=True):
    """A learner's place in a subgroup of a discipline, by dates (REG 4.1.4)."""

    __tablename__ = "subgroup_member"
    __table_args__ = (UniqueConstraint("discipline_id", "person_id", "start_date"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    discipline_id: Mapped[int] = mapped_column(ForeignKey("discipline.id"), index=True)
    subgroup: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    start_date: Mapped[date]
    end_date: Mapped[date | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1)


class PlanItem(Base, kw_only=True):
    """A row of the thematic plan (КТП) of a course."""

    __tablename__ = "plan_item"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    number: Mapped[int]
    topic: Mapped[str] = mapped_column(Text)
    hours: Mapped[int]
    kind: Mapped[str] = mapped_column(Text)
    homework: Mapped[str] = mapped_column(Text, default="")


class Slot(Base, kw_only=True):
    """A lesson of the timetable (занятие по расписанию).

    state: planned, cancelled. A moved lesson keeps its row and gets a new date.
    """

    __tablename__ = "slot"
    __table_args__ = (
        UniqueConstraint("course_id", "day", "pair"),
        Index("ix_slot_day", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    day: Mapped[date]
    pair: Mapped[int]
    teacher_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    room: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(Text, default="planned")
    version: Mapped[int] = mapped_column(default=0)


class Substitution(Base, kw_only=True):
    """Who teaches a lesson instead of the sick colleague (замена, REG 4.1.1)."""

    __tablename__ = "substitution"

    slot_id: Mapped[int] = mapped_column(ForeignKey("slot.id"), primary_key=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    basis: Mapped[str] = mapped_column(Text)
    basis_date: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)


class Placement(Base, kw_only=True):
    """Where a learner has the work practice (база практики)."""

    __tablename__ = "placement"
    __table_args__ = (UniqueConstraint("course_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    organisation: Mapped[str] = mapped_column(Text)
    order_no: Mapped[str] = mapped_column(Text)
    order_date: Mapped[date]
    starts: Mapped[date]
    ends: Mapped[date]
    report_date: Mapped[date | None] = mapped_column(default=None)


class CourseWork(Base, kw_only=True):
    """A course work or project of a learner (курсовая работа)."""

    __tablename__ = "course_work"
    __table_args__ = (UniqueConstraint("course_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    topic: Mapped[str] = mapped_column(Text)
    issued: Mapped[date]
    submitted: Mapped[date | None] = mapped_column(default=None)
    defended: Mapped[date | None] = mapped_column(default=None)
