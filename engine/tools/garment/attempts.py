"""Attempts: the garment fitted by one recipe after the other, until a fit is good enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.tools.garment.align import align
from engine.tools.garment.judge import judge

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from engine.context import Context
    from engine.tools.garment.align import Fit
    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.judge import Verdict
    from engine.tools.garment.options import GarmentOptions
    from engine.tools.garment.pose import Wearer

    Stage = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One fit and its verdict."""

    number: int
    fit: Fit
    verdict: Verdict


def attempts(cloth: Cloth, wearer: Wearer, options: GarmentOptions, ctx: Context, stage: Stage) -> list[Attempt]:
    """Fits, at most ``max_retries`` after the first, up to one that reaches ``quality_threshold``. ``stage``: entered
    as "align" and as "judge" around the work. Raises WarpFailed, Cancelled."""
    tried: list[Attempt] = []
    for number in ctx.attempts(options.max_retries):
        with stage("align"):
            fit = align(cloth, wearer, number, ctx.check)
        with stage("judge"):
            tried.append(Attempt(number, fit, judge(fit, wearer)))
        if tried[-1].verdict.score >= options.quality_threshold:
            break
    return tried


def best_of(tried: list[Attempt]) -> Attempt:
    """The one with the highest score, the first of equals."""
    return max(tried, key=lambda attempt: attempt.verdict.score)
