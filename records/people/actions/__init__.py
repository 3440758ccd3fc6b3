"""Commands on persons, sign-ins, sessions, passwords and consents."""

from records.people.actions.accounts import (
    block_account,
    create_accounts,
    create_administrator,
    grant_role,
    reset_password,
    unblock_account,
)
from records.people.actions.attempts import (
    attempt_fits,
    begin_attempt,
    check_password,
    finish_attempt,
)
from records.people.actions.consents import (
    pass_consents,
    record_consent,
    withdraw_consent,
)
from records.people.actions.passwords import (
    begin_totp,
    change_password,
    check_totp,
    confirm_totp,
    drop_totp,
    set_first_password,
)
from records.people.actions.persons import (
    add_person,
    add_persons,
    rename_person,
    set_card,
    set_case_forms,
    set_email,
    set_gender,
    set_guardian,
    set_staff,
)
from records.people.actions.reads import note_read
from records.people.actions.sessions import (
    end_other_sessions,
    end_session,
    end_token,
    open_session,
    record_sign_in,
    touch_session,
)
from records.people.actions.tidying import tidy_sign_ins

__all__ = [
    "add_person",
    "add_persons",
    "attempt_fits",
    "begin_attempt",
    "begin_totp",
    "block_account",
    "change_password",
    "check_password",
    "check_totp",
    "confirm_totp",
    "create_accounts",
    "create_administrator",
    "drop_totp",
    "end_other_sessions",
    "end_session",
    "end_token",
    "finish_attempt",
    "grant_role",
    "note_read",
    "open_session",
    "pass_consents",
    "record_consent",
    "record_sign_in",
    "rename_person",
    "reset_password",
    "set_card",
    "set_case_forms",
    "set_email",
    "set_first_password",
    "set_gender",
    "set_guardian",
    "set_staff",
    "tidy_sign_ins",
    "touch_session",
    "unblock_account",
    "withdraw_consent",
]
