"""The board in the browser: sections, signatures, hanging out, taking off (REG 5.3)."""

import re
from datetime import date

import pytest

from records.access.roles import Role
from records.kernel.actor import SYSTEM
from records.kernel.db import transaction
from records.letters.queries import list_threads
from records.notices.actions import publish_notice
from records.notices.queries import get_notice, list_acknowledgements
from records.notices.values import NoticeDraft, Section
from tests.builders import entropy
from tests.web.college import MORNING
from tests.web.conftest import Installation

pytestmark = pytest.mark.slow

EVERYBODY = (
    "teacher", "curator", "secretary", "dispatcher", "content_admin", "deputy",
    "director", "system_admin", "learner", "parent",
)  # fmt: skip
LEADERS = ("secretary", "content_admin", "deputy", "director")
SCRIPT = "<script>alert(1)</script>"


def hang(site: Installation, **changes: object) -> int:
    values: dict[str, object] = {
        "title": "Закрытие семестра",
        "text": "Итоговые отметки — до 26 декабря.",
        "section": Section.STAFF,
    }
    draft = NoticeDraft(**{**values, **changes})  # type: ignore[arg-type]
    with transaction(site.engine) as session:
        return publish_notice(
            session, draft, actor=SYSTEM, now=MORNING, entropy=entropy()
        )


def to_sign(site: Installation, *roles: Role, **changes: object) -> int:
    asked = frozenset(roles or {Role.TEACHER})
    return hang(site, acknowledge_until=date(2026, 9, 18), audience=asked, **changes)


def form(**changes: object) -> dict[str, object]:
    values: dict[str, object] = {
        "title": "График консультаций",
        "text": "Первая строка\nвторая строка",
        "section": "general",
    }
    return {**values, **changes}


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_board_is_open_to_everybody(site: Installation, who: str) -> None:
    answer = site.sign_in(who).get("/board")

    assert answer.status_code == 200
    assert "Объявлений в этом разделе нет" in answer.text


def test_a_stranger_is_asked_to_sign_in(site: Installation) -> None:
    assert site.stranger().get("/board").status_code == 302


def test_the_staff_section_does_not_exist_for_families(site: Installation) -> None:
    number = hang(site, text="Только работникам")

    for who in ("learner", "parent"):
        visitor = site.sign_in(who)
        assert "Только работникам" not in visitor.get("/board?section=staff").text
        assert visitor.get(f"/board/{number}").status_code == 404
        assert visitor.post(f"/board/{number}/acknowledge").status_code == 404


def test_an_unread_notice_is_marked_until_the_board_is_opened(
    site: Installation,
) -> None:
    hang(site)
    teacher = site.sign_in("teacher")

    first, second = teacher.get("/board").text, teacher.get("/board").text

    assert "s-unread" in first
    assert "не прочитано" in first
    assert "s-unread" not in second
    assert "Закрытие семестра" in second


def test_a_long_notice_stays_unread_until_it_is_opened(site: Installation) -> None:
    number = hang(site, text="слово " * 200 + "конец")
    teacher = site.sign_in("teacher")
    page = teacher.get("/board").text
    assert "Читать полностью" in page
    assert "конец" not in page
    assert "s-unread" in teacher.get("/board").text

    assert "конец" in teacher.get(f"/board/{number}").text

    assert "s-unread" not in teacher.get("/board").text


def test_a_signature_is_put_in_the_words_of_ones_gender(site: Installation) -> None:
    number = to_sign(site)
    her, him = site.sign_in("teacher"), site.sign_in("other_teacher")
    assert "Ознакомлена<" in her.get("/board").text
    assert "Ознакомлен<" in him.get("/board").text
    assert "0 из 2" in her.get("/board").text

    answer = her.post(f"/board/{number}/acknowledge")

    assert answer.status_code == 303
    page = her.get(answer.headers["Location"]).text
    assert "вы ознакомились 15.09.2026" in page
    assert "Подписей от вас не ждут" in page
    assert "подтвердил 1 из 2" in him.get(f"/board/{number}").text
    with transaction(site.engine, write=False) as session:
        signed = [one for one in list_acknowledgements(session, number)
                  if one.acknowledged_at]  # fmt: skip
    assert [one.person_id for one in signed] == [site.college.people.persons["teacher"]]


def test_signing_twice_is_signing_once(site: Installation) -> None:
    number = to_sign(site)
    teacher = site.sign_in("teacher")

    answers = [teacher.post(f"/board/{number}/acknowledge") for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]


def test_who_is_not_asked_is_refused(site: Installation) -> None:
    number = to_sign(site)
    secretary = site.sign_in("secretary")
    assert "Ознакомлена<" not in secretary.get("/board").text

    assert secretary.post(f"/board/{number}/acknowledge").status_code == 422


@pytest.mark.parametrize("who", LEADERS)
def test_those_who_lead_hang_a_notice_out(site: Installation, who: str) -> None:
    visitor = site.sign_in(who)
    assert "Повесить объявление" in visitor.get("/board").text

    answer = visitor.post("/board/new", form())

    assert answer.status_code == 303
    assert "вторая строка" in visitor.get(answer.headers["Location"]).text
    assert "График консультаций" in site.sign_in("parent").get("/board").text


def test_a_form_sent_twice_hangs_out_one_notice(site: Installation) -> None:
    deputy = site.sign_in("deputy")
    first, second = (
        deputy.post("/board/new", form(key="f3a1")).headers["Location"] for _ in "12"
    )

    anew = deputy.post("/board/new", form(key="f3a1", text="Написано заново"))

    assert first == second
    assert anew.headers["Location"] != first
    assert 'name="key" value="' in deputy.get("/board/new").text


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - set(LEADERS)))
def test_nobody_else_hangs_anything_out(site: Installation, who: str) -> None:
    visitor = site.sign_in(who)
    number = hang(site, section=Section.GENERAL)

    assert "Повесить объявление" not in visitor.get("/board").text
    assert visitor.get("/board/new").status_code == 403
    assert visitor.post("/board/new", form()).status_code == 403
    for act in ("withdraw", "remind"):
        assert visitor.post(f"/board/{number}/{act}", {"why": "х"}).status_code == 403
    assert visitor.get(f"/board/{number}/readers").status_code == 403


def test_a_refused_notice_keeps_what_was_typed(site: Installation) -> None:
    deputy = site.sign_in("deputy")

    answer = deputy.post(
        "/board/new", form(title="", audience="teacher", text=f"Важно {SCRIPT}")
    )

    assert answer.status_code == 422
    assert "Заголовок: заполните поле" in answer.text
    assert "до которого подписывают" in answer.text
    assert "Важно &lt;script&gt;" in answer.text
    assert re.search(r'value="teacher" checked', answer.text)


def test_a_term_that_is_over_is_refused_with_the_text_kept(site: Installation) -> None:
    answer = site.sign_in("deputy").post(
        "/board/new",
        form(until="2026-09-01", audience="teacher", title="Не потеряйте меня"),
    )

    assert answer.status_code == 422
    assert "срок ознакомления уже прошёл" in answer.text
    assert "Не потеряйте меня" in answer.text


def test_families_cannot_be_asked_to_sign_in_the_staff_section(
    site: Installation,
) -> None:
    answer = site.sign_in("deputy").post(
        "/board/new", form(section="staff", until="2026-09-20", audience="parent")
    )

    assert answer.status_code == 422
    assert "видят только работники" in answer.text


def test_a_script_in_a_notice_is_text(site: Installation) -> None:
    number = hang(site, title=SCRIPT, text=f"{SCRIPT}\n{{{{ 7 * 7 }}}}")
    teacher = site.sign_in("teacher")

    for path in ("/board", f"/board/{number}"):
        page = teacher.get(path).text
        assert SCRIPT not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "{{ 7 * 7 }}" in page


def test_the_list_of_readers_names_the_slowest_first(site: Installation) -> None:
    number = to_sign(site)
    site.sign_in("teacher").post(f"/board/{number}/acknowledge")

    page = site.sign_in("deputy").get(f"/board/{number}/readers").text

    assert "1 из 2" in page
    assert page.index("Лаптев") < page.index("Воронцова")
    assert "не открывал" in page


def test_a_reminder_is_a_letter_to_those_who_have_not_signed(
    site: Installation,
) -> None:
    number = to_sign(site)
    site.sign_in("teacher").post(f"/board/{number}/acknowledge")

    answer = site.sign_in("deputy").post(f"/board/{number}/remind")

    assert answer.status_code == 303
    accounts = site.college.people.accounts
    with transaction(site.engine, write=False) as session:
        (thread,) = list_threads(session, accounts["other_teacher"])
        assert "Закрытие семестра" in thread.last_text
        assert list_threads(session, accounts["teacher"]) == ()


def test_a_notice_is_taken_off_for_a_reason(site: Installation) -> None:
    number = to_sign(site)
    deputy = site.sign_in("deputy")
    refused = deputy.post(f"/board/{number}/withdraw", {"why": ""})
    assert refused.status_code == 422
    assert "заполните поле" in refused.text

    answer = deputy.post(f"/board/{number}/withdraw", {"why": "не та дата"})

    assert answer.status_code == 303
    teacher = site.sign_in("teacher")
    assert "Закрытие семестра" not in teacher.get("/board").text
    page = teacher.get(f"/board/{number}").text
    assert "не та дата" in page
    assert "Ознакомлена<" not in page
    with transaction(site.engine, write=False) as session:
        assert get_notice(session, number).withdrawn_at is not None


def test_a_notice_nobody_hung_out_is_not_there(site: Installation) -> None:
    deputy = site.sign_in("deputy")

    for path in ("/board/999", "/board/999/readers"):
        assert deputy.get(path).status_code == 404
    for act in ("acknowledge", "remind", "withdraw"):
        assert deputy.post(f"/board/999/{act}", {"why": "х"}).status_code == 404


def test_the_menu_counts_what_waits_on_the_board(site: Installation) -> None:
    to_sign(site)
    teacher = site.sign_in("teacher")

    def counted() -> list[str]:
        page = teacher.get("/account").text
        return re.findall(r'href="/board".*?</a>', page, flags=re.DOTALL)

    assert all(">1<" in one for one in counted())
    site.at(MORNING.replace(day=21))
    teacher = site.sign_in("teacher")
    assert all("s-bad" in one for one in counted())
