"""Routes of files: choose, see what would change, bring in all or nothing."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from records.importers.actions import import_file
from records.importers.values import TITLES, Kind
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import NotAllowedError, RecordsError
from web.pages.uploads import store
from web.pages.uploads.screens import NEEDS, SHOWN, Preview, preview
from web.site.access import Pages
from web.site.answers import render
from web.site.database import writing
from web.site.forms import Form
from web.site.moment import now
from web.site.state import get_site
from web.site.viewer import get_viewer

pages = Pages("uploads", __name__)
ANY = tuple(dict.fromkeys(NEEDS.values()))


@pages.screen("/uploads", needs=ANY)
def ask_file() -> ResponseReturnValue:
    """Show what may be brought in (REG 3.8.6, 3.9.1, 3.10.1)."""
    return _page(Form(), kind=request.args.get("kind", ""))


@pages.screen("/uploads", needs=ANY, methods=("POST",))
def try_file() -> ResponseReturnValue:
    """Keep the file, show what it would change (REG 3.8.6, 3.9.1, 3.10.1)."""
    form = Form(request.form)
    kind = form.choice("kind", "Что в файле", [str(one) for one in NEEDS])
    if form.errors:
        return _page(form, kind=kind, status=422)
    _check_kind(Kind(kind))
    home, account = get_site().settings.home, get_viewer().account_id
    try:
        waiting = store.keep(home, account, request.files.get("file"))
        with writing() as session:
            shown = preview(
                session,
                Kind(kind),
                waiting.path,
                actor=get_viewer().actor(NEEDS[Kind(kind)]),
                now=now(),
                entropy=SystemEntropy(),
            )
            session.rollback()
    except RecordsError as error:
        return _page(form, kind=kind, error=error, status=422)
    return _page(form, kind=kind, shown=shown, token=waiting.token)


@pages.screen("/uploads/apply", needs=ANY, methods=("POST",))
def bring_in() -> ResponseReturnValue:
    """Bring the shown file in, whole or not at all (REG 3.8.6, 3.9.1, 3.10.1)."""
    form = Form(request.form)
    kind = form.choice("kind", "Что в файле", [str(one) for one in NEEDS])
    if form.errors:
        return _page(form, kind=kind, status=422)
    _check_kind(Kind(kind))
    home, account = get_site().settings.home, get_viewer().account_id
    waiting = store.find(home, account, form.raw("token"))
    try:
        with writing() as session:
            result = import_file(
                session,
                Kind(kind),
                waiting.path,
                actor=get_viewer().actor(NEEDS[Kind(kind)]),
                now=now(),
                entropy=SystemEntropy(),
            )
    except RecordsError as error:
        return _page(form, kind=kind, error=error, status=422)
    store.forget(waiting)
    written = result.written
    flash(
        f"{TITLES[Kind(kind)]}: добавлено {written.added}, изменено {written.changed}, "
        f"без изменений {written.unchanged}.",
        "ok",
    )
    return redirect(f"/uploads?kind={kind}", code=303)


def _check_kind(kind: Kind) -> None:
    if not get_viewer().may(NEEDS[kind]):
        raise NotAllowedError(
            f"Файл «{TITLES[kind]}» загружает другая роль.",
            code="not_allowed",
            clause="3.3",
        )


def _page(
    form: Form,
    *,
    kind: str,
    shown: Preview | None = None,
    token: str = "",
    error: RecordsError | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    viewer = get_viewer()
    kinds = [(str(one), TITLES[one]) for one in NEEDS if viewer.may(NEEDS[one])]
    return render(
        "uploads/file.html",
        status=status,
        form=form,
        kind=kind or kinds[0][0],
        kinds=kinds,
        shown=shown,
        token=token,
        error=error,
        most=SHOWN,
    )
