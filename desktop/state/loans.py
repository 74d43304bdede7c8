"""The book of lent files: which pictures belong to which, and which results have not gone back. For one thread."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from uuid import UUID

    from desktop.loan import Loan
    from desktop.state.items import Item


@dataclass(slots=True)
class Lent:
    """One loan: ``pictures`` are those in Lookroom's folder that were made from the file, itself included; ``results``
    those that may go back; ``waiting`` those made since something last went back, oldest first."""

    loan: Loan
    pictures: set[Path]
    results: set[UUID] = field(default_factory=set)
    waiting: list[UUID] = field(default_factory=list)


class Loans:
    """Every file that was lent to this window."""

    def __init__(self) -> None:
        self._lent: list[Lent] = []

    def __bool__(self) -> bool:
        return bool(self._lent)

    def take(self, item: Item, loan: Loan) -> None:
        """A file was lent; ``item`` is its copy in the studio."""
        self._lent.append(Lent(loan, {item.path}))

    def made(self, result: Item, inputs: Sequence[Path]) -> Loan | None:
        """A result came, or was kept: the loan that it belongs to, if its first input does. It waits, once."""
        lent = self._from(inputs)
        if lent is None:
            return None
        if result.stored:
            lent.pictures.add(result.path)
        if result.id not in lent.results:
            lent.results.add(result.id)
            lent.waiting.append(result.id)
        return lent.loan

    def worked_on(self, inputs: Sequence[Path]) -> Loan | None:
        """The loan whose file a job with these inputs makes a result for."""
        lent = self._from(inputs)
        return lent.loan if lent is not None else None

    def of(self, result_id: UUID) -> Loan | None:
        """The loan of a result."""
        lent = self._of(result_id)
        return lent.loan if lent is not None else None

    def waiting(self) -> list[tuple[Loan, list[UUID]]]:
        """For each file that has any, the results that wait to go back, oldest first; a file that was lent twice
        counts once, as it was lent last."""
        newest = {lent.loan.original: (lent.loan, list(lent.waiting)) for lent in self._lent if lent.waiting}
        return list(newest.values())

    def went_back(self, result_id: UUID, before: Loan, loan: Loan) -> None:
        """A result is in its file now: nothing of that file waits any more, for the others were passed over."""
        self._renew(before, loan)
        for lent in self._lent:
            if lent.loan.original == loan.original:
                lent.waiting.clear()

    def put_back(self, before: Loan, loan: Loan) -> None:
        """The file is as it was, because somebody wanted it so."""
        self._renew(before, loan)

    def _from(self, inputs: Sequence[Path]) -> Lent | None:
        return next((lent for lent in self._lent if inputs and inputs[0] in lent.pictures), None)

    def _of(self, result_id: UUID) -> Lent | None:
        return next((lent for lent in self._lent if result_id in lent.results), None)

    def _renew(self, before: Loan, loan: Loan) -> None:
        """What the file holds now is known to all loans that knew what it held before."""
        for lent in self._lent:
            if lent.loan == before:
                lent.loan = loan
            elif (lent.loan.original, lent.loan.seen) == (before.original, before.seen):
                lent.loan = replace(lent.loan, seen=loan.seen)
