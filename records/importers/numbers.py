"""Whose number is whose: personal files and record books in the lists (номера)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from records.curriculum.values import LearnerFact
from records.importers.reading.lines import Line
from records.kernel.text import fold
from records.people.values import Card

FILE_NO = "№ личного дела"
RECORD_BOOK = "№ зачётной книжки"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A number a row gives; `who` is not known for a new learner."""

    line: Line
    group: str
    column: str
    value: str
    who: int | None


@dataclass(slots=True)
class Numbers:
    """The numbers a file gives; each stays with one learner of a group.

    A row with a known number under another name is a surname put right or changed by
    marriage: as a new learner it would stand in the journal twice.
    """

    taken: list[Taken] = field(default_factory=list)

    def take(self, line: Line, card: Card, *, code: str, who: int | None) -> None:
        """Remember the numbers of a row and the learner it is about."""
        for column, value in ((FILE_NO, card.file_no), (RECORD_BOOK, card.record_book)):
            if value:
                one = Taken(
                    line=line, group=code, column=column, value=fold(value), who=who
                )
                self.taken.append(one)

    def check(self, groups: Mapping[str, Mapping[str, Sequence[LearnerFact]]]) -> None:
        """Note every number that another learner of the group keeps after the file."""
        owners = self._owners(groups)
        for one in self.taken:
            owner = owners.get((one.group, one.column, one.value))
            if owner is not None and owner.person_id != one.who:
                one.line.fault(
                    one.column,
                    f"этот номер в группе {one.group} уже у обучающегося: "
                    f"{owner.full_name}",
                    "исправьте номер; фамилию и имя меняют приказом, а не списком",
                )

    def _owners(
        self, groups: Mapping[str, Mapping[str, Sequence[LearnerFact]]]
    ) -> dict[tuple[str, str, str], LearnerFact]:
        given = {(one.column, one.who) for one in self.taken}
        owners = {}
        for code, names in groups.items():
            for one in (one for few in names.values() for one in few):
                for column, value in (
                    (FILE_NO, one.file_no),
                    (RECORD_BOOK, one.record_book),
                ):
                    if value and (column, one.person_id) not in given:
                        owners[code, column, fold(value)] = one
        return owners
