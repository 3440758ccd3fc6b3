"""The password asked once more, in place: signing, closing, reopening, restoring."""

from flask import request

from records.people.actions import check_password
from web.site.database import writing
from web.site.forms import Form
from web.site.moment import now
from web.site.viewer import Viewer

FIELD = "password"


def check_again(viewer: Viewer, form: Form, *, field: str = FIELD) -> bool:
    """Tell whether the password of the form is the viewer's; say so beside the field.

    Wrong ones are counted by the throttle, in a transaction of their own (ASVS 7.5.3).
    """
    given = form.raw(field)
    if not given:
        form.refuse(field, "Введите пароль: подпись ставит только владелец логина.")
        return False
    with writing() as session:
        fits = check_password(
            session,
            viewer.account_id,
            given,
            address=request.remote_addr or "",
            now=now(),
        )
    if not fits:
        form.refuse(field, "Пароль не подошёл. Ничего не записано.")
    return fits
