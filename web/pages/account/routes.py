"""Routes of one's own sign-in (учётная запись): everything by the own password."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RecordsError, RuleViolationError
from records.people.actions import (
    begin_totp,
    change_password,
    confirm_totp,
    drop_totp,
    end_other_sessions,
    end_session,
)
from records.people.rules import describe_refusal
from records.people.values import Checked, SessionEnd
from web import clock
from web.pages.account.screens import build_account, draw_qr
from web.site.access import SIGNED_IN, Pages
from web.site.answers import render
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now
from web.site.reauth import check_again
from web.site.signing_in import visitor_address
from web.site.viewer import get_viewer

pages = Pages("account", __name__)

ISSUER = "Сургуч"


@pages.screen("/account", needs=SIGNED_IN)
def show_account() -> ResponseReturnValue:
    """Show one's own sessions, password and second step (REG 4.1.7, 6.2)."""
    return _page(Form())


@pages.screen(
    "/account/sessions/<int:session_id>/end", needs=SIGNED_IN, methods=("POST",)
)
def end_one(session_id: int) -> ResponseReturnValue:
    """End one of one's own sessions elsewhere."""
    viewer = get_viewer()
    with writing() as session:
        end_session(
            session,
            session_id,
            account_id=viewer.account_id,
            now=now(),
            why=SessionEnd.ENDED_BY_OWNER,
        )
    flash("Сеанс завершён.", "ok")
    return redirect("/account", code=303)


@pages.screen("/account/sessions/end", needs=SIGNED_IN, methods=("POST",))
def end_others() -> ResponseReturnValue:
    """End all one's own sessions but this one."""
    viewer = get_viewer()
    with writing() as session:
        end_other_sessions(
            session, viewer.account_id, keep=viewer.fact.session_id, now=now()
        )
    flash("Все остальные сеансы завершены.", "ok")
    return redirect("/account", code=303)


@pages.screen("/account/password", needs=SIGNED_IN, methods=("POST",))
def take_password() -> ResponseReturnValue:
    """Change the password by the old one; other sessions end (REG 6.2)."""
    viewer, form = get_viewer(), Form(request.form)
    new = form.raw("new_password")
    if new != form.raw("repeat_password"):
        form.refuse("repeat_password", "Пароли не совпали: введите ещё раз.")
        return _page(form, status=422)
    try:
        with writing() as session:
            checked = change_password(
                session,
                viewer.account_id,
                form.raw("old_password"),
                new,
                keep=viewer.fact.session_id,
                address=visitor_address(),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        form.refuse("new_password", error.message)
        return _page(form, status=422)
    if not checked:
        form.refuse("old_password", _why(checked, "Прежний пароль не подошёл."))
        return _page(form, status=422)
    flash("Пароль сменён. Остальные сеансы завершены.", "ok")
    return redirect("/account", code=303)


@pages.screen("/account/code", needs=SIGNED_IN)
def show_code() -> ResponseReturnValue:
    """Lead whoever opens the address of the set-up to the page it begins on."""
    return redirect("/account#code", code=303)


@pages.screen("/account/code", needs=SIGNED_IN, methods=("POST",))
def begin_code() -> ResponseReturnValue:
    """Show the secret of the second step, once, after the password."""
    viewer, form = get_viewer(), Form(request.form)
    if not check_again(viewer, form, field="code_password"):
        return _page(form, status=422)
    with writing() as session:
        setup = begin_totp(
            session,
            viewer.account_id,
            issuer=ISSUER,
            now=now(),
            entropy=SystemEntropy(),
        )
    parts = [setup.secret[at : at + 4] for at in range(0, len(setup.secret), 4)]
    return render("account/code.html", form=Form(), qr=draw_qr(setup.uri), secret=parts)


@pages.screen("/account/code/confirm", needs=SIGNED_IN, methods=("POST",))
def confirm_code() -> ResponseReturnValue:
    """Switch the second step on by the first code."""
    viewer, form = get_viewer(), Form(request.form)
    code = form.text("code", "Код", required=True, limit=20)
    if not form.errors:
        with writing() as session:
            checked = confirm_totp(
                session,
                viewer.account_id,
                code,
                address=visitor_address(),
                now=now(),
                clock=clock.now(),
            )
        if checked:
            flash("Вход с кодом включён. Теперь нужны пароль и код.", "ok")
            return redirect("/account", code=303)
        form.refuse("code", _why(checked, "Код не подошёл. Введите следующий."))
    return render("account/code.html", status=422, form=form, qr=None, secret=())


@pages.screen("/account/code/off", needs=SIGNED_IN, methods=("POST",))
def drop_code() -> ResponseReturnValue:
    """Switch the second step off by the password."""
    viewer, form = get_viewer(), Form(request.form)
    if not viewer.fact.totp:
        raise RuleViolationError("Вход с кодом не включён.", code="totp_off")
    with writing() as session:
        checked = drop_totp(
            session,
            viewer.account_id,
            form.raw("code_password"),
            address=visitor_address(),
            now=now(),
        )
    if not checked:
        form.refuse("code_password", _why(checked, "Пароль не подошёл."))
        return _page(form, status=422)
    flash("Вход с кодом отключён: достаточно пароля.", "ok")
    return redirect("/account", code=303)


def _page(form: Form, *, status: int = 200) -> ResponseReturnValue:
    viewer = get_viewer()
    with reading() as session:
        screen = build_account(session, viewer, now=now())
    return render("account/account.html", status=status, form=form, screen=screen)


def _why(checked: Checked, words: str) -> str:
    return describe_refusal(checked) if checked.wait else words
