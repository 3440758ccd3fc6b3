"""A filled journal of invented people: the first thing to look at (образец)."""

from datetime import date, datetime

from templates_docs.document import Imprint, Letterhead, Signature
from templates_docs.documents.class_journal.context import (
    FileFacts,
    GroupFacts,
    JournalContext,
    RegulationFacts,
    Semester,
    YearFacts,
)
from templates_docs.documents.class_journal.samples.blocks import sample_blocks
from templates_docs.documents.class_journal.samples.learners import sample_learners
from templates_docs.documents.class_journal.samples.registers import (
    sample_corrections,
    sample_movements,
    sample_remarks,
    sample_substitutions,
)
from templates_docs.documents.class_journal.samples.results import (
    sample_debts,
    sample_finals,
    sample_summary,
)
from templates_docs.documents.class_journal.samples.studies import (
    sample_consultations,
    sample_course_works,
    sample_practices,
)


def sample() -> JournalContext:
    """Return a journal with every part filled."""
    learners = sample_learners()
    blocks = sample_blocks(learners)
    finals = sample_finals(blocks)
    return JournalContext(
        letterhead=_letterhead(),
        group=_group(),
        year=_year(),
        file=FileFacts(index="05-03", retention="5 лет"),
        regulation=RegulationFacts(order="31-од", order_date=date(2026, 8, 28)),
        imprint=Imprint(
            code="JY21-27-9QTB",
            digest="3fa9" + "0d1e" * 14 + "77c2",
            made_at=datetime(2027, 6, 30, 14, 5),  # noqa: DTZ001 - a local moment
        ),
        learners=learners,
        blocks=blocks,
        practices=sample_practices(learners),
        consultations=sample_consultations(),
        course_works=sample_course_works(learners),
        finals=finals,
        debts=sample_debts(),
        summary=sample_summary(learners, finals),
        movements=sample_movements(),
        substitutions=sample_substitutions(),
        corrections=sample_corrections(),
        remarks=sample_remarks(),
        curator=Signature(role="Куратор группы", name="И.В. Лебедева"),
        head_of_office=Signature(
            role="Начальник учебного отдела",
            name="Н.Ю. Соколова",
            signed_on=date(2027, 6, 30),
        ),
    )


def _letterhead() -> Letterhead:
    return Letterhead(
        name_lines=(
            "НЕГОСУДАРСТВЕННОЕ ОБРАЗОВАТЕЛЬНОЕ ЧАСТНОЕ УЧРЕЖДЕНИЕ",
            "ДОПОЛНИТЕЛЬНОГО ПРОФЕССИОНАЛЬНОГО ОБРАЗОВАНИЯ",
            "«СИБИРСКИЙ МЕЖРЕГИОНАЛЬНЫЙ ОБРАЗОВАТЕЛЬНЫЙ ЦЕНТР»",
            "(НОЧУ ДПО «СМОЦ»)",
        ),
        full_name="Негосударственное образовательное частное учреждение "
        "дополнительного профессионального образования «Сибирский "
        "межрегиональный образовательный центр»",
        short_name="НОЧУ ДПО «СМОЦ»",
        city="Томск",
        site="https://ej.example.org",
    )


def _group() -> GroupFacts:
    return GroupFacts(
        name="ЮР-21",
        course="2",
        programme="40.02.01 Право и организация социального обеспечения",
        study_form="очная",
        duration="2 г. 10 мес.",
        normative_start=date(2025, 9, 1),
        normative_end=date(2028, 6, 30),
        department="юридическое",
        curator="Лебедева Ирина Викторовна",
        headman="Ёлкина Алёна Сергеевна",
    )


def _year() -> YearFacts:
    return YearFacts(
        name="2026/2027",
        started_on=date(2026, 9, 1),
        ended_on=date(2027, 6, 30),
        semesters=(
            Semester(number=1, start=date(2026, 9, 1), end=date(2026, 12, 26)),
            Semester(number=2, start=date(2027, 1, 11), end=date(2027, 6, 30)),
        ),
    )
