"""Routes of people: own groups for a curator, everybody for the office."""

from datetime import date

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import list_groups
from records.curriculum.values import MovementKind
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RecordsError
from records.norms.queries import get_calendar, get_norms
from records.people.actions import pass_consents, record_consent, withdraw_consent
from records.people.values import ConsentKind, NewConsent
from web.pages.people import screens
from web.pages.people.forms import ENTERED, GENDERS, enter_movement, read_movement
from web.site.access import Pages
from web.site.answers import render
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now, today
from web.site.scope import list_open_groups, missing
from web.site.viewer import get_viewer

pages = Pages("people", __name__)
P = Permission
SHOWN = 300


@pages.screen("/people", needs=P.PEOPLE_READ, reads="списки групп")
def show_groups() -> ResponseReturnValue:
    """Show the groups, and the list of the chosen one."""
    code = request.args.get("group", "")
    with reading() as session:
        codes = list_open_groups(session, get_viewer())
        lines = screens.list_group_lines(session, codes, today=today())
        roll = None
        if code:
            _check_group(code, codes)
            roll = screens.list_roll(session, code, today=today())
    return render("people/groups.html", lines=lines, roll=roll, code=code)


@pages.screen("/people/<int:person_id>", needs=P.PEOPLE_READ, reads="карточка")
def show_person(person_id: int) -> ResponseReturnValue:
    """Show a learner's card."""
    with reading() as session:
        card = screens.build_card(
            session, person_id, list_open_groups(session, get_viewer())
        )
        if not card.places:
            raise missing("Такого обучающегося нет.")
    return render("people/person.html", card=card)


@pages.screen("/people/staff", needs=P.PEOPLE_READ, reads="список работников")
def show_staff() -> ResponseReturnValue:
    """Show the employees with their roles (REG 3.1, 3.8.6)."""
    with reading() as session:
        lines = screens.list_staff_lines(session)
    return render("people/staff.html", lines=lines)


@pages.screen("/people/movements", needs=P.PEOPLE_READ, reads="движение контингента")
def show_movements() -> ResponseReturnValue:
    """Show the movements with the working days their entry took (REG 3.9.2)."""
    with reading() as session:
        lines = screens.list_movement_lines(
            session, list_open_groups(session, get_viewer()), limit=SHOWN + 1
        )
    return render("people/movements.html", lines=lines[:SHOWN], more=len(lines) > SHOWN)


@pages.screen("/people/movements/new", needs=P.CONTINGENT_WRITE, reads="список группы")
def ask_movement() -> ResponseReturnValue:
    """Show the form of a movement (REG 3.9.2)."""
    return _movement_form(Form())


@pages.screen("/people/movements/new", needs=P.CONTINGENT_WRITE, methods=("POST",))
def enter() -> ResponseReturnValue:
    """Enter a movement by its order (REG 3.9.2)."""
    form = Form(request.form)
    kind = form.choice("kind", "Что произошло", [str(one) for one in ENTERED])
    group = form.text("group", "Группа", required=True)
    wanted = read_movement(form, MovementKind(kind), group) if kind else None
    if wanted is None or form.errors:
        return _movement_form(form, status=422)
    try:
        with writing() as session:
            enter_movement(
                session,
                wanted,
                actor=get_viewer().actor(P.CONTINGENT_WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _movement_form(form, error=error, status=422)
    flash(
        f"Записано: {screens.KINDS[wanted.kind]}, приказ № {wanted.order.number}.", "ok"
    )
    return redirect("/people/movements", code=303)


@pages.screen(
    "/people/consents",
    needs=(P.CONSENTS_WRITE, P.ACCOUNTS_WRITE),
    reads="согласия на обработку персональных данных",
)
def show_consents() -> ResponseReturnValue:
    """Show who of a group has given a consent (REG 3.11.1, 3.12.1)."""
    return _consents(Form())


@pages.screen("/people/consents", needs=P.CONSENTS_WRITE, methods=("POST",))
def change_consents() -> ResponseReturnValue:
    """Record a consent, pass consents on, or withdraw one (REG 3.11.1, 3.12.1)."""
    form = Form(request.form)
    act = form.choice("act", "Действие", ("record", "pass", "withdraw"))
    code = form.text("group", "Группа", required=True)
    on = form.day("on", "Дата", required=True) or today()
    document = form.text("document", "Документ", required=act != "pass", limit=200)
    if form.errors:
        return _consents(form, status=422)
    try:
        with writing() as session:
            _check_group(code, list_open_groups(session, get_viewer()))
            words = _act(session, form, act, code=code, on=on, document=document)
    except RecordsError as error:
        return _consents(form, error=error, status=422)
    flash(words, "ok")
    return redirect(f"/people/consents?group={code}", code=303)


def _act(
    session: Session, form: Form, act: str, *, code: str, on: date, document: str
) -> str:
    """Do what was asked about consents of a group; say what was done."""
    common = {
        "actor": get_viewer().actor(P.CONSENTS_WRITE),
        "now": now(),
        "entropy": SystemEntropy(),
    }
    lines = screens.list_consent_lines(session, code, today=today())
    if act == "pass":
        ready = [one.consent.id for one in lines if one.consent is not None]
        count = pass_consents(session, ready, on=on, **common)  # type: ignore[arg-type]
        return f"Передано администратору контента: {count}."
    holders = {_key(one.learner_id, one.guardian_id): one for one in lines}
    line = holders.get(form.raw("holder"))
    if line is None:
        raise missing("Такого человека в группе нет.")
    if act == "withdraw":
        if line.consent is None:
            raise missing("Согласия, которое можно отозвать, нет.")
        closed = withdraw_consent(
            session,
            line.consent.id,
            on=on,
            document=document,
            **common,  # type: ignore[arg-type]
        )
        return f"Согласие отозвано, закрыто учётных записей: {len(closed)}."
    guardian = line.guardian_id is not None
    new = NewConsent(
        kind=ConsentKind.GUARDIAN if guardian else ConsentKind.LEARNER,
        given_on=on,
        document=document,
        person_id=None if guardian else line.learner_id,
        guardian_id=line.guardian_id,
    )
    record_consent(session, new, **common)  # type: ignore[arg-type]
    return "Согласие записано."


def _check_group(code: str, codes: tuple[str, ...]) -> None:
    if code not in codes:
        raise missing("Такой группы нет.")


def _key(learner_id: int, guardian_id: int | None) -> str:
    return f"{learner_id}-{guardian_id or ''}"


def _consents(
    form: Form, *, error: RecordsError | None = None, status: int = 200
) -> ResponseReturnValue:
    with reading() as session:
        codes = list_open_groups(session, get_viewer())
        code = (
            form.raw("group") or request.args.get("group", "") or next(iter(codes), "")
        )
        if code:
            _check_group(code, codes)
        lines = screens.list_consent_lines(session, code, today=today()) if code else ()
    return render(
        "people/consents.html",
        status=status,
        form=form,
        error=error,
        codes=codes,
        code=code,
        lines=lines,
        key=_key,
        may_write=get_viewer().may(P.CONSENTS_WRITE),
    )


def _movement_form(
    form: Form, *, error: RecordsError | None = None, status: int = 200
) -> ResponseReturnValue:
    code = form.raw("group") or request.args.get("group", "")
    with reading() as session:
        groups = list_groups(session)
        roll = screens.list_roll(session, code, today=today()) if code in groups else ()
        norms = get_norms(session)
        due = get_calendar(session).deadline(today(), norms.movement_days)
    kind = form.raw("kind") or request.args.get("kind", "")
    return render(
        "people/movement.html",
        status=status,
        form=form,
        error=error,
        groups=groups,
        code=code,
        roll=roll,
        kind=kind if kind in set(ENTERED) else str(MovementKind.ENROLLED),
        kinds=_kinds(),
        genders=GENDERS,
        due=due,
        allowed=norms.movement_days,
    )


def _kinds() -> list[tuple[str, str]]:
    return [(str(one), screens.KINDS[one]) for one in ENTERED]
