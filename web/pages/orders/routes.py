"""Routes of orders: the office words them, the director signs (REG 5.3)."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from records.access.permissions import Permission
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RecordsError
from records.notices.actions import publish_order
from records.orders.actions import edit_draft, sign_order
from records.orders.queries import get_order
from web.pages.orders.screens import build_list, build_order
from web.site.access import Pages
from web.site.answers import render, status_of
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now, today
from web.site.reauth import check_again
from web.site.viewer import get_viewer

pages = Pages("orders", __name__)
WRITE, SIGN = Permission.ORDERS_WRITE, Permission.ORDERS_SIGN
PUBLISH = Permission.NOTICES_WRITE
MOST_POINTS = 40
POINT_LENGTH = 2000


@pages.screen("/orders", needs=(WRITE, SIGN))
def show_list() -> ResponseReturnValue:
    """Show the orders, the newest first."""
    with reading() as session:
        lines = build_list(session)
    return render("orders/list.html", lines=lines)


@pages.screen("/orders/<int:order_id>", needs=(WRITE, SIGN))
def show_order(order_id: int) -> ResponseReturnValue:
    """Show one order."""
    return _show(order_id)


@pages.screen("/orders/<int:order_id>", needs=WRITE, methods=("POST",))
def edit(order_id: int) -> ResponseReturnValue:
    """Change heading and points of a draft; what was typed stays on a refusal."""
    viewer, form = get_viewer(), Form(request.form)
    heading = form.text("heading", "Заголовок", required=True, limit=300)
    points = form.many("point")[:MOST_POINTS]
    if any(len(one) > POINT_LENGTH for one in points):
        form.refuse("point", f"Пункт не длиннее {POINT_LENGTH} знаков.")
    seen = form.whole("seen", "Версия")
    if form.errors:
        return _show(order_id, form=form, status=422)
    try:
        with writing() as session:
            edit_draft(
                session,
                order_id,
                heading=heading,
                points=points,
                seen=seen,
                actor=viewer.actor(WRITE),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(order_id, form=form, error=error, status=status_of(error))
    flash("Правка записана.", "ok")
    return redirect(f"/orders/{order_id}", code=303)


@pages.screen("/orders/<int:order_id>/sign", needs=SIGN, methods=("POST",))
def sign(order_id: int) -> ResponseReturnValue:
    """Sign with the password; number and place on the board come at once."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        get_order(session, order_id)
    seen = form.whole("seen", "Версия", required=True)
    until = form.day("until", "Ознакомиться до", required=True)
    if not check_again(viewer, form) or form.errors:
        return _show(order_id, form=form, status=422)
    try:
        with writing() as session:
            number = sign_order(
                session,
                order_id,
                today=today(),
                seen=seen,
                actor=viewer.actor(SIGN),
                now=now(),
                entropy=SystemEntropy(),
            )
            publish_order(
                session,
                order_id,
                acknowledge_until=until,
                actor=viewer.actor(PUBLISH),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(order_id, form=form, error=error, status=status_of(error))
    flash(f"Приказ № {number} подписан и опубликован в «Преподавательской».", "ok")
    return redirect(f"/orders/{order_id}", code=303)


@pages.screen("/orders/<int:order_id>/publish", needs=PUBLISH, methods=("POST",))
def publish(order_id: int) -> ResponseReturnValue:
    """Hang an order out that was signed before it had a board."""
    viewer, form = get_viewer(), Form(request.form)
    with reading() as session:
        get_order(session, order_id)
    until = form.day("until", "Ознакомиться до", required=True)
    if form.errors:
        return _show(order_id, form=form, status=422)
    try:
        with writing() as session:
            publish_order(
                session,
                order_id,
                acknowledge_until=until,
                actor=viewer.actor(PUBLISH),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _show(order_id, form=form, error=error, status=status_of(error))
    flash("Приказ опубликован в «Преподавательской».", "ok")
    return redirect(f"/orders/{order_id}", code=303)


def _show(
    order_id: int,
    *,
    form: Form | None = None,
    error: RecordsError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    with reading() as session:
        page = build_order(session, get_viewer(), order_id, today=today())
    sent = form or Form()
    return render(
        "orders/order.html",
        status=status,
        page=page,
        form=sent,
        points=sent.many("point") or page.points,
        error=error,
        today=today(),
    )
