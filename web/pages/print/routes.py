"""Routes of the print centre: choose, start, watch, stop, take away."""

from collections.abc import Collection
from functools import partial

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from records.access.permissions import Permission
from records.curriculum.queries import get_ref
from records.issuance.queries import find_issued
from records.jobs.actions import create_print_run, stop_job
from records.jobs.queries import get_job
from records.jobs.values import STATE_NAMES, JobFact, Kind, NewRun, State
from records.journal.values import STATE_NAMES as JOURNAL_STATES
from records.journal.values import JournalState
from records.norms.queries import list_years, nearest_year
from web.jobs.drafts import open_drafts
from web.pages.print.cells import COLUMNS, SIGNS
from web.pages.print.matrix import Matrix, build_matrix, read_journals
from web.pages.print.runs import SIGNS as STATE_SIGNS
from web.pages.print.runs import build_desk, build_run, list_made
from web.pages.print.summary import list_findings
from web.site.access import Pages
from web.site.answers import json_answer, render
from web.site.database import reading, writing
from web.site.downloads import may_take, pack, send, send_document
from web.site.forms import Form
from web.site.moment import now, today
from web.site.remarks import link_of
from web.site.scope import missing
from web.site.state import get_site
from web.site.viewer import get_viewer

pages = Pages("print", __name__)
ISSUE = Permission.DOCUMENTS_ISSUE
BIND = Permission.JOURNALS_BIND


@pages.screen("/print", needs=ISSUE)
def show_centre() -> ResponseReturnValue:
    """Show what can be printed, what is being printed, what is ready."""
    with reading() as session:
        years = [one.name for one in list_years(session)]
        chosen = request.args.get("year", "")
        if chosen not in years:
            chosen = nearest_year(session, today()).name
        matrix = _build(session, chosen)
        desk = build_desk(session, today=today())
    return render(
        "print/centre.html",
        matrix=matrix,
        columns=COLUMNS,
        signs=SIGNS,
        state_signs=STATE_SIGNS,
        years=years,
        desk=desk,
        key=Form().key(),
    )


@pages.screen("/print/run", needs=ISSUE, methods=("POST",))
def start_run() -> ResponseReturnValue:
    """Put what is ticked into the queue; the page may be closed then."""
    form = Form(request.form)
    viewer = get_viewer()
    with reading() as session:
        picks = form.many("pick")
        matrix = _build(session, form.raw("year"), only=read_journals(picks))
    items = matrix.choose(picks)
    run = NewRun(
        title=f"Печать: {len(items)} док., {matrix.year}",
        items=items,
        duplex=form.raw("sides") != "one",
        key=form.sent_key(),
    )
    with writing() as session:
        create_print_run(
            session,
            run,
            actor=viewer.actor(BIND if viewer.may(BIND) else ISSUE),
            account_id=viewer.account_id,
            now=now(),
        )
    flash("Поставлено в печать. Страницу можно закрыть: печать продолжится.", "ok")
    return redirect(f"/print?year={matrix.year}#run", code=303)


@pages.screen("/print/run/<int:job_id>/state", needs=ISSUE)
def watch_run(job_id: int) -> ResponseReturnValue:
    """Give the progress of a run to the page that watches it."""
    with reading() as session:
        run = build_run(_get_print(get_job(session, job_id)))
        desk = build_desk(session, today=today())
    progress = run.progress
    return json_answer(
        {
            "state": run.job.state,
            "over": run.job.over,
            "words": f"{STATE_NAMES[run.job.state]}: сделано {progress.done} из "
            f"{progress.items}, страниц {progress.pages} из {progress.expected}",
            "run": render_template(
                "print/_run.html", run=run, alone=desk.alone, state_signs=STATE_SIGNS
            ),
            "ready": render_template("print/_ready.html", ready=desk.ready),
        }
    )


@pages.screen("/print/run/<int:job_id>/stop", needs=ISSUE, methods=("POST",))
def stop_run(job_id: int) -> ResponseReturnValue:
    """Begin nothing new of a run."""
    with writing() as session:
        _get_print(get_job(session, job_id))
        state = stop_job(session, job_id, actor=get_viewer().actor(ISSUE))
    if state is State.STOPPING:
        flash("Печать останавливается: начатый документ допечатается.", "warn")
    else:
        flash("Печать остановлена. Сделанное осталось.", "warn")
    return redirect("/print#run", code=303)


@pages.screen(
    "/print/run/<int:job_id>.zip", needs=ISSUE, reads="выданные документы одним файлом"
)
def take_run(job_id: int) -> Response:
    """Give everything a run has made as one ZIP with its manifest."""
    site = get_site()
    with reading() as session:
        facts = list_made(session, [_get_print(get_job(session, job_id))])
        if not facts:
            raise missing("В этой печати ещё нет выданных документов.")
        packed = pack(session, site.store, facts, now=now())
    return send(packed, f"печать-{job_id}", "zip")


@pages.screen("/print/ready.zip", needs=ISSUE, reads="выданные документы одним файлом")
def take_ready() -> Response:
    """Give everything that is ready today as one ZIP with its manifest."""
    site = get_site()
    with reading() as session:
        ready = build_desk(session, today=today()).ready
        if not ready.documents:
            raise missing("Сегодня ещё ничего не выдано.")
        packed = pack(session, site.store, ready.documents, now=now())
    return send(packed, f"документы-{today():%Y-%m-%d}", "zip")


@pages.screen(
    "/print/file/<document>.<kind>",
    needs=Permission.DOCUMENTS_READ,
    reads="выданный документ",
)
def take_document(document: str, kind: str) -> Response:
    """Give one file of an issued document to whoever may read it."""
    with reading() as session:
        fact = find_issued(session, document)
        if fact is None or not may_take(session, get_viewer(), fact):
            raise missing("Такого документа нет.")
    return send_document(get_site().store, fact, kind)


@pages.screen(
    "/print/draft/<int:job_id>/<int:position>/<int:number>",
    needs=ISSUE,
    reads="черновик журнала",
)
def take_draft(job_id: int, position: int, number: int) -> Response:
    """Give a file of a draft; drafts are kept apart from what is issued."""
    with reading() as session:
        job = _get_print(get_job(session, job_id))
    for item in job.items:
        if item.position == position and number < len(item.made.artefacts):
            file = item.made.artefacts[number]
            data = open_drafts(get_site().settings.home).get(file.sha256)
            return send(data, file.name.removesuffix(f".{file.format}"), file.format)
    raise missing("Такого черновика нет.")


@pages.screen(
    "/print/remarks/<int:journal_id>", needs=ISSUE, reads="замечания к журналу группы"
)
def show_remarks(journal_id: int) -> ResponseReturnValue:
    """List what hinders the closing of a journal, and the other remarks."""
    with reading() as session:
        journal = get_ref(session, journal_id)
        findings = list_findings(session, journal, today=today())
    return render(
        "print/remarks.html",
        journal=journal,
        link_of=partial(link_of, viewer=get_viewer()),
        state=JOURNAL_STATES[JournalState(journal.state)],
        blocking=[one for one in findings if one.blocking],
        others=[one for one in findings if not one.blocking],
    )


def _build(session: Session, year: str, only: Collection[int] | None = None) -> Matrix:
    may_bind = get_viewer().may(BIND)
    return build_matrix(session, year, today=today(), binder=may_bind, only=only)


def _get_print(job: JobFact) -> JobFact:
    """Let print runs alone go on: other jobs are the administrator's."""
    if job.kind is not Kind.PRINT:
        raise missing("Такой печати нет.")
    return job
