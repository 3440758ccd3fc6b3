"""Asking for work, taking it, giving it back (очередь заданий).

The truth is in the rows: a worker holds an item by a lease it renews, and whoever
finds a lease that has run out takes the item again. Leases and heartbeats go by the
machine's own clock, which is the same for every process; `asked_at` is a moment of
the record.
"""

from records.jobs.actions.asking import create_print_run, enqueue, stop_job
from records.jobs.actions.periodic import enqueue_due
from records.jobs.actions.taking import (
    beat,
    claim_item,
    fail_item,
    finish_item,
    leave,
    renew_lease,
)
from records.jobs.actions.tidying import tidy_jobs

__all__ = [
    "beat",
    "claim_item",
    "create_print_run",
    "enqueue",
    "enqueue_due",
    "fail_item",
    "finish_item",
    "leave",
    "renew_lease",
    "stop_job",
    "tidy_jobs",
]
