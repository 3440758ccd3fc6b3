"""Routes of the administrators: each act by its own right, passwords shown once."""

from datetime import timedelta

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from records.access.permissions import Permission
from records.access.roles import ROLE_NAMES, STAFF_ROLES, Role
from records.curriculum.queries import list_groups
from records.jobs.queries import list_jobs
from records.jobs.values import KIND_NAMES, STATE_NAMES
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import InputRefusedError, NotAllowedError, RecordsError
from records.norms.actions import set_norm
from records.norms.queries import list_norms
from records.people.actions import (
    block_account,
    grant_role,
    reset_password,
    unblock_account,
)
from records.people.queries import get_account, list_roles
from records.people.values import AccountFact
from web import clock
from web.accounts import Asked, Issued, add_accounts
from web.pages.admin import screens
from web.site.access import Pages
from web.site.answers import render
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now
from web.site.reauth import check_again
from web.site.state import get_site
from web.site.viewer import get_viewer

pages = Pages("admin", __name__)
P = Permission
WATCHED = timedelta(days=31)


@pages.screen("/admin", needs=(P.ACCOUNTS_READ, P.NORMS_WRITE, P.SYSTEM_MANAGE))
def show_start() -> ResponseReturnValue:
    """Go to the first part the viewer has."""
    viewer = get_viewer()
    if viewer.may(P.SYSTEM_MANAGE):
        return redirect("/admin/health")
    return redirect("/admin/users" if viewer.may(P.ACCOUNTS_READ) else "/admin/norms")


@pages.screen("/admin/users", needs=P.ACCOUNTS_READ, reads="учётные записи")
def show_users() -> ResponseReturnValue:
    """Show the accounts with their roles (REG 3.1, 3.8.1)."""
    return _users(Form())


@pages.screen(
    "/admin/users/find",
    needs=P.ACCOUNTS_READ,
    methods=("POST",),
    reads="учётные записи",
)
def find_users() -> ResponseReturnValue:
    """Show the accounts of a name or login, asked so that no address keeps it."""
    return _users(Form(request.form))


@pages.screen("/admin/users", needs=P.ACCOUNTS_WRITE, methods=("POST",))
def issue() -> ResponseReturnValue:
    """Make accounts for a group, staff or one; show slips once (REG 3.8.1–3.8.3)."""
    form = Form(request.form)
    whom = form.choice("whom", "Кому", ("group", "staff", "one"))
    asked = Asked(
        full_name=form.text("full_name", "ФИО", required=whom == "one") or None
        if whom == "one"
        else None,
        group_code=form.text("group", "Группа") or None if whom == "group" else None,
        staff=whom == "staff",
        role=form.choice("role", "Роль", _roles(), required=False) or None,
    )
    if form.errors:
        return _users(form, status=422)
    try:
        with writing() as session:
            made = add_accounts(
                session,
                asked,
                actor=get_viewer().actor(P.ACCOUNTS_WRITE),
                now=now(),
                entropy=SystemEntropy(),
                require_consent=True,
            )
    except RecordsError as error:
        return _users(form, error=error, status=422)
    return _slips(made)


@pages.screen(
    "/admin/users/<int:account_id>", needs=P.ACCOUNTS_READ, reads="учётная запись"
)
def show_user(account_id: int) -> ResponseReturnValue:
    """Show one account with what may be done to it (REG 3.8.1)."""
    return _user(account_id, Form())


@pages.screen(
    "/admin/users/<int:account_id>", needs=P.ACCOUNTS_WRITE, methods=("POST",)
)
def change_user(account_id: int) -> ResponseReturnValue:
    """Give a new password or a role, close, open (REG 3.1, 3.3, 3.8.1, 3.8.2)."""
    form, viewer = Form(request.form), get_viewer()
    act = form.choice("act", "Действие", ("reset", "block", "unblock", "grant"))
    role = form.choice("role", "Роль", _staff_roles(), required=act == "grant")
    if account_id == viewer.account_id:
        raise NotAllowedError(
            "Свою учётную запись меняет другой администратор.", code="own_account"
        )
    if form.errors or not check_again(viewer, form):
        return _user(account_id, form, status=422)
    actor = viewer.actor(P.ACCOUNTS_WRITE)
    try:
        with writing() as session:
            account = get_account(session, account_id)
            if act == "reset":
                made = reset_password(
                    session, account_id, actor=actor, now=now(), entropy=SystemEntropy()
                )
                return _slips((_slip(account, made.login, made.password),))
            if act == "block":
                block_account(session, account_id, actor=actor, now=now())
            elif act == "unblock":
                unblock_account(session, account_id, actor=actor, now=now())
            else:
                grant_role(session, account.login, Role(role), actor=actor)
    except RecordsError as error:
        return _user(account_id, form, error=error, status=422)
    flash("Записано.", "ok")
    return redirect(f"/admin/users/{account_id}", code=303)


@pages.screen("/admin/norms", needs=P.NORMS_WRITE)
def show_norms() -> ResponseReturnValue:
    """Show the norms and captions an order may change (REG 3.8.6, 7.2)."""
    return _norms(Form())


@pages.screen("/admin/norms", needs=P.NORMS_WRITE, methods=("POST",))
def change_norm() -> ResponseReturnValue:
    """Change one norm by an order (REG 3.8.6, 7.2)."""
    form = Form(request.form)
    with reading() as session:
        known = {one.key: one for one in list_norms(session)}
    key = form.choice("key", "Норматив", tuple(known))
    words = form.text("value", "Значение", required=True)
    basis = form.text("basis", "Приказ", required=True, limit=200)
    if form.errors:
        return _norms(form, status=422)
    try:
        value = screens.read_norm(known[key].default, words)
        if value is None:
            raise InputRefusedError(
                f"«{words}» не подходит: {known[key].caption}.", code="norm_value"
            )
        with writing() as session:
            set_norm(
                session,
                key,
                value,
                basis=basis,
                actor=get_viewer().actor(P.NORMS_WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _norms(form, error=error, status=422)
    flash(f"Изменено: {known[key].caption}.", "ok")
    return redirect(f"/admin/norms#n-{key}", code=303)


@pages.screen("/admin/reads", needs=P.SYSTEM_MANAGE, reads="журнал обращений к данным")
def show_reads() -> ResponseReturnValue:
    """Show who looked at whose data; logins in two places (REG 1.8, 4.1.7, 6.1)."""
    with reading() as session:
        read, twice = screens.list_watch(session, since=now() - WATCHED, until=now())
    return render("admin/reads.html", read=read, twice=twice)


@pages.screen("/admin/jobs", needs=(P.SYSTEM_MANAGE, P.DOCUMENTS_ISSUE))
def show_jobs() -> ResponseReturnValue:
    """Show the background work (REG 3.7.4)."""
    with reading() as session:
        jobs = list_jobs(session)
    return render("admin/jobs.html", jobs=jobs, kinds=KIND_NAMES, states=STATE_NAMES)


@pages.screen("/admin/health", needs=P.SYSTEM_MANAGE)
def show_health() -> ResponseReturnValue:
    """Show the state of the installation (REG 3.7.3, 3.7.4, 6.3)."""
    settings = get_site().settings
    with reading() as session:
        health = screens.build_health(
            session, settings.home, url=settings.database_url, clock=clock.now()
        )
    return render("admin/health.html", health=health)


def _users(
    form: Form, *, error: RecordsError | None = None, status: int = 200
) -> ResponseReturnValue:
    with reading() as session:
        lines = screens.list_account_lines(
            session,
            wanted=form.raw("q"),
            role=form.raw("of_role"),
        )
        groups = list_groups(session)
    return render(
        "admin/users.html",
        status=status,
        form=form,
        error=error,
        lines=lines,
        most=screens.SHOWN,
        groups=groups,
        roles=screens.list_role_options(),
        may_write=get_viewer().may(P.ACCOUNTS_WRITE),
    )


def _user(
    account_id: int, form: Form, *, error: RecordsError | None = None, status: int = 200
) -> ResponseReturnValue:
    with reading() as session:
        account = get_account(session, account_id)
        held = list_roles(session, account)
    return render(
        "admin/user.html",
        status=status,
        form=form,
        error=error,
        account=account,
        held=[ROLE_NAMES[one] for one in held],
        roles=[one for one in screens.list_role_options() if one[0] in _staff_roles()],
        own=account_id == get_viewer().account_id,
        may_write=get_viewer().may(P.ACCOUNTS_WRITE),
    )


def _norms(
    form: Form, *, error: RecordsError | None = None, status: int = 200
) -> ResponseReturnValue:
    with reading() as session:
        lines = screens.list_norm_lines(session)
    return render(
        "admin/norms.html", status=status, form=form, error=error, lines=lines
    )


def _slips(made: tuple[Issued, ...]) -> ResponseReturnValue:
    """Show the slips; they are never to be seen again (REG 3.8.2)."""
    return render("admin/slips.html", made=made)


def _slip(account: AccountFact, login: str, password: str) -> Issued:
    return Issued(
        holder=account.holder, login=login, password=password, role=account.role
    )


def _roles() -> list[str]:
    return [one for one, _ in screens.list_role_options()]


def _staff_roles() -> list[str]:
    return [str(one) for one in STAFF_ROLES]
