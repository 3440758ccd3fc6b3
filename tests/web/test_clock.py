from datetime import UTC, date, datetime, timedelta

from web.clock import local_date, now


def test_the_moment_is_aware_and_in_utc() -> None:
    assert now().utcoffset() == timedelta(0)


def test_the_day_is_the_institution_s_own() -> None:
    evening = datetime(2026, 9, 1, 17, 30, tzinfo=UTC)

    assert local_date(evening, timezone="Asia/Tomsk") == date(2026, 9, 2)
