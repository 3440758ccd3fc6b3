from dataclasses import replace

from templates_docs.documents.inspection_order.sample import FACTS
from templates_docs.documents.inspection_order.wording import (
    compose_heading,
    compose_points,
    compose_statements,
)


def test_heading_keeps_the_preposition_with_its_word() -> None:
    heading = compose_heading("октябрь 2026 г.")

    assert heading == (
        "Об итогах проверки ведения электронных журналов за\u00a0октябрь 2026 г."
    )


def test_statements_name_the_basis_the_period_and_the_counts() -> None:
    basis, found = compose_statements(FACTS)

    assert "от 20.11.2026 (п. 5.3 Положения об электронном журнале)" in basis
    assert "с 09.11.2026 по 18.11.2026" in basis
    assert "электронных журналов групп ЮР-21, ИСП-22-11, ПСО-24-1" in basis
    assert "групп — 3, страниц дисциплин — 41, занятий — 412." in basis
    assert found.startswith("Установлено: текущие отметки")
    assert found.endswith("Выявлены замечания:")


def test_one_group_is_spoken_of_in_the_singular() -> None:
    facts = replace(FACTS, groups=("ЮР-21",), satisfactory=("ЮР-21",), deficient=())

    assert "проверка электронного журнала группы ЮР-21." in compose_statements(facts)[0]
    assert compose_points(facts)[0] == (
        "Признать ведение электронного журнала группы ЮР-21 удовлетворительным."
    )


def test_a_sole_deficient_group_needs_no_dash() -> None:
    facts = replace(FACTS, satisfactory=(), deficient=("ИСП-22-11",))

    assert compose_points(facts)[0] == (
        "Признать ведение электронного журнала группы ИСП-22-11 "
        "требующим устранения замечаний."
    )


def test_one_teacher_is_spoken_of_in_the_singular() -> None:
    facts = replace(FACTS, teachers_dative=("Орлову К.С.",))

    assert compose_points(facts)[1].startswith("Преподавателю Орлову К.С. устранить")


def test_without_findings_nobody_is_told_to_mend() -> None:
    facts = replace(FACTS, has_findings=False, deficient=(), teachers_dative=())

    points = compose_points(facts)

    assert compose_statements(facts)[1].endswith("Замечаний не выявлено.")
    assert not any("устран" in point for point in points)
    assert len(points) == 3


def test_praise_is_a_point_of_its_own() -> None:
    facts = replace(FACTS, praised_dative=("Ивановой М.П.", "Орлову К.С."))

    assert (
        "Объявить благодарность за ведение электронных журналов преподавателям "
        "Ивановой М.П., Орлову К.С."
    ) in compose_points(facts)


def test_every_point_ends_with_one_full_stop() -> None:
    for point in compose_points(FACTS):
        assert point.endswith(".")
        assert not point.endswith("..")


def test_the_order_goes_to_the_places_the_regulation_names() -> None:
    text = " ".join(compose_points(FACTS))

    assert "на «Доске объявлений» в разделе «Преподавательская»" in text
    assert "в учебном отделе" in text
