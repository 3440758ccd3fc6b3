"""The institution, its school years and its editable thresholds as plain values."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

THREE_AND_A_HALF = Decimal("3.5")
HALF_A_POINT = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionFact:
    """The institution as its documents name it (учреждение)."""

    full_name: str
    short_name: str
    city: str
    site: str
    timezone: str
    week: int
    regulation_title: str
    regulation_order: str
    regulation_date: date
    address: str = ""
    inn: str = ""
    ogrn: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SemesterDates:
    """First and last day of a semester (семестр)."""

    number: int
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFact:
    """A school year (учебный год) with its semesters in order."""

    id: int
    name: str
    start: date
    end: date
    semesters: tuple[SemesterDates, ...]

    def covers(self, day: date) -> bool:
        """Tell whether the day lies in the year."""
        return self.start <= day <= self.end

    def semester_of(self, day: date) -> int:
        """Return the number of the semester that holds the day, 0 for none."""
        for semester in self.semesters:
            if semester.start <= day <= semester.end:
                return semester.number
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewYear:
    """A school year to be opened."""

    name: str
    start: date
    end: date
    semesters: tuple[SemesterDates, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BellFact:
    """Beginning and end of a pair in minutes from midnight (звонки).

    `weekday` is 0 for Monday.
    """

    pair: int
    weekday: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NormFact:
    """One norm as a person reads it: caption, clause, value, default, basis."""

    key: str
    caption: str
    clause: str
    value: object
    default: object
    basis: str

    @property
    def changed(self) -> bool:
        """Tell whether an order has changed it."""
        return self.value != self.default


def _norm(default: Any, caption: str, clause: str = "") -> Any:  # noqa: ANN401 - a dataclass field of any type
    return field(default=default, metadata={"caption": caption, "clause": clause})


@dataclass(frozen=True, slots=True, kw_only=True)
class Norms:
    """Every threshold and caption the institution may change by an order (нормативы).

    The defaults are the regulation's own figures where it gives them, else the
    figures of forms.md; an override lives in the table `norm` with its basis.
    """

    marks: tuple[str, ...] = _norm(("5", "4", "3", "2"), "Разрешённые отметки", "4.1.8")
    absence: str = _norm("н", "Знак отсутствия", "3.13.1")
    not_attested: str = _norm("н/а", "Знак «не аттестован»", "4.2.3")
    forbidden_finals: tuple[str, ...] = _norm(
        ("осв", "освобождён", "освобождена"), "Недопустимые итоговые записи", "4.2.4"
    )
    monthly_control: bool = _norm(
        True, "МИУД на последнем занятии месяца обязателен", "3.13.2"
    )
    monthly_control_caption: str = _norm("МИУД", "Название столбца МИУД", "3.13.2")

    participation_min: int = _norm(100, "Участие в работе, %, не менее", "3.8.9")
    fullness_min: int = _norm(95, "Заполняемость занятий, %, не менее", "3.8.9")
    timeliness_min: int = _norm(90, "Своевременность записей, %, не менее", "4.1.1")
    without_marks_max: int = _norm(0, "Не имеют оценок, %, не более", "3.8.9")
    one_mark_max: int = _norm(10, "Имеют одну оценку, %, не более", "3.8.9")
    homework_min: int = _norm(100, "Запись домашнего задания, %, не менее", "3.8.9")
    topics_min: int = _norm(
        100, "Учёт пройденного учебного материала, %, не менее", "3.8.9"
    )
    attendance_min: int = _norm(85, "Посещаемость группы, %, не менее", "3.11.2")
    average_min: Decimal = _norm(  # noqa: RUF009 - `_norm` only makes a field
        THREE_AND_A_HALF, "Средний балл группы по дисциплине, не менее", "3.11.2"
    )
    monitoring_grace_days: int = _norm(
        7, "Зачислен в месяце менее дней — в показатели оценок не входит", "3.8.9"
    )
    monitoring_due_days: int = _norm(
        5, "Отчёт о мониторинге — до рабочего дня следующего месяца", "3.8.10"
    )

    movement_days: int = _norm(3, "Рабочих дней на запись движения", "3.9.2")
    academic_leave_months: int = _norm(12, "Академический отпуск, месяцев, не более")
    plan_tolerance_hours: int = _norm(0, "Отклонение от КТП, часов, не более", "4.1.3")
    cyrillic_min: int = _norm(50, "Доля русских букв в теме, %, не менее", "4.1.2")
    final_gap_max: Decimal = _norm(  # noqa: RUF009 - `_norm` only makes a field
        HALF_A_POINT, "Итоговая отличается от среднего балла не более чем на", "5.2"
    )
    burst_marks: int = _norm(20, "Отметок за минуту, больше — замечание", "5.2")
    attempts_max: int = _norm(2, "Пересдач одной дисциплины, не более")

    request_days: int = _norm(
        3, "Рабочих дней на исправление по разрешённой заявке", "4.1.1"
    )

    na_in_denominator: bool = _norm(True, "«н/а» входит в число оценок показателей")
    degree_weights: tuple[int, ...] = _norm(
        (100, 64, 36, 16, 7), "Веса СОУ для «5», «4», «3», «2», «н/а»"
    )

    max_columns: int = _norm(22, "Столбцов дат на развороте, не более")
    volume_sheets: int = _norm(250, "Листов в томе, не более")
    remark_lines: int = _norm(6, "Пустых строк для замечаний проверяющих", "5.2")
    print_contacts: bool = _norm(False, "Печатать адреса и телефоны обучающихся")
    signature_lines: bool = _norm(True, "Строка подписи на каждом развороте")

    file_index: str = _norm("05-03", "Индекс дела журналов по номенклатуре", "3.8.5")
    retention_journal: str = _norm(
        "до выпуска группы, далее 5 лет", "Срок хранения журналов", "3.8.5"
    )
    retention_sheets: str = _norm("5 лет", "Срок хранения ведомостей")
    retention_summary: str = _norm("75 лет", "Срок хранения сводных ведомостей")
    retention_orders: str = _norm(
        "постоянно, ст. 19а", "Срок хранения приказов по основной деятельности"
    )
    retention_monitoring: str = _norm("1 год", "Срок хранения отчётов о мониторинге")
    order_suffix: str = _norm("-од", "Окончание номера приказов: основная деятельность")
    contingent_suffix: str = _norm("-к", "Окончание номера приказов: контингент")
    sheet_prefixes: tuple[str, ...] = _norm(
        ("V-EX=Э", "V-ZA=З", "V-DZ=ДЗ", "V-PR=ПР", "V-KR=КР", "V-IND=И", "V-SV=СВ"),
        "Приставки номеров ведомостей",
        "4.2.5",
    )
    learner_term: str = _norm("обучающийся", "Как называть обучающегося в формах")

    def sheet_prefix(self, code: str) -> str:
        """Return the prefix of a sheet's number by the code of its type."""
        pairs = (pair.partition("=") for pair in self.sheet_prefixes)
        return next((prefix for known, _, prefix in pairs if known == code), "")
