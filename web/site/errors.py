"""Refusals and failures as Russian pages; no trace of the program reaches anybody."""

import logging
import secrets
from typing import Any

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, NotFound

from records.kernel.errors import RecordsError
from web.disk import is_disk_full
from web.site.answers import error_json, json_answer, render, status_of, wants_json

log = logging.getLogger("surguch")
WORDS: dict[int, tuple[str, str]] = {
    400: ("Запрос не понят", "Вернитесь на страницу, обновите её и повторите."),
    403: ("Нет доступа", "Права даёт администратор контента по приказу директора."),
    404: (
        "Такой страницы нет",
        "Проверьте адрес. Чужие журналы, группы и письма тоже не показываются.",
    ),
    405: ("Так эта страница не открывается", "Вернитесь и нажмите кнопку на странице."),
    413: ("Файл слишком велик", "Можно загрузить не больше 10 МБ."),
    415: ("Запрос не понят", "Обновите страницу и повторите."),
    429: ("Слишком много попыток", "Подождите и повторите."),
}
KEPT = 20_000
DISK_FULL = (
    "На сервере кончилось место на диске. Этот запрос не записан, всё записанное раньше "
    "цело. Позвоните системному администратору; когда он освободит место, повторите."
)
BUSY = (
    "База данных сейчас не отвечает. Ничего не записано и не потеряно: повторите "
    "через минуту."
)
BROKEN = (
    "Программа не справилась с запросом. Ничего не записано: повторите, а если "
    "не поможет, назовите системному администратору номер обращения."
)
PLAIN = """<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><title>Не получилось</title></head>
<body><main><h1>Не получилось</h1><p>{message}</p><p>Номер обращения: {number}</p>
<p><a href="/">Повторить</a></p></main></body></html>
"""


def install(app: Flask) -> None:
    """Answer every refusal and every failure."""
    app.register_error_handler(RecordsError, _answer_refusal)
    app.register_error_handler(CSRFError, _answer_expired)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_failure)


def _answer_refusal(error: RecordsError) -> ResponseReturnValue:
    status = status_of(error)
    if status == 404 and request.method != "POST":
        return _answer_http(NotFound())  # absent and foreign look alike
    if wants_json():
        return json_answer(error_json(error), status=status)
    words = WORDS.get(status, ("Не записано", ""))
    return _show(
        "error.html",
        status=status,
        number=status,
        title=words[0],
        message=error.message,
        advice=words[1] if status in {403, 404} else "",
        error=error,
        kept=_kept(),
    )


def _answer_expired(error: CSRFError) -> ResponseReturnValue:
    """Keep what was typed into a form that came too late (contract §5)."""
    if wants_json():
        return json_answer(
            {"code": "csrf", "message": "Страница устарела: обновите её."}, status=400
        )
    return _show("expired.html", status=400, number=400, kept=_kept(), error=error)


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if 300 <= status < 400:
        return error.get_response()
    title, advice = WORDS.get(status, ("Не получилось", "Повторите позже."))
    if wants_json():
        return json_answer({"code": f"http_{status}", "message": title}, status=status)
    return _show(
        "error.html",
        status=status,
        number=status,
        title=title,
        message=advice,
        kept=_kept(),
    )


def _answer_failure(error: Exception) -> ResponseReturnValue:
    """Say that nothing was recorded; the trace goes to the log under a number."""
    number = secrets.token_hex(4)
    if isinstance(error, SQLAlchemyError):
        error.hide_parameters = True  # type: ignore[attr-defined] # rows hold people's names
    log.exception("failure %s at %s", number, request.endpoint)
    code, message = _explain(error)
    if wants_json():
        return json_answer({"code": code, "message": message}, status=503)
    try:
        return _show_failure(message, number)
    except Exception:  # the edge: the page asks the database for menu and viewer
        log.exception("failure %s: the page of it too", number)
    g._login_user = AnonymousUserMixin()
    try:
        return _show_failure(message, number)
    except Exception:  # the edge: not even the time zone can be read
        return PLAIN.format(message=message, number=number), 503


def _explain(error: Exception) -> tuple[str, str]:
    """Say a failure in words, with its code."""
    if is_disk_full(error):
        return "disk_full", DISK_FULL
    busy = isinstance(error, OperationalError | OSError)
    return "failure", BUSY if busy else BROKEN


def _show_failure(message: str, number: str) -> ResponseReturnValue:
    return render(
        "error.html",
        status=503,
        number=503,
        title="Не получилось",
        message=message,
        appeal=number,
        kept=_kept(),
    )


def _show(template: str, *, status: int, **context: Any) -> ResponseReturnValue:  # noqa: ANN401 - what a template shows
    """Show the page of a refusal; when even that fails, it is a failure."""
    try:
        return render(template, status=status, **context)
    except Exception as failure:  # the edge: the page asks the database for the menu
        return _answer_failure(failure)


def _kept() -> list[tuple[str, str]]:
    """Return what was typed, so that nobody types it twice; passwords are left out."""
    if request.method != "POST":
        return []
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:
        return []
    fields = [
        (name, value)
        for name, value in sent
        if "password" not in name and name not in {"csrf_token", "code"}
    ]
    return fields if sum(len(value) for _, value in fields) <= KEPT else []
