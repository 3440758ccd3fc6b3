"""Routes of messages: one's own letters; anybody else's do not exist."""

from collections.abc import Iterable

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from records.access.permissions import Permission
from records.kernel.errors import RuleViolationError
from records.letters.actions import (
    answer_letter,
    note_delivered,
    note_thread_read,
    send_letter,
)
from records.letters.queries import count_unread, list_threads
from web.pages.messages.forms import read_answer, read_letter, read_recipients
from web.pages.messages.screens import Wanted, build_circles, build_conversation
from web.site.access import Pages
from web.site.answers import render
from web.site.database import reading, writing
from web.site.forms import Form
from web.site.moment import now, today
from web.site.viewer import get_viewer

pages = Pages("messages", __name__)
P = Permission
SHOWN = 50


@pages.screen("/messages", needs=P.LETTERS_WRITE, reads="переписка")
def show_threads() -> ResponseReturnValue:
    """Show one's conversations; what has come counts as delivered."""
    account = get_viewer().account_id
    limit = None if request.args.get("all") == "1" else SHOWN + 1
    with reading() as session:
        threads = list_threads(session, account, limit=limit)
        unread = count_unread(session, account)
    if unread:
        with writing() as session:
            note_delivered(session, account, now=now())
    shown = threads if limit is None else threads[:SHOWN]
    return render(
        "messages/threads.html",
        threads=shown,
        unread=unread,
        more=len(threads) > len(shown),
    )


@pages.screen("/messages/new", needs=P.LETTERS_WRITE, reads="список получателей")
def ask_letter() -> ResponseReturnValue:
    """Show the form; the link may have somebody in mind (REG 2.2, 3.4, 3.12.3)."""
    asked = request.args
    wanted = Wanted(
        accounts=_numbers(asked.getlist("to")),
        learners=_numbers(asked.getlist("learner")),
        group=asked.get("group", ""),
        kind=asked.get("kind", ""),
    )
    form = Form()
    return _letter_form(form, wanted)


@pages.screen("/messages/new", needs=P.LETTERS_WRITE, methods=("POST",))
def send() -> ResponseReturnValue:
    """Send a letter that opens a conversation (REG 2.2, 3.4, 3.12.3)."""
    viewer, form = get_viewer(), Form(request.form)
    draft = read_letter(form)
    if draft is not None:
        try:
            with writing() as session:
                number = send_letter(
                    session,
                    viewer.account_id,
                    draft,
                    today=today(),
                    actor=viewer.actor(P.LETTERS_WRITE),
                    now=now(),
                )
        except RuleViolationError as refused:
            form.refuse("text", refused.message)
        else:
            flash(f"Письмо отправлено, получателей: {len(draft.recipients)}.", "ok")
            return redirect(f"/messages/{number}", code=303)
    given = frozenset(read_recipients(form))
    return _letter_form(form, Wanted(accounts=given or frozenset({0})), status=422)


@pages.screen("/messages/<int:thread_id>", needs=P.LETTERS_WRITE, reads="переписка")
def show_thread(thread_id: int) -> ResponseReturnValue:
    """Show a conversation; its letters count as read."""
    return _conversation(thread_id, Form())


@pages.screen("/messages/<int:thread_id>", needs=P.LETTERS_WRITE, methods=("POST",))
def answer(thread_id: int) -> ResponseReturnValue:
    """Answer in a conversation."""
    viewer, form = get_viewer(), Form(request.form)
    draft = read_answer(form)
    if draft is not None:
        try:
            with writing() as session:
                answer_letter(
                    session,
                    viewer.account_id,
                    thread_id,
                    draft,
                    today=today(),
                    actor=viewer.actor(P.LETTERS_WRITE),
                    now=now(),
                )
        except RuleViolationError as refused:
            form.refuse("text", refused.message)
        else:
            return redirect(f"/messages/{thread_id}#answer", code=303)
    return _conversation(thread_id, form, status=422)


def _letter_form(
    form: Form, wanted: Wanted, *, status: int = 200
) -> ResponseReturnValue:
    with reading() as session:
        circles, ticked = build_circles(
            session, get_viewer().account_id, wanted=wanted, today=today()
        )
    return render(
        "messages/new.html",
        status=status,
        form=form,
        circles=circles,
        ticked=ticked,
        key=form.key(),
    )


def _conversation(
    thread_id: int, form: Form, *, status: int = 200
) -> ResponseReturnValue:
    account = get_viewer().account_id
    with reading() as session:
        found = build_conversation(session, thread_id, account, today=today())
        unread = count_unread(session, account)
    if unread:
        with writing() as session:
            note_thread_read(session, thread_id, account, now=now())
    return render(
        "messages/thread.html",
        status=status,
        found=found,
        form=form,
        ticked=frozenset(_numbers(form.many("to"))) if form.sent else found.first,
        key=form.key(),
    )


def _numbers(given: Iterable[str]) -> frozenset[int]:
    return frozenset(
        int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 19
    )
