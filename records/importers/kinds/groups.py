"""What the title page says of the groups (учебные группы); the file is optional."""

from dataclasses import dataclass
from datetime import timedelta

from records.curriculum.actions import set_group
from records.curriculum.drafts import GroupCard, Written
from records.curriculum.queries import list_groups
from records.importers.base import Office
from records.importers.kinds.students import read_group
from records.importers.names import Learners
from records.importers.reading.faults import Faults
from records.importers.reading.lines import Line
from records.importers.values import Column, Kind, Layout
from records.kernel.text import fold

CODE = "Код группы"
PROGRAMME = "Специальность (программа)"
PROGRAMME_KIND = "Вид программы"
COURSE = "Курс"
STUDY_FORM = "Форма обучения"
DURATION = "Срок обучения"
STARTS = "Начало"
ENDS = "Окончание"
DEPARTMENT = "Отделение"
HEADMAN = "Староста"

PROGRAMME_KINDS = {"СПО": "spo", "ДПО": "dpo"}
STUDY_FORMS = {name: name for name in ("очная", "очно-заочная", "заочная")}
_TEN_YEARS = timedelta(days=3660)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group as the file names it; the headman is found when everybody is known."""

    card: GroupCard


class GroupsImporter:
    """The list of groups with programmes, terms and forms of study."""

    kind = Kind.GROUPS
    layout = Layout(
        columns=(
            Column(name=CODE, required=True),
            Column(name=PROGRAMME, required=True),
            Column(name=PROGRAMME_KIND, required=True),
            Column(name=COURSE),
            Column(name=STUDY_FORM),
            Column(name=DURATION),
            Column(name=STARTS),
            Column(name=ENDS),
            Column(name=DEPARTMENT),
            Column(name=HEADMAN),
        )
    )

    def read(self, line: Line, office: Office) -> GroupRow | None:
        """Read one group."""
        code = read_group(line, CODE)
        programme = line.russian(PROGRAMME, limit=300)
        kind = line.choice(PROGRAMME_KIND, PROGRAMME_KINDS)
        course = line.number_in(COURSE, 1, high=6)
        form = line.choice(STUDY_FORM, STUDY_FORMS)
        first, last = office.year.start - _TEN_YEARS, office.year.end + _TEN_YEARS
        starts = line.day(STARTS, first, last=last)
        ends = line.day(ENDS, first, last=last)
        if starts and ends and ends <= starts:
            line.fault(ENDS, "обучение кончается раньше, чем начинается", "исправьте")
        if not code or not programme or kind is None:
            return None
        card = GroupCard(
            code=code,
            programme=programme,
            programme_kind=kind,
            course=course,
            study_form=form or "",
            duration=line.text(DURATION, limit=60),
            starts=starts,
            graduates=ends,
            department=line.russian(DEPARTMENT, limit=120),
            headman_id=self._headman(line, office, code),
        )
        return GroupRow(card=card)

    def existing(
        self, rows: list[tuple[Line, GroupRow]], office: Office, faults: Faults
    ) -> list[GroupCard]:
        """Note groups that are there twice."""
        seen: dict[str, int] = {}
        for line, row in rows:
            first = seen.setdefault(fold(row.card.code), line.number)
            if first != line.number:
                line.fault(
                    CODE,
                    f"группа {row.card.code} уже есть в строке {first}",
                    "оставьте одну строку",
                )
        return [row.card for _, row in rows]

    def apply(self, plan: list[GroupCard], office: Office) -> Written:
        """Write the groups."""
        total = Written()
        for card in plan:
            total += set_group(office.session, card, actor=office.actor)
        return total

    def _headman(self, line: Line, office: Office, code: str) -> int | None:
        if not line.has(HEADMAN):
            return None
        known = {fold(one): one for one in list_groups(office.session)}
        if fold(code) not in known:
            line.fault(
                HEADMAN,
                "в группе ещё нет обучающихся",
                "сначала загрузите обучающихся (import students)",
            )
            return None
        found = Learners(office.session).find(line, known[fold(code)], HEADMAN)
        return found.person_id if found else None
