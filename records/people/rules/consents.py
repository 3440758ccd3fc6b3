"""Who needs whose consent, and how far a person is; pure."""

from datetime import date

from records.people.values import ConsentFact, ConsentState

ADULT = 18


def is_adult(birth_date: date | None, today: date) -> bool | None:
    """Tell whether somebody is of age; None when the date of birth is not known."""
    if birth_date is None:
        return None
    month_day = (birth_date.month, birth_date.day)
    years = today.year - birth_date.year - ((today.month, today.day) < month_day)
    return years >= ADULT


def state_of(consent: ConsentFact | None, *, account: bool) -> ConsentState:
    """Return the state of the curator's list (REG 3.12.1).

    A sign-in that was made without a consent does not hide that there is none.
    """
    if consent is None:
        return ConsentState.NONE
    if consent.withdrawn_on is not None:
        return ConsentState.WITHDRAWN
    if account:
        return ConsentState.ISSUED
    return ConsentState.RECEIVED if consent.passed_on is None else ConsentState.PASSED
