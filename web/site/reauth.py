"""The password asked once more, in place: signing, closing, reopening, restoring."""

from records.people.actions import check_password
from records.people.rules import describe_refusal
from web.site.database import writing
from web.site.forms import Form
from web.site.moment import now
from web.site.signing_in import visitor_address
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
        checked = check_password(
            session,
            viewer.account_id,
            given,
            address=visitor_address(),
            now=now(),
        )
    if checked.wait:
        form.refuse(field, f"{describe_refusal(checked)} Ничего не записано.")
    elif not checked:
        form.refuse(field, "Пароль не подошёл. Ничего не записано.")
    return checked.fits
