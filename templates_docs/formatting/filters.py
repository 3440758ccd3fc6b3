"""The filters of every template, HTML and DOCX alike (фильтры шаблонов)."""

from collections.abc import Callable, Mapping
from typing import Any

from templates_docs.formatting import dates, names, titles, typography, words

_FUNCTIONS: tuple[Callable[..., Any], ...] = (
    dates.academic_year,
    dates.clock_time,
    dates.date_range,
    dates.day_month,
    dates.local_moment,
    dates.long_date,
    dates.long_period,
    dates.month_name,
    dates.month_year,
    dates.period,
    dates.quoted_date,
    dates.short_date,
    names.decline,
    names.full_name,
    names.initials_after,
    names.initials_before,
    names.surname_and_name,
    names.surname_in,
    titles.agreed,
    titles.decline_post,
    titles.learner_term,
    typography.decimal_text,
    typography.grouped_digest,
    typography.grouped_digits,
    typography.numbered,
    typography.or_dash,
    typography.page_range,
    typography.percent,
    typography.percent_of,
    typography.short_digest,
    typography.typograph,
    words.amount,
    words.counted,
    words.noun_for,
    words.number_in_words,
)

FILTERS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function for function in _FUNCTIONS
}
