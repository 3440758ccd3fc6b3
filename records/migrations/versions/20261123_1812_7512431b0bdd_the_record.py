"""The record.

Revision 7512431b0bdd, after nothing.
"""

import sqlalchemy as sa
from alembic import op

from records.kernel.table import Moment

revision = "7512431b0bdd"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "bell",
        sa.Column("pair", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pair", "weekday", name=op.f("pk_bell")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "counter",
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counter")),
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("report_date", sa.Date(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
    )
    op.create_table(
        "institution",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("regulation_title", sa.Text(), nullable=False),
        sa.Column("regulation_order", sa.Text(), nullable=False),
        sa.Column("regulation_date", sa.Date(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("inn", sa.Text(), nullable=False),
        sa.Column("ogrn", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
    )
    op.create_table(
        "ledger_checkpoint",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ledger_checkpoint")),
    )
    op.create_table(
        "ledger_entry",
        sa.Column(
            "gseq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column(
            "jseq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("idem", sa.Text(), nullable=True),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("gseq", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint(
            "entry_id", "version", name=op.f("uq_ledger_entry_entry_id_version")
        ),
        sa.UniqueConstraint("idem", name=op.f("uq_ledger_entry_idem")),
        sa.UniqueConstraint(
            "journal", "jseq", name=op.f("uq_ledger_entry_journal_jseq")
        ),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ledger_entry_kind"), ["kind"], unique=False
        )

    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("frontier", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_ledger_head_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_head")),
    )
    op.create_table(
        "ledger_journal",
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column(
            "size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("journal", name=op.f("pk_ledger_journal")),
    )
    op.create_table(
        "monitoring_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_run")),
    )
    with op.batch_alter_table("monitoring_run", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_monitoring_run_month"), ["month"], unique=False
        )

    op.create_table(
        "norm",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_norm")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("patronymic", sa.Text(), nullable=False),
        sa.Column("gender", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("case_forms", sa.JSON(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_folded", ["folded"], unique=False)

    op.create_table(
        "school_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_year")),
        sa.UniqueConstraint("name", name=op.f("uq_school_year_name")),
    )
    op.create_table(
        "curatorship",
        sa.Column("group_code", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_curatorship_person_id_person")
        ),
        sa.PrimaryKeyConstraint("group_code", name=op.f("pk_curatorship")),
    )
    op.create_table(
        "director_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("signed_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_director_order_inspection_id_inspection"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_director_order")),
        sa.UniqueConstraint(
            "series",
            "year",
            "number",
            name=op.f("uq_director_order_series_year_number"),
        ),
    )
    op.create_table(
        "former_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("patronymic", sa.Text(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_former_name_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
    )
    with op.batch_alter_table("former_name", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_former_name_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "guardian",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["person.id"], name=op.f("fk_guardian_learner_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian")),
        sa.UniqueConstraint(
            "learner_id", "full_name", name=op.f("uq_guardian_learner_id_full_name")
        ),
    )
    with op.batch_alter_table("guardian", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_guardian_learner_id"), ["learner_id"], unique=False
        )

    op.create_table(
        "handover_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("act_date", sa.Date(), nullable=False),
        sa.Column("receiver_post", sa.Text(), nullable=False),
        sa.Column("receiver_name", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id"],
            ["school_year.id"],
            name=op.f("fk_handover_act_year_id_school_year"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_act")),
    )
    op.create_table(
        "learner",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("file_no", sa.Text(), nullable=False),
        sa.Column("record_book", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_learner_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_learner")),
    )
    op.create_table(
        "ledger_payload",
        sa.Column(
            "gseq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(salt IS NULL) = (payload IS NULL)",
            name=op.f("ck_ledger_payload_erased_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["gseq"],
            ["ledger_entry.gseq"],
            name=op.f("fk_ledger_payload_gseq_ledger_entry"),
        ),
        sa.PrimaryKeyConstraint("gseq", name=op.f("pk_ledger_payload")),
    )
    op.create_table(
        "semester",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id"],
            ["school_year.id"],
            name=op.f("fk_semester_year_id_school_year"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_semester")),
        sa.UniqueConstraint(
            "year_id", "number", name=op.f("uq_semester_year_id_number")
        ),
    )
    op.create_table(
        "staff",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("post_forms", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_staff_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_staff")),
    )
    op.create_table(
        "staff_role",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_staff_role_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_staff_role")),
    )
    op.create_table(
        "study_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("programme_kind", sa.Text(), nullable=False),
        sa.Column("course", sa.Integer(), nullable=True),
        sa.Column("study_form", sa.Text(), nullable=False),
        sa.Column("duration", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("graduates", sa.Date(), nullable=True),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("headman_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["headman_id"], ["person.id"], name=op.f("fk_study_group_headman_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_group")),
        sa.UniqueConstraint("code", name=op.f("uq_study_group_code")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("blocked_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["guardian_id"],
            ["guardian.id"],
            name=op.f("fk_account_guardian_id_guardian"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_account_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_guardian_id"), ["guardian_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_account_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open','closed','bound','handed_over')",
            name=op.f("ck_journal_state"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["study_group.id"],
            name=op.f("fk_journal_group_id_study_group"),
        ),
        sa.ForeignKeyConstraint(
            ["year_id"], ["school_year.id"], name=op.f("fk_journal_year_id_school_year")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sa.UniqueConstraint(
            "group_id", "year_id", name=op.f("uq_journal_group_id_year_id")
        ),
    )
    op.create_table(
        "movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("order_no", sa.Text(), nullable=False),
        sa.Column("order_date", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("entered_at", Moment(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["study_group.id"],
            name=op.f("fk_movement_group_id_study_group"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_movement_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movement")),
    )
    with op.batch_alter_table("movement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_movement_group_id"), ["group_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_movement_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "closed_month",
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.id"],
            name=op.f("fk_closed_month_journal_id_journal"),
        ),
        sa.PrimaryKeyConstraint("journal_id", "month", name=op.f("pk_closed_month")),
    )
    op.create_table(
        "discipline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("index_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.id"],
            name=op.f("fk_discipline_journal_id_journal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discipline")),
        sa.UniqueConstraint(
            "journal_id", "index_code", name=op.f("uq_discipline_journal_id_index_code")
        ),
    )
    with op.batch_alter_table("discipline", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_discipline_journal_id"), ["journal_id"], unique=False
        )

    op.create_table(
        "issued_document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("gseq", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.id"],
            name=op.f("fk_issued_document_journal_id_journal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_document")),
    )
    with op.batch_alter_table("issued_document", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_issued_document_code"), ["code"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_issued_document_journal_id"), ["journal_id"], unique=False
        )

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("arrived_by", sa.Integer(), nullable=False),
        sa.Column("left_by", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["arrived_by"],
            ["movement.id"],
            name=op.f("fk_membership_arrived_by_movement"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["study_group.id"],
            name=op.f("fk_membership_group_id_study_group"),
        ),
        sa.ForeignKeyConstraint(
            ["left_by"], ["movement.id"], name=op.f("fk_membership_left_by_movement")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "group_id",
            "person_id",
            "start_date",
            name=op.f("uq_membership_group_id_person_id_start_date"),
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_group_id"), ["group_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_membership_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index("ix_sign_in_day", ["day"], unique=False)

    op.create_table(
        "course",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("discipline_id", sa.Integer(), nullable=False),
        sa.Column("subgroup", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["discipline_id"],
            ["discipline.id"],
            name=op.f("fk_course_discipline_id_discipline"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint(
            "discipline_id", "subgroup", name=op.f("uq_course_discipline_id_subgroup")
        ),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_course_discipline_id"), ["discipline_id"], unique=False
        )

    op.create_table(
        "handover_item",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"],
            ["handover_act.id"],
            name=op.f("fk_handover_item_act_id_handover_act"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["issued_document.id"],
            name=op.f("fk_handover_item_document_id_issued_document"),
        ),
        sa.PrimaryKeyConstraint("act_id", "document_id", name=op.f("pk_handover_item")),
    )
    op.create_table(
        "issued_file",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["issued_document.id"],
            name=op.f("fk_issued_file_document_id_issued_document"),
        ),
        sa.PrimaryKeyConstraint("document_id", "format", name=op.f("pk_issued_file")),
    )
    with op.batch_alter_table("issued_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_issued_file_sha256"), ["sha256"], unique=False
        )

    op.create_table(
        "subgroup_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("discipline_id", sa.Integer(), nullable=False),
        sa.Column("subgroup", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["discipline_id"],
            ["discipline.id"],
            name=op.f("fk_subgroup_member_discipline_id_discipline"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_subgroup_member_person_id_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subgroup_member")),
        sa.UniqueConstraint(
            "discipline_id",
            "person_id",
            "start_date",
            name=op.f("uq_subgroup_member_discipline_id_person_id_start_date"),
        ),
    )
    with op.batch_alter_table("subgroup_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_subgroup_member_discipline_id"),
            ["discipline_id"],
            unique=False,
        )

    op.create_table(
        "course_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("semester", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_term_course_id_course")
        ),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["person.id"], name=op.f("fk_course_term_teacher_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_term")),
        sa.UniqueConstraint(
            "course_id", "semester", name=op.f("uq_course_term_course_id_semester")
        ),
    )
    with op.batch_alter_table("course_term", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_course_term_course_id"), ["course_id"], unique=False
        )

    op.create_table(
        "course_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("submitted", sa.Date(), nullable=True),
        sa.Column("defended", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_course_work_course_id_course")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_course_work_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_work")),
        sa.UniqueConstraint(
            "course_id", "person_id", name=op.f("uq_course_work_course_id_person_id")
        ),
    )
    with op.batch_alter_table("course_work", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_course_work_course_id"), ["course_id"], unique=False
        )

    op.create_table(
        "final_mark",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("na_cause", sa.Text(), nullable=False),
        sa.Column("na_form", sa.Text(), nullable=False),
        sa.Column("na_due", sa.Date(), nullable=True),
        sa.Column("na_order_no", sa.Text(), nullable=False),
        sa.Column("na_order_date", sa.Date(), nullable=True),
        sa.Column("na_result", sa.Text(), nullable=False),
        sa.Column("na_result_date", sa.Date(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("gseq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_final_mark_course_id_course")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_final_mark_person_id_person")
        ),
        sa.PrimaryKeyConstraint(
            "course_id", "person_id", "period", name=op.f("pk_final_mark")
        ),
    )
    op.create_table(
        "inspection_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("fixed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
            name=op.f("fk_inspection_remark_course_id_course"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
            name=op.f("fk_inspection_remark_inspection_id_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.id"],
            name=op.f("fk_inspection_remark_journal_id_journal"),
        ),
        sa.ForeignKeyConstraint(
            ["teacher_id"],
            ["person.id"],
            name=op.f("fk_inspection_remark_teacher_id_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_remark")),
    )
    with op.batch_alter_table("inspection_remark", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_inspection_remark_inspection_id"),
            ["inspection_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_inspection_remark_journal_id"), ["journal_id"], unique=False
        )

    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("order_no", sa.Text(), nullable=False),
        sa.Column("order_date", sa.Date(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("report_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_placement_course_id_course")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_placement_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint(
            "course_id", "person_id", name=op.f("uq_placement_course_id_person_id")
        ),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_placement_course_id"), ["course_id"], unique=False
        )

    op.create_table(
        "plan_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("homework", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_plan_item_course_id_course")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint(
            "course_id", "number", name=op.f("uq_plan_item_course_id_number")
        ),
    )
    with op.batch_alter_table("plan_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_item_course_id"), ["course_id"], unique=False
        )

    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("semester", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("first_sheet_id", sa.Integer(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_sheet_course_id_course")
        ),
        sa.ForeignKeyConstraint(
            ["first_sheet_id"], ["sheet.id"], name=op.f("fk_sheet_first_sheet_id_sheet")
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["journal.id"], name=op.f("fk_sheet_journal_id_journal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
    )
    with op.batch_alter_table("sheet", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sheet_journal_id"), ["journal_id"], unique=False
        )

    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("pair", sa.Integer(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_slot_course_id_course")
        ),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["person.id"], name=op.f("fk_slot_teacher_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
        sa.UniqueConstraint(
            "course_id", "day", "pair", name=op.f("uq_slot_course_id_day_pair")
        ),
    )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_slot_course_id"), ["course_id"], unique=False
        )
        batch_op.create_index("ix_slot_day", ["day"], unique=False)

    op.create_table(
        "lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("pair", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("monthly_control", sa.Boolean(), nullable=False),
        sa.Column("roll_called", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("teacher_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("plan_item_id", sa.Integer(), nullable=True),
        sa.Column("homework", sa.Text(), nullable=False),
        sa.Column("no_homework", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("completed_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("topic_version", sa.Integer(), nullable=False),
        sa.Column("homework_version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("gseq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_lesson_course_id_course")
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["journal.id"], name=op.f("fk_lesson_journal_id_journal")
        ),
        sa.ForeignKeyConstraint(
            ["plan_item_id"],
            ["plan_item.id"],
            name=op.f("fk_lesson_plan_item_id_plan_item"),
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slot.id"], name=op.f("fk_lesson_slot_id_slot")
        ),
        sa.ForeignKeyConstraint(
            ["teacher_id"], ["person.id"], name=op.f("fk_lesson_teacher_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
        sa.UniqueConstraint(
            "course_id", "day", "pair", name=op.f("uq_lesson_course_id_day_pair")
        ),
        sa.UniqueConstraint("slot_id", name=op.f("uq_lesson_slot_id")),
    )
    with op.batch_alter_table("lesson", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_lesson_course_id"), ["course_id"], unique=False
        )
        batch_op.create_index(
            "ix_lesson_journal_day", ["journal_id", "day"], unique=False
        )

    op.create_table(
        "sheet_examiner",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_sheet_examiner_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_examiner_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "position", name=op.f("pk_sheet_examiner")),
    )
    op.create_table(
        "sheet_row",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sheet_row_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["sheet.id"], name=op.f("fk_sheet_row_sheet_id_sheet")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "person_id", name=op.f("pk_sheet_row")),
    )
    op.create_table(
        "substitution",
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("basis_date", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["absent_id"], ["person.id"], name=op.f("fk_substitution_absent_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["slot.id"], name=op.f("fk_substitution_slot_id_slot")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"],
            ["person.id"],
            name=op.f("fk_substitution_substitute_id_person"),
        ),
        sa.PrimaryKeyConstraint("slot_id", name=op.f("pk_substitution")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("basis_date", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("gseq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["person.id"], name=op.f("fk_correction_actor_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_correction_course_id_course")
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["journal.id"],
            name=op.f("fk_correction_journal_id_journal"),
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_correction_lesson_id_lesson")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_correction_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index("ix_correction_journal", ["journal_id"], unique=False)

    op.create_table(
        "mark",
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("gseq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_mark_lesson_id_lesson")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_mark_person_id_person")
        ),
        sa.PrimaryKeyConstraint("lesson_id", "person_id", "work", name=op.f("pk_mark")),
    )


def downgrade() -> None:
    """Refuse: an official record is not taken back."""
    raise RuntimeError("restore the copy made before the upgrade")
