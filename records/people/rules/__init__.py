"""Names, passwords, terms of sessions and consents; pure."""

from records.people.rules.agents import describe_agent
from records.people.rules.consents import is_adult, state_of
from records.people.rules.names import (
    PASSWORD_BYTES,
    fold_name,
    guess_gender,
    make_login,
    make_password,
    name_keys,
    parse_full_name,
    short_name,
    transliterate,
    written_key,
)
from records.people.rules.sign_in import (
    ATTEMPT_WINDOW,
    SECOND_STEP_LIFE,
    SESSION_IDLE,
    SESSION_KEPT,
    SESSION_LIFE,
    attempt_wait,
    attempts_left,
    describe_refusal,
    needs_touch,
    session_end,
)
from records.people.rules.words import PASSWORD_LENGTH, check_new_password

__all__ = [
    "ATTEMPT_WINDOW",
    "PASSWORD_BYTES",
    "PASSWORD_LENGTH",
    "SECOND_STEP_LIFE",
    "SESSION_IDLE",
    "SESSION_KEPT",
    "SESSION_LIFE",
    "attempt_wait",
    "attempts_left",
    "check_new_password",
    "describe_agent",
    "describe_refusal",
    "fold_name",
    "guess_gender",
    "is_adult",
    "make_login",
    "make_password",
    "name_keys",
    "needs_touch",
    "parse_full_name",
    "session_end",
    "short_name",
    "state_of",
    "transliterate",
    "written_key",
]
