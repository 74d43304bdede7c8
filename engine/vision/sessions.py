"""Sessions: the few neural nets that vision runs, each started once on first use, kept, and run one call at a time."""

from __future__ import annotations

import threading
import time
import weakref
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from engine.errors import ModelCorrupt
from engine.vision.lean import make_known
from engine.vision.quiet import quiet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Rgb8

POSE = "starter-pose"
MIRRORED = f"{POSE}/mirrored"
"""A second session of the same model, for the picture in a mirror at the same time."""
FACE = "starter-face"
SELFIE = "starter-selfie"
HAIR = "hair-segmentation-512"

MOST_PEOPLE = 6
"""Poses, and faces, asked for in one picture; the nets' time grows with those found, not with those asked for."""


class Shelf(Protocol):
    """What vision needs of the model shelf: is a model there, and where is its verified file."""

    def has(self, model_id: str) -> bool:
        """Whether the model's file is on this machine."""

    def path(self, model_id: str) -> Path:
        """The verified file; raises ModelMissing or ModelCorrupt."""


@dataclass(frozen=True, slots=True)
class RawPose:
    """One person from the pose net: ``landmarks`` (33, 4) float32 x, y, z, visibility, x and y in 0..1 of the picture,
    z in the unit of x; ``mask`` (H, W) float32 0..1, that person alone, soft."""

    landmarks: NDArray[np.float32]
    mask: Mask


class Sessions:
    """Holds the nets. Thread-safe: each runs one call at a time; several run side by side, on a core each."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._lock = threading.Lock()
        self._turns: dict[str, threading.Lock] = {}
        self._open: dict[str, Any] = {}
        self.inference_seconds = 0.0
        self._running, self._since = 0, 0.0
        weakref.finalize(self, close_nets, self._open)

    def has(self, model_id: str) -> bool:
        """Whether a net can be used."""
        return model_id in self._open or self._shelf.has(model_id)

    def used(self, model_id: str) -> bool:
        """Whether a net has been started."""
        return model_id in self._open

    def close(self) -> None:
        """Free the nets; they start again on the next call."""
        with self._lock:
            turns = list(self._turns.values())
        with ExitStack() as idle:
            for turn in turns:
                idle.enter_context(turn)
            close_nets(self._open)

    def poses(self, image: Rgb8, mirrored: bool = False) -> list[RawPose]:
        """People in ``image`` ((H, W, 3) uint8; H and W multiples of 16: other sizes abort inside mediapipe).
        ``mirrored``: by a session of its own, that may run beside the other."""
        if image.shape[0] % 16 or image.shape[1] % 16:
            raise ValueError(f"pose needs a picture padded to multiples of 16, not {image.shape}")
        found = self._detect(MIRRORED if mirrored else POSE, self._start_pose, image)
        size = image.shape[:2]
        masks = [np.array(mask.numpy_view(), np.float32).reshape(size) for mask in found.segmentation_masks or []]
        rows = [as_rows(points, with_visibility=True) for points in found.pose_landmarks]
        return [RawPose(landmarks, mask) for landmarks, mask in zip(rows, masks, strict=True)]

    def faces(self, image: Rgb8) -> list[NDArray[np.float32]]:
        """(478, 3) float32 mesh of each face in ``image``, x and y in 0..1 of it. Faces that fill less than a tenth of
        its width are not found."""
        found = self._detect(FACE, self._start_face, image)
        return [as_rows(mesh, with_visibility=False) for mesh in found.face_landmarks]

    def selfie(self, image: Rgb8) -> Mask:
        """(256, 256) float32 0..1: people in ``image``, which is squeezed to the net's square."""
        import cv2

        with self._turn(SELFIE):
            net = self._session(SELFIE, self._start_selfie)
            squeezed = np.asarray(cv2.resize(image, (256, 256), interpolation=cv2.INTER_AREA), np.uint8)
            result = self._timed(SELFIE, lambda: net.segment(mp_image(squeezed)))
            return np.array(result.confidence_masks[0].numpy_view(), np.float32).reshape(256, 256)

    def hair(self, image: Rgb8) -> Mask:
        """(512, 512) float32 0..1: hair in ``image``, which is squeezed to the net's square."""
        import cv2

        square = cv2.resize(image, (512, 512), interpolation=cv2.INTER_AREA)
        tensor = np.zeros((1, 512, 512, 4), np.float32)
        tensor[0, ..., :3] = square.astype(np.float32) / 255
        logits = self._invoke(HAIR, tensor)[0]
        spread = np.clip(logits[..., 0] - logits[..., 1], -30, 30)
        mask: Mask = 1 / (1 + np.exp(spread))
        return mask

    def _detect(self, model_id: str, start: Callable[[], Any], image: Rgb8) -> Any:
        with self._turn(model_id):
            net = self._session(model_id, start)
            return self._timed(model_id, lambda: net.detect(mp_image(image)))

    def _invoke(self, model_id: str, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        """The first output of a LiteRT model for one input tensor."""
        with self._turn(model_id):
            net = self._session(model_id, lambda: self._start_litert(model_id))

            def run() -> NDArray[np.float32]:
                net.set_tensor(net.get_input_details()[0]["index"], tensor)
                net.invoke()
                return np.asarray(net.get_tensor(net.get_output_details()[0]["index"]), np.float32)

            output: NDArray[np.float32] = self._timed(model_id, run)
            return output

    def _turn(self, model_id: str) -> threading.Lock:
        """The lock of one net."""
        with self._lock:
            return self._turns.setdefault(model_id, threading.Lock())

    def _session(self, model_id: str, start: Callable[[], Any]) -> Any:
        if model_id not in self._open:
            with quiet():
                self._open[model_id] = start()
        return self._open[model_id]

    def _timed(self, model_id: str, run: Callable[[], Any]) -> Any:
        self._count(1)
        try:
            with quiet():
                return run()
        except Exception as error:
            # A mediapipe task that failed in detect() blocks for ever in close(), which its __del__ calls.
            broken = self._open.pop(model_id, None)
            if hasattr(broken, "_handle"):
                broken._handle = None
            raise ModelCorrupt(f"The model {model_id.split('/')[0]} did not run: {' '.join(str(error).split())[:120]}.",
                               "Remove it and set it up again.") from error
        finally:
            self._count(-1)

    def _count(self, more: int) -> None:
        """One net more, or less, is running; time in which several run is counted once."""
        with self._lock:
            now = time.perf_counter()
            if self._running:
                self.inference_seconds += now - self._since
            self._running += more
            self._since = now

    def _start_pose(self) -> Any:
        make_known()
        from mediapipe.tasks.python.vision.pose_landmarker import PoseLandmarker, PoseLandmarkerOptions

        return PoseLandmarker.create_from_options(PoseLandmarkerOptions(
            base_options=self._base(POSE), num_poses=MOST_PEOPLE, output_segmentation_masks=True,
            min_pose_detection_confidence=0.4))

    def _start_face(self) -> Any:
        make_known()
        from mediapipe.tasks.python.vision.face_landmarker import FaceLandmarker, FaceLandmarkerOptions

        return FaceLandmarker.create_from_options(FaceLandmarkerOptions(
            base_options=self._base(FACE), num_faces=MOST_PEOPLE, min_face_detection_confidence=0.4))

    def _start_selfie(self) -> Any:
        make_known()
        from mediapipe.tasks.python.vision.image_segmenter import ImageSegmenter, ImageSegmenterOptions

        return ImageSegmenter.create_from_options(ImageSegmenterOptions(
            base_options=self._base(SELFIE), output_confidence_masks=True, output_category_mask=False))

    def _base(self, model_id: str) -> Any:
        from mediapipe.tasks.python.core.base_options import BaseOptions

        return BaseOptions(model_asset_path=str(self._shelf.path(model_id)))

    def _start_litert(self, model_id: str) -> Any:
        from ai_edge_litert.interpreter import Interpreter

        net = Interpreter(model_path=str(self._shelf.path(model_id)), num_threads=2)
        net.allocate_tensors()
        return net


def close_nets(nets: dict[str, Any]) -> None:
    """Close nets and forget them. Also run at exit, before the modules that their ``__del__`` needs are gone."""
    for net in nets.values():
        if hasattr(net, "close"):
            net.close()
    nets.clear()


def mp_image(image: Rgb8) -> Any:
    """A mediapipe picture around (H, W, 3) uint8 RGB."""
    from mediapipe.tasks.python.vision.core.image import Image, ImageFormat

    return Image(image_format=ImageFormat.SRGB, data=np.ascontiguousarray(image))


def as_rows(points: Any, *, with_visibility: bool) -> NDArray[np.float32]:
    """Landmarks as (N, 3 or 4) float32."""
    if with_visibility:
        return np.array([(p.x, p.y, p.z, p.visibility) for p in points], np.float32)
    return np.array([(p.x, p.y, p.z) for p in points], np.float32)
