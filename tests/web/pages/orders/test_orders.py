"""Orders on the site: worded, signed by the director, read by teachers (REG 5.3)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from records.kernel.db import transaction
from records.notices.queries import find_order_notice, list_acknowledgements
from records.orders.queries import get_order
from records.orders.values import OrderFact
from tests.recordings import assert_recorded
from tests.web.college import PASSWORD
from tests.web.conftest import Installation
from tests.web.paperwork import inspect, word_order

pytestmark = pytest.mark.slow


@pytest.fixture
def order_id(site: Installation) -> int:
    return word_order(site.engine, site.college, inspect(site.engine, site.college))


def stored(site: Installation, order_id: int) -> OrderFact:
    with transaction(site.engine, write=False) as session:
        return get_order(session, order_id)


def signing(**changes: str) -> dict[str, str]:
    return {"password": PASSWORD, "seen": "1", "until": "2026-09-18", **changes}


def test_points_are_edited_in_place(site: Installation, order_id: int) -> None:
    deputy = site.sign_in("deputy")
    sent = {
        "heading": "О ведении журналов",
        "seen": "1",
        "point": ["Признать удовлетворительным.", " ", "Контроль оставляю за собой."],
        "state": "signed",
        "number": "99",
        "readers": "1",
    }

    answer = deputy.post(f"/orders/{order_id}", sent)

    assert answer.status_code == 303
    order = stored(site, order_id)
    assert order.heading == "О ведении журналов"
    assert order.body["points"] == [
        "Признать удовлетворительным.",
        "Контроль оставляю за собой.",
    ]
    assert (order.state, order.number) == ("draft", None)
    assert len(str(order.body["readers"])) > 3


def test_an_edit_that_is_refused_keeps_its_text(
    site: Installation, order_id: int
) -> None:
    deputy = site.sign_in("deputy")
    sent = {"heading": "О журналах", "seen": "7", "point": "Новая редакция пункта."}

    answer = deputy.post(f"/orders/{order_id}", sent)

    assert answer.status_code == 409
    assert "Новая редакция пункта." in answer.text
    assert "уже изменён другим" in answer.text


def test_the_director_signs_and_the_order_hangs_on_the_board(
    site: Installation, order_id: int
) -> None:
    director = site.sign_in("director")

    answer = director.post(f"/orders/{order_id}/sign", signing())

    assert answer.status_code == 303
    assert stored(site, order_id).full_number == "1-од"
    with transaction(site.engine, write=False) as session:
        notice = find_order_notice(session, order_id)
        assert notice is not None
        assert list_acknowledgements(session, notice.id)
        assert_recorded(session)
    page = director.get(f"/orders/{order_id}").text
    assert "Подписано простой электронной подписью" in page
    assert "Ознакомление" in page
    assert 'name="point"' not in page


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"password": ""}, 422),
        ({"password": "не тот"}, 422),
        ({"until": ""}, 422),
        ({"until": "2026-09-01"}, 422),
        ({"seen": ""}, 422),
        ({"seen": "9"}, 409),
    ],
)
def test_an_order_that_cannot_be_signed_stays_a_draft(
    site: Installation, order_id: int, changes: dict[str, str], status: int
) -> None:
    director = site.sign_in("director")

    answer = director.post(f"/orders/{order_id}/sign", signing(**changes))

    assert answer.status_code == status
    order = stored(site, order_id)
    assert (order.state, order.number) == ("draft", None)
    with transaction(site.engine, write=False) as session:
        assert find_order_notice(session, order_id) is None


def test_a_signed_order_is_neither_edited_nor_signed_again(
    site: Installation, order_id: int
) -> None:
    director = site.sign_in("director")
    director.post(f"/orders/{order_id}/sign", signing())

    again = director.post(f"/orders/{order_id}/sign", signing(seen="2"))
    edited = director.post(
        f"/orders/{order_id}", {"heading": "Иное", "seen": "2", "point": "Иное."}
    )

    assert (again.status_code, edited.status_code) == (422, 422)
    assert stored(site, order_id).full_number == "1-од"
    assert stored(site, order_id).heading != "Иное"


@pytest.mark.parametrize("who", ["deputy", "content_admin", "secretary", "teacher"])
def test_nobody_but_the_director_signs(
    site: Installation, order_id: int, who: str
) -> None:
    answer = site.sign_in(who).post(f"/orders/{order_id}/sign", signing())

    assert answer.status_code == 403
    assert stored(site, order_id).state == "draft"


@pytest.mark.parametrize(
    "who", ["teacher", "curator", "dispatcher", "learner", "parent"]
)
def test_drafts_of_orders_are_shut_to_the_others(
    site: Installation, order_id: int, who: str
) -> None:
    visitor = site.sign_in(who)

    assert visitor.get("/orders").status_code == 403
    assert visitor.get(f"/orders/{order_id}").status_code == 403


def test_an_order_that_is_not_there_is_not_found(site: Installation) -> None:
    director = site.sign_in("director")

    assert director.get("/orders/777").status_code == 404
    assert director.post("/orders/777/sign", signing()).status_code == 404
    assert "Приказов ещё нет" in director.get("/orders").text


def test_two_signatures_at_once_give_one_number(
    site: Installation, order_id: int
) -> None:
    visitors = [site.sign_in("director") for _ in range(2)]
    tokens = [one.token() for one in visitors]

    def sign(place: int) -> int:
        path = f"/orders/{order_id}/sign"
        data = signing(csrf_token=tokens[place])
        return visitors[place].client.post(path, data=data).status_code

    with ThreadPoolExecutor(2) as pool:
        codes = sorted(pool.map(sign, range(2)))

    assert codes == [303, 422]
    assert stored(site, order_id).full_number == "1-од"
