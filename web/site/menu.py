"""The sections of the top bar, by rights; counters say how much waits there."""

from collections.abc import Mapping
from dataclasses import dataclass

from records.access.permissions import Permission
from records.access.roles import STAFF_ROLES, Role
from web.site.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section (раздел меню): address, word, icon, whose it is.

    It is shown to those with one of the rights, or with one of the roles.
    """

    path: str
    words: str
    icon: str
    rights: tuple[Permission, ...] = ()
    roles: tuple[Role, ...] = ()
    counter: str = ""

    def belongs(self, viewer: Viewer) -> bool:
        """Tell whether the viewer has this section."""
        return viewer.may(*self.rights) or viewer.has(*self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A section as the bar shows it."""

    path: str
    words: str
    icon: str
    count: int
    urgent: bool
    current: bool


FAMILY = (Role.LEARNER, Role.PARENT)
EVERYBODY = (*STAFF_ROLES, *FAMILY)

SECTIONS: tuple[Section, ...] = (
    Section(path="/", words="Сегодня", icon="calendar-check", roles=STAFF_ROLES),
    Section(path="/family", words="Успеваемость", icon="journal-check", roles=FAMILY),
    Section(
        path="/family/timetable", words="Расписание", icon="calendar3", roles=FAMILY
    ),
    Section(
        path="/journal",
        words="Журналы",
        icon="journal-text",
        rights=(Permission.JOURNALS_READ,),
    ),
    Section(
        path="/group",
        words="Группа",
        icon="clipboard-check",
        rights=(Permission.CURATION_WRITE,),
        counter="weeks",
    ),
    Section(
        path="/timetable",
        words="Расписание",
        icon="calendar3",
        rights=(Permission.TIMETABLE_WRITE,),
    ),
    Section(
        path="/sheets",
        words="Ведомости",
        icon="file-earmark-text",
        rights=(Permission.SHEETS_WRITE,),
        roles=(Role.DIRECTOR, Role.SECRETARY),
        counter="sheets",
    ),
    Section(
        path="/print",
        words="Печать",
        icon="printer",
        rights=(Permission.DOCUMENTS_ISSUE,),
    ),
    Section(
        path="/monitoring",
        words="Мониторинг",
        icon="bar-chart",
        roles=(Role.CONTENT_ADMIN, Role.DEPUTY, Role.DIRECTOR),
    ),
    Section(
        path="/requests",
        words="Заявки",
        icon="pencil-square",
        rights=(Permission.MARKS_WRITE,),
        roles=(Role.DEPUTY, Role.CONTENT_ADMIN, Role.DIRECTOR),
        counter="requests",
    ),
    Section(
        path="/orders",
        words="Приказы",
        icon="file-earmark-ruled",
        rights=(Permission.ORDERS_WRITE, Permission.ORDERS_SIGN),
        counter="orders",
    ),
    Section(
        path="/people", words="Люди", icon="people", rights=(Permission.PEOPLE_READ,)
    ),
    Section(
        path="/messages",
        words="Сообщения",
        icon="envelope",
        roles=EVERYBODY,
        counter="letters",
    ),
    Section(
        path="/board", words="Доска", icon="pin-angle", roles=EVERYBODY, counter="board"
    ),
    Section(
        path="/archive",
        words="Архив",
        icon="archive",
        rights=(Permission.DOCUMENTS_ISSUE, Permission.HANDOVER_CONFIRM),
    ),
    Section(
        path="/admin",
        words="Управление",
        icon="gear",
        rights=(
            Permission.ACCOUNTS_READ,
            Permission.NORMS_WRITE,
            Permission.SYSTEM_MANAGE,
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many things wait in a section; urgent when one is older than a day."""

    number: int
    urgent: bool = False


def build_menu(
    viewer: Viewer, path: str, counts: Mapping[str, Count]
) -> tuple[Shown, ...]:
    """Return the viewer's sections, the one of this page marked."""
    own = [one for one in SECTIONS if one.belongs(viewer)]
    here = max((one.path for one in own if _is_inside(path, one.path)), default="")
    nothing = Count(number=0)
    return tuple(
        Shown(
            path=one.path,
            words=one.words,
            icon=one.icon,
            count=counts.get(one.counter, nothing).number,
            urgent=counts.get(one.counter, nothing).urgent,
            current=one.path == here,
        )
        for one in own
    )


def _is_inside(path: str, section: str) -> bool:
    """Tell whether a page lies in a section; a child's week is in the timetable."""
    if section == "/family/timetable":
        return path.startswith("/family/") and path.endswith("/timetable")
    return path == section or (section != "/" and path.startswith(f"{section}/"))
