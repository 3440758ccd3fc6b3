"""Every check of the attacks reports a build whose defence is broken on purpose."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Response, request, send_from_directory
from sqlalchemy import select, text

from records.curation.queries import get_group_code
from records.curriculum.queries import find_learners
from records.kernel.errors import NotAllowedError
from records.notices.values import NoticeDraft
from records.people.queries import find_session
from records.sheets.tables import SheetRow
from tests.web.site import browsing, feeding, racing, rights
from tests.web.site import secrets_of_others as others
from tests.web.site.ground import Ground
from web.pages.board import routes as board
from web.pages.board.forms import read_notice
from web.pages.curator import routes as curator
from web.pages.family import routes as family
from web.pages.family.screens import build_diary
from web.pages.journal import routes as journal
from web.pages.journal import wishes
from web.pages.journal.desk import open_course
from web.pages.login import routes as login
from web.pages.requests import screens as requests
from web.pages.search import screens as search
from web.pages.sheets import screens as sheets
from web.site import sent_json, signing_in
from web.site.access import PUBLIC, SIGNED_IN, Access
from web.site.database import writing
from web.site.forms import Form

pytestmark = pytest.mark.slow
Patch = pytest.MonkeyPatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A class of attacks, how our code is broken, the check that reports it."""

    attack: str
    breaks: Callable[[Patch, Ground], None]
    check: Callable[[Ground], list[str]]


def _let_all_read(patch: Patch, _: Ground) -> None:
    patch.setattr(sheets, "may_read", lambda *_: True)


def _forget_the_group(patch: Patch, _: Ground) -> None:
    patch.setattr(curator, "_check_group", get_group_code)


def _forget_the_learner(patch: Patch, _: Ground) -> None:
    patch.setattr(requests, "_check_learner", lambda *_: None)


def _admit_all(patch: Patch, _: Ground) -> None:
    patch.setattr(Access, "admits", lambda *_: True)


def _remember_sessions(patch: Patch, _: Ground) -> None:
    kept: dict[str, Any] = {}

    def remember(session: Any, token: str, *, now: Any) -> Any:
        return kept.setdefault(token, find_session(session, token, now=now))

    patch.setattr(signing_in, "find_session", remember)


def _find_all(patch: Patch, _: Ground) -> None:
    patch.setattr(
        search,
        "find_learners",
        lambda session, _, codes, limit: find_learners(session, [], codes, limit=limit),
    )


def _paste_into_sql(_: Patch, ground: Ground) -> None:
    def show() -> str:
        with writing() as session:
            session.execute(text(f"SELECT '{request.args.get('find', '')}'"))
        return ""

    _add(ground, "/pasted", show)


def _escape_nothing(_: Patch, ground: Ground) -> None:
    ground.site.app.jinja_env.autoescape = False


def _poison_and_escape_nothing(patch: Patch, ground: Ground) -> None:
    feeding.poison(ground)
    _escape_nothing(patch, ground)


def _give_a_table(_: Patch, ground: Ground) -> None:
    _add(ground, "/table", lambda: Response('"=1+1";2', mimetype="text/csv"))


def _serve_the_home(_: Patch, ground: Ground) -> None:
    home = ground.site.home
    view = lambda name: send_from_directory(home, name)  # noqa: E731
    _add(ground, "/<path:name>", view, needs=PUBLIC)


def _leave_headers_out(_: Patch, ground: Ground) -> None:
    after = ground.site.app.after_request_funcs
    after[None] = [one for one in after[None] if one.__name__ != "protect"]


def _end_no_session(patch: Patch, _: Ground) -> None:
    patch.setattr(signing_in, "_end_former", lambda *_: None)


def _ask_no_token(_: Patch, ground: Ground) -> None:
    ground.site.app.config["WTF_CSRF_CHECK_DEFAULT"] = False


def _change_by_looking(_: Patch, ground: Ground) -> None:
    def show() -> str:
        with writing() as session:
            session.execute(text("UPDATE account SET must_change = 1"))
        return ""

    _add(ground, "/changing", show)


def _refuse_the_foreign_aloud(patch: Patch, _: Ground) -> None:
    patch.setattr(sheets, "missing", lambda words: NotAllowedError(words, code="no"))


def _believe_the_browser(_: Patch, ground: Ground) -> None:
    before = ground.site.app.before_request_funcs
    name = "_refuse_other_account"
    before[None] = [one for one in before[None] if one.__name__ != name]


def _make_keys_up(patch: Patch, _: Ground) -> None:
    made = iter(range(10**6))
    read = wishes._read_line

    def make(value: object, most: int, *, required: bool = False) -> str:
        line = read(value, most, required=required)
        return f"{line}-{next(made)}" if required else line

    patch.setattr(wishes, "_read_line", make)


def _go_anywhere(patch: Patch, _: Ground) -> None:
    patch.setattr(login, "safe_place", lambda asked: asked)


def _tell_all(_: Patch, ground: Ground) -> None:
    app = ground.site.app
    app.register_error_handler(Exception, lambda error: (str(error), 503))


def _read_any_json(patch: Patch, _: Ground) -> None:
    patch.setattr(
        sent_json.PlainJSON, "loads", lambda _, sent, **more: json.loads(sent, **more)
    )


def _open_the_whole_course(patch: Patch, ground: Ground) -> None:
    course = ground.site.college.places.course
    patch.setattr(
        journal,
        "open_course",
        lambda session, who, _: open_course(session, who, course),
    )


def _show_open_sheets(patch: Patch, _: Ground) -> None:
    def tell(session: Any, person: int, **more: Any) -> Any:
        rows = select(SheetRow.result).where(SheetRow.person_id == person)
        found = session.scalars(rows).all()
        diary = build_diary(session, person, **more)
        group = diary.group
        return replace(diary, group=group and replace(group, code=f"{found}"))

    patch.setattr(family, "build_diary", tell)


def _take_every_field(patch: Patch, _: Ground) -> None:
    def read(form: Form) -> NoticeDraft | None:
        draft = read_notice(form)
        return draft and replace(draft, order_id=form.whole("order_id", "Приказ"))

    patch.setattr(board, "read_notice", read)


def _add(
    ground: Ground, rule: str, view: Callable[..., Any], *, needs: Any = SIGNED_IN
) -> None:
    view.access = Access(needs=needs)  # type: ignore[attr-defined]
    ground.site.app.add_url_rule(rule, f"broken{rule}", view)


BUILDS = (
    Broken(
        attack="1 foreign page",
        breaks=_let_all_read,
        check=lambda ground: rights.read_foreign(ground, "teacher"),
    ),
    Broken(
        attack="2 foreign form",
        breaks=_forget_the_group,
        check=lambda ground: rights.write_foreign(ground, "curator"),
    ),
    Broken(
        attack="3 mismatched pair", breaks=_forget_the_learner, check=rights.mismatch
    ),
    Broken(
        attack="4 role",
        breaks=_admit_all,
        check=lambda ground: rights.open_by_role(ground, "learner"),
    ),
    Broken(attack="5 nobody", breaks=_admit_all, check=rights.enter_unasked),
    Broken(
        attack="6 other subgroup",
        breaks=_open_the_whole_course,
        check=others.look_over,
    ),
    Broken(
        attack="7 closed account",
        breaks=_remember_sessions,
        check=lambda ground: browsing.stay(ground, "teacher"),
    ),
    Broken(attack="8 too early", breaks=_show_open_sheets, check=others.look_ahead),
    Broken(attack="9 search", breaks=_find_all, check=feeding.search_all),
    Broken(
        attack="9 SQL pasted",
        breaks=_paste_into_sql,
        check=lambda ground: feeding.inject(ground, "parent"),
    ),
    Broken(attack="12 fields", breaks=_take_every_field, check=others.assign),
    Broken(
        attack="13 stored markup",
        breaks=_poison_and_escape_nothing,
        check=lambda ground: feeding.show_poisoned(ground, "teacher"),
    ),
    Broken(
        attack="14 reflected markup",
        breaks=_escape_nothing,
        check=lambda ground: feeding.reflect(ground, "teacher"),
    ),
    Broken(
        attack="18 formula",
        breaks=_give_a_table,
        check=lambda ground: browsing.keep(ground, "parent"),
    ),
    Broken(attack="20 guessed file", breaks=_serve_the_home, check=browsing.guess),
    Broken(
        attack="21 cache",
        breaks=_leave_headers_out,
        check=lambda ground: browsing.keep(ground, "parent"),
    ),
    Broken(
        attack="21 after signing out",
        breaks=_end_no_session,
        check=lambda ground: browsing.come_back(ground, "parent"),
    ),
    Broken(
        attack="22 token",
        breaks=_ask_no_token,
        check=lambda ground: browsing.forge(ground, "parent"),
    ),
    Broken(
        attack="22 looking",
        breaks=_change_by_looking,
        check=lambda ground: browsing.look(ground, "parent"),
    ),
    Broken(
        attack="23 session kept",
        breaks=_remember_sessions,
        check=lambda ground: browsing.come_back(ground, "parent"),
    ),
    Broken(
        attack="24 told apart",
        breaks=_refuse_the_foreign_aloud,
        check=lambda ground: browsing.tell_apart(ground, "teacher"),
    ),
    Broken(attack="25 another", breaks=_believe_the_browser, check=browsing.be_another),
    Broken(attack="26 key", breaks=_make_keys_up, check=racing.send_twice),
    Broken(
        attack="32 led away",
        breaks=_go_anywhere,
        check=lambda ground: browsing.lead_away(ground, {}),
    ),
    Broken(
        attack="33 failure told",
        breaks=_tell_all,
        check=lambda ground: feeding.fail(ground, "mark"),
    ),
    Broken(attack="33 endless JSON", breaks=_read_any_json, check=feeding.feed_json),
)


@pytest.mark.parametrize("broken", BUILDS, ids=lambda one: one.attack)
def test_a_broken_build_is_reported(
    ground: Ground, monkeypatch: Patch, broken: Broken
) -> None:
    broken.breaks(monkeypatch, ground)

    assert broken.check(ground) != []
