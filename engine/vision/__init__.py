"""Vision: what is in a photo. People, face, and soft masks of person, hair, skin, clothes and limbs.

Importing this module loads no net and no image library; the first question does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from engine.photo import Mask, Photo
    from engine.vision.kept import Kept
    from engine.vision.sessions import Sessions, Shelf
    from engine.vision.types import Body, Pose, Rgb8

T = TypeVar("T")

PROXY_SIDE = 1024
"""Longest side in px of the sRGB picture that vision looks at; larger photos are shrunk to it."""


def go_on() -> None:
    """The check of somebody who never wants to stop."""


class StarterShelf:
    """The part of a shelf that every installation has."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def has(self, model_id: str) -> bool:
        """Whether it is a starter model that is there."""
        return model_id.startswith("starter-") and self._shelf.has(model_id)

    def path(self, model_id: str) -> Path:
        """The verified file."""
        return self._shelf.path(model_id)


class Vision:
    """Answers questions about photos. One serves all threads: nets are started once and run one at a time."""

    def __init__(self, shelf: Shelf) -> None:
        from threading import Lock

        self._shelf = shelf
        self._lock = Lock()
        self._made: Sessions | None = None
        self._kept: Kept | None = None

    @property
    def inference_seconds(self) -> float:
        """Wall seconds spent inside nets so far (not in starting them)."""
        return 0.0 if self._made is None else self._made.inference_seconds

    @property
    def sessions(self) -> Sessions:
        """The nets, made on first use."""
        with self._lock:
            if self._made is None:
                from engine.vision.sessions import Sessions

                self._made = Sessions(self._shelf)
            return self._made

    def proxy(self, photo: Photo) -> Rgb8:
        """The photo as vision sees it: (h, w, 3) uint8 sRGB, long side at most PROXY_SIDE."""
        from engine.colour import srgb8

        image: NDArray[np.uint8] = srgb8(photo, PROXY_SIDE)
        return image

    def people(self, image: Rgb8) -> list[Pose]:
        """Poses of those who stand large in ``image``, largest first; ``body`` also finds the people beside them."""
        from engine.vision.pose import find_people

        return [person.pose for person in find_people(self.sessions, image)]

    def body(
        self, photo: Photo, person: int = 0, *, whole_torso: bool = True, check: Callable[[], None] = go_on
    ) -> Body:
        """One person (0: the largest), analysed at the size of ``proxy(photo)``: ``body_in`` of it."""
        image = self.proxy(photo)
        return self.body_in(image, image.shape[1] / photo.width, person, whole_torso=whole_torso, check=check)

    def body_in(
        self, image: Rgb8, scale: float, person: int = 0, *, whole_torso: bool = True, check: Callable[[], None] = go_on
    ) -> Body:
        """One person (0: the largest) of a photo's proxy; ``scale``: its px per px of the photo.

        ``whole_torso``: refuse a picture without shoulders and chest, to which no garment could be fitted; portraits
        are analysed with False. ``check`` is called every now and then and may raise.
        Raises PoseFailed and SegmentationFailed, ModelMissing and ModelCorrupt.
        """
        from engine.vision.body import analyse

        return analyse(self.sessions, image, scale, person, whole_torso=whole_torso, check=check)

    def person_mask(self, image: Rgb8) -> Mask:
        """(H, W) float32 0..1: all people in ``image`` ((H, W, 3) uint8), drawn to its edges; all 0 without people."""
        from engine.vision.person import everybody

        return everybody(self.sessions, image)

    def once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """The result of ``make``, which looks at a photo with this Vision: found again if it was asked for a moment ago
        with the same ``key`` and the same models. Its arrays are read-only from then on."""
        with self._lock:
            if self._kept is None:
                from engine.vision.kept import Kept

                self._kept = Kept()
        return self._kept.get((self._shelf.has("hair-segmentation-512"), *key), make)

    def forget(self) -> None:
        """Nothing of any photo stays in memory."""
        if self._kept is not None:
            self._kept.clear()

    def starter_only(self) -> Vision:
        """Vision that uses no model but those that come with the program."""
        return Vision(StarterShelf(self._shelf))

    def close(self) -> None:
        """Free the nets and forget all photos; the nets start again on the next question."""
        self.forget()
        if self._made is not None:
            self._made.close()
