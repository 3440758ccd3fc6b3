"""The form of a notice: its words, its section, who signs and until when."""

from dataclasses import dataclass

from records.access.roles import ROLE_NAMES, STAFF_ROLES, Role
from records.notices.rules import LONGEST_TEXT, LONGEST_TITLE
from records.notices.values import SECTION_NAMES, NoticeDraft, Section
from web.site.forms import Form

AUDIENCE = tuple(role for role in Role if role is not Role.SYSTEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a publisher chooses from."""

    sections: tuple[tuple[str, str], ...]
    audience: tuple[tuple[str, str], ...]


def list_choices() -> Choices:
    """Return the sections and the roles with their words."""
    return Choices(
        sections=tuple((one.value, name) for one, name in SECTION_NAMES.items()),
        audience=tuple((role.value, ROLE_NAMES[role]) for role in AUDIENCE),
    )


def read_notice(form: Form) -> NoticeDraft | None:
    """Read a notice; what is wrong is said beside its field."""
    title = form.text("title", "Заголовок", required=True, limit=LONGEST_TITLE)
    text = form.lines("text", "Текст", required=True, limit=LONGEST_TEXT)
    section = form.choice("section", "Раздел", list(SECTION_NAMES))
    until = form.day("until", "Срок ознакомления")
    known = {role.value: role for role in AUDIENCE}
    audience = frozenset(known[one] for one in form.many("audience") if one in known)
    if until is not None and not audience:
        form.refuse("audience", "Отметьте, кто подписывает ознакомление.")
    if audience and until is None and not form.errors.get("until"):
        form.refuse("until", "Назначьте день, до которого подписывают ознакомление.")
    if section == Section.STAFF and any(one not in STAFF_ROLES for one in audience):
        form.refuse(
            "audience",
            "Раздел «Преподавательская» видят только работники: повесьте объявление "
            "в раздел «Общая».",
        )
    if form.errors:
        return None
    return NoticeDraft(
        title=title,
        text=text,
        section=Section(section),
        acknowledge_until=until,
        audience=audience,
    )
