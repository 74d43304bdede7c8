"""The garment tool from photos to layers; reads top to bottom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.colour import holds_more, srgb8
from engine.errors import ModelMissing, PoseFailed, QualityCheckFailed
from engine.photo import composite
from engine.tools.base import Report, Result
from engine.tools.garment.attempts import attempts, best_of
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.handmade import prepared_by_hand
from engine.tools.garment.landmarks import read_landmarks, with_landmarks
from engine.tools.garment.load import load, without_person
from engine.tools.garment.picture.ahead import look_ahead
from engine.tools.garment.picture.legs import refuse_cut_off, stays_below
from engine.tools.garment.picture.render import render
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from engine.tools.garment.save import save
from engine.tools.garment.segment import segment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.context import Context
    from engine.photo import Photo
    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.options import GarmentOptions

UNUSABLE = 0.04
"""A best score below this means that nothing usable came out."""
MOST_BEHIND_ARMS = 0.15
"""Hanging arms cover up to .11 of the front of the trunk, those in front of the belly .18 and more."""


def run(inputs: Mapping[str, Photo], options: GarmentOptions, ctx: Context) -> Result:
    """Put ``inputs['garment']`` on ``inputs['person']``. Raises LookroomError."""
    if options.mode == "final":
        raise ModelMissing("A final needs a generator, and none is installed.", "Use --mode draft.")
    person, garment = inputs["person"], inputs["garment"]
    with ctx.stage("load"):
        load(person, garment)
    with ThreadPoolExecutor(1) as aside:
        # the two photos have nothing to do with each other yet
        coming = aside.submit(_cloth, garment, options, ctx)
        with ctx.stage("segment"):
            try:
                body = segment(person, options.person, ctx)
            except PoseFailed as error:
                raise without_person(error, person, garment, ctx.vision) from error
        with ctx.stage("pose"):
            if options.landmarks is not None:
                body = with_landmarks(body, read_landmarks(options.landmarks))
            wearer = read_pose(body)
        with ctx.stage("prepare"):
            cloth = coming.result()
            if cloth.behind_arms > MOST_BEHIND_ARMS:
                ctx.warn("Arms lie over the garment in its photo, so parts of it are guessed.")
            if holds_more(garment) and holds_more(person):
                cloth = replace(cloth, photo=garment)
        looking = aside.submit(look_ahead, person, wearer, cloth.kind, options.realism_level)
        tried = attempts(cloth, wearer, options, ctx, ctx.stage)
        ahead = looking.result()
    best = best_of(tried)
    if best.verdict.score < UNUSABLE:
        raise QualityCheckFailed(
            "The garment could not be fitted to this person.",
            "Choose a photo that shows the person from the front, with the arms beside the body.",
        )
    if best.verdict.score < options.quality_threshold:
        why = "; ".join(best.verdict.reasons) or "many small things"
        ctx.warn(f"The fit is poor, {best.verdict.score:.2f} of 1: {why}.")
    refuse_cut_off(best.fit, wearer)
    if stays_below(best.fit, wearer):
        ctx.warn("What is worn now reaches below the new hem and stays there: bare legs cannot be made up.")
    with ctx.stage("save"):
        layers = render(person, cloth, best.fit, wearer, ahead, options, ctx)
        save(person, layers, wearer, ctx)
        for attempt in tried if ctx.artifacts.wanted else ():
            shown = layers if attempt is best else render(person, cloth, attempt.fit, wearer, ahead, options, ctx)
            ctx.artifacts.picture(f"attempt_{attempt.number}", srgb8(composite(person, shown)))
    report = Report(round(best.verdict.score, 4), best.verdict.reasons, len(tried) - 1)
    return Result(layers=layers, report=report)


def _cloth(garment: Photo, options: GarmentOptions, ctx: Context) -> Cloth:
    """The garment lifted off its photo, by hand where anchors are given. On a thread of its own."""
    kind = None if options.garment_type == "auto" else GarmentType(options.garment_type)
    if options.anchors is None:
        return prepare(garment, kind, ctx.vision, ctx.check)
    return prepared_by_hand(garment, kind, options.anchors, ctx.vision, ctx.check)
