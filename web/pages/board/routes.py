"""Routes of the board: reading, signing, hanging out, taking off."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from records.access.permissions import Permission
from records.kernel.entropy import SystemEntropy
from records.kernel.errors import RuleViolationError
from records.letters.actions import send_letter
from records.letters.values import LetterDraft
from records.notices.actions import (
    acknowledge,
    note_opened,
    publish_notice,
    withdraw_notice,
)
from records.notices.queries import get_line
from records.notices.values import Section
from web.pages.board.forms import list_choices, read_notice
from web.pages.board.screens import (
    build_board,
    build_card,
    build_readers,
    list_sections,
)
from web.site.access import Pages
from web.site.answers import render
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now, today
from web.site.readers import reader_of
from web.site.viewer import get_viewer

pages = Pages("board", __name__)
P = Permission


@pages.screen("/board", needs=P.NOTICES_READ)
def show_board() -> ResponseReturnValue:
    """Show a section of the board; what stands there whole counts as opened."""
    viewer = get_viewer()
    asked = request.args.get("section", "")
    sections = {one.value: one for one in list_sections(viewer)}
    section = sections.get(asked, next(iter(sections.values())))
    with reading() as session:
        board = build_board(
            session, viewer, section, everything=request.args.get("all") == "1"
        )
    _note_opened(board.opened)
    return render("board/board.html", board=board)


@pages.screen("/board/<int:notice_id>", needs=P.NOTICES_READ)
def show_notice(notice_id: int) -> ResponseReturnValue:
    """Show one notice, a withdrawn one too."""
    return _show(notice_id, Form())


@pages.screen(
    "/board/<int:notice_id>/acknowledge", needs=P.NOTICES_READ, methods=("POST",)
)
def sign(notice_id: int) -> ResponseReturnValue:
    """Sign that the notice is read."""
    viewer = get_viewer()
    with writing() as session:
        acknowledge(
            session,
            notice_id,
            reader=reader_of(viewer),
            actor=viewer.actor(P.NOTICES_READ),
            now=now(),
            entropy=SystemEntropy(),
        )
        section = get_line(session, notice_id, reader_of(viewer)).notice.section
    flash("Ознакомление подписано.", "ok")
    return redirect(f"/board?section={section.value}", code=303)


@pages.screen("/board/new", needs=P.NOTICES_WRITE)
def ask_notice() -> ResponseReturnValue:
    """Show the form of a notice."""
    return render("board/new.html", form=Form(), choices=list_choices(), error=None)


@pages.screen("/board/new", needs=P.NOTICES_WRITE, methods=("POST",))
def publish() -> ResponseReturnValue:
    """Hang a notice out."""
    form = Form(request.form)
    draft = read_notice(form)
    error = None
    if draft is not None:
        try:
            with writing() as session:
                number = publish_notice(
                    session,
                    draft,
                    actor=get_viewer().actor(P.NOTICES_WRITE),
                    now=now(),
                    entropy=SystemEntropy(),
                    idem=f"notice:{get_viewer().account_id}:{form.sent_key()}",
                )
        except RuleViolationError as refused:
            error = refused
        else:
            flash("Объявление повешено на доску.", "ok")
            return redirect(f"/board/{number}", code=303)
    return render(
        "board/new.html", status=422, form=form, choices=list_choices(), error=error
    )


@pages.screen(
    "/board/<int:notice_id>/readers", needs=P.NOTICES_WRITE, reads="лист ознакомления"
)
def show_readers(notice_id: int) -> ResponseReturnValue:
    """Show who has signed and who has not, the slowest first."""
    with reading() as session:
        viewer = get_viewer()
        line = get_line(session, notice_id, reader_of(viewer))
        readers = build_readers(session, line, viewer)
    return render("board/readers.html", readers=readers)


@pages.screen("/board/<int:notice_id>/remind", needs=P.NOTICES_WRITE, methods=("POST",))
def remind(notice_id: int) -> ResponseReturnValue:
    """Write to those of the staff who have not signed yet."""
    viewer = get_viewer()
    with writing() as session:
        line = get_line(session, notice_id, reader_of(viewer))
        late = build_readers(session, line, viewer).late
        if late:
            send_letter(
                session,
                viewer.account_id,
                _reminder(late, line.notice.title),
                today=today(),
                actor=viewer.actor(P.LETTERS_WRITE),
                now=now(),
            )
    flash(f"Напоминание отправлено, получателей: {len(late)}.", "ok")
    return redirect(f"/board/{notice_id}/readers", code=303)


@pages.screen(
    "/board/<int:notice_id>/withdraw", needs=P.NOTICES_WRITE, methods=("POST",)
)
def withdraw(notice_id: int) -> ResponseReturnValue:
    """Take a notice off the board, saying why."""
    form = Form(request.form)
    why = form.text("why", "Почему снимается", required=True, limit=200)
    if not form.errors:
        try:
            with writing() as session:
                line = get_line(session, notice_id, reader_of(get_viewer()))
                withdraw_notice(
                    session,
                    notice_id,
                    why=why,
                    actor=get_viewer().actor(P.NOTICES_WRITE),
                    now=now(),
                    entropy=SystemEntropy(),
                )
        except RuleViolationError as refused:
            form.refuse("why", refused.message)
        else:
            flash("Объявление снято с доски.", "ok")
            section = Section(line.notice.section)
            return redirect(f"/board?section={section.value}", code=303)
    return _show(notice_id, form, status=422)


def _show(notice_id: int, form: Form, *, status: int = 200) -> ResponseReturnValue:
    reader = reader_of(get_viewer())
    with reading() as session:
        line = get_line(session, notice_id, reader)
        card = build_card(session, line, reader)
    if line.read_at is None:
        _note_opened((notice_id,))
    return render("board/notice.html", status=status, card=card, form=form)


def _note_opened(notices: tuple[int, ...]) -> None:
    if notices:
        with writing() as session:
            note_opened(session, reader_of(get_viewer()), notices, now=now())


def _reminder(recipients: tuple[int, ...], title: str) -> LetterDraft:
    return LetterDraft(
        recipients=recipients,
        subject="Ознакомьтесь с объявлением",
        text=f"На доске объявлений ждёт вашей подписи: {title}.\n"
        "Откройте доску, прочитайте и нажмите «Ознакомлен» или «Ознакомлена».",
    )
