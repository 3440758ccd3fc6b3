"""The worker's loop: be seen, begin what is due, take an item, make it, give it back."""

import logging
import os
import platform
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from records.jobs.actions import (
    beat,
    claim_item,
    enqueue_due,
    fail_item,
    finish_item,
    leave,
    renew_lease,
)
from records.jobs.queries import is_waiting
from records.jobs.rules import BEAT
from records.jobs.values import Claimed
from records.kernel.db import transaction
from records.kernel.errors import RecordsError
from records.norms.queries import find_institution
from web import clock
from web.jobs.making import Workshop, make

log = logging.getLogger("surguch.worker")
PAUSE = 1.0
"""Seconds between two looks into an empty queue."""
PERIODIC = 60.0
Explain = Callable[[Exception], RecordsError]


class Worker:
    """One worker process (рабочий процесс): several of them share a queue.

    `explain` turns a failure of the machine or the program into words; `parent` is
    the process it must not outlive.
    """

    def __init__(
        self, shop: Workshop, *, explain: Explain, parent: int | None = None
    ) -> None:
        self.shop = shop
        self.explain = explain
        self.parent = parent
        self.host = platform.node()
        self.name = f"{self.host}:{os.getpid()}:{secrets.token_hex(3)}"
        self.stopping = threading.Event()
        self._held: Claimed | None = None
        self._periodic_at = 0.0

    def stop(self) -> None:
        """Finish what is in hand and take nothing more."""
        self.stopping.set()

    def run(self) -> None:
        """Work until told to stop."""
        with self._seen():
            while not self._ended():
                try:
                    busy = self._turn()
                except SQLAlchemyError as error:
                    log.warning("%s", self.explain(error).message)
                    busy = False
                if not busy:
                    self.stopping.wait(PAUSE)

    def run_once(self) -> int:
        """Make everything that waits, and return how many items it was."""
        count = 0
        with self._seen():
            while not self._ended() and self._work():
                count += 1
        return count

    def _turn(self) -> bool:
        if monotonic() >= self._periodic_at:
            self._begin_due()
            self._periodic_at = monotonic() + PERIODIC
        return self._work()

    def _begin_due(self) -> None:
        now = clock.now() + self.shop.ahead
        with transaction(self.shop.engine, write=False) as session:
            institution = find_institution(session)
        if institution is None:
            return
        local = now.astimezone(ZoneInfo(institution.timezone))
        with transaction(self.shop.engine) as session:
            begun = enqueue_due(session, local=local, now=now)
        for job in begun:
            log.info("задание %s: начато по расписанию", job)

    def _work(self) -> bool:
        item = self._take()
        if item is None:
            return False
        self._held = item
        try:
            self._make(item)
        finally:
            self._held = None
        return True

    def _take(self) -> Claimed | None:
        now = clock.now()
        with transaction(self.shop.engine, write=False) as session:
            if not is_waiting(session, now=now):
                return None
        with transaction(self.shop.engine) as session:
            return claim_item(session, self.name, now=now)

    def _make(self, item: Claimed) -> None:
        words = ""
        try:
            made = make(item, self.shop)
        except RecordsError as error:
            words = error.message
        except Exception as error:
            words = self.explain(error).message
        else:
            with transaction(self.shop.engine) as session:
                finish_item(session, item.id, self.name, made)
            log.info("задание %s: %s, %s с.", item.job_id, item.code, made.pages)
            return
        with transaction(self.shop.engine) as session:
            fail_item(session, item.id, self.name, words)
        log.warning("задание %s: %s не сделан", item.job_id, item.code)

    def _ended(self) -> bool:
        if self.parent is not None and os.getppid() != self.parent:
            self.stop()
        return self.stopping.is_set()

    @contextmanager
    def _seen(self) -> Iterator[None]:
        """Be seen, and hold what is in hand, for as long as the work goes on."""
        over = threading.Event()
        self._beat()
        pulse = threading.Thread(target=self._pulse, args=(over,), daemon=True)
        pulse.start()
        try:
            yield
        finally:
            over.set()
            pulse.join()
            with transaction(self.shop.engine) as session:
                leave(session, self.name)

    def _pulse(self, over: threading.Event) -> None:
        while not over.wait(BEAT.total_seconds()):
            try:
                self._beat()
            except SQLAlchemyError as error:
                log.warning("%s", self.explain(error).message)

    def _beat(self) -> None:
        held, now = self._held, clock.now()
        with transaction(self.shop.engine) as session:
            beat(session, self.name, host=self.host, pid=os.getpid(), now=now)
            if held is not None:
                renew_lease(session, held.id, self.name, now=now)
