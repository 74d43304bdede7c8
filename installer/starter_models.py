"""Build the starter models: pose, face mesh and person segmentation out of the wheel of mediapipe 0.10.21.

Later mediapipe wheels carry no model files, and this one's pose and face models need a small change each before
MediaPipe Tasks loads them (model_surgery.py). The wheel comes from the package registry that pip is set up for; it is
unpacked in memory and never installed. Every file is checked by SHA-256, those that go in and those that come out,
and the same wheel gives the same bytes on each system.

Needs flatbuffers, so it is run by the environment's Python: ``python -m installer.starter_models [--force]``.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import tempfile
import tomllib
import zipfile
import zipimport
from dataclasses import dataclass
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any

from installer.model_surgery import describe_pose_input, extend_mesh

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "models" / "catalogue.toml"
STARTER = ROOT / "resources" / "models" / "starter"

WHEEL_REQUEST = ("--no-deps", "--only-binary=:all:", "--python-version", "3.11", "--implementation", "cp",
                 "--platform", "manylinux_2_28_x86_64", "mediapipe==0.10.21")
"""The same wheel on every system, so that the same files go in."""

MODULES = "mediapipe/modules"
SCHEMAS = "mediapipe/tasks/metadata"

SOURCES = {
    f"{MODULES}/pose_detection/pose_detection.tflite":
        "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    f"{MODULES}/pose_landmark/pose_landmark_full.tflite":
        "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
    f"{MODULES}/face_detection/face_detection_short_range.tflite":
        "bbff11cebd1eb27a1e004cae0b0e63ec8c551cbf34a4451148b4908b8db3eca8",
    f"{MODULES}/face_landmark/face_landmark.tflite":
        "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    f"{MODULES}/selfie_segmentation/selfie_segmentation.tflite":
        "9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
    f"{SCHEMAS}/schema_py_generated.py":
        "49a26cf90cdf5271271e61f61d4bf3a293da4777824c73d08f5cb9e0e2cbc29a",
    f"{SCHEMAS}/metadata_schema_py_generated.py":
        "bcd857b0f5af7d74ec948e882d4d8e31f4bdd41dece562110d1ffcbd8453bf50",
}
"""SHA-256 of each file that is read out of the wheel; the two modules are run, so they are checked too."""


class WrongFile(Exception):
    """A file is not the one that it should be; the message names it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A starter model as the catalogue has it."""

    file: str
    size: int
    sha256: str


def expected_models(catalogue: Path = CATALOGUE) -> list[Expected]:
    """The catalogue's starter models. Reads only the standard library's way, as bootstrap runs without packages."""
    with catalogue.open("rb") as file:
        entries = tomllib.load(file)["model"]
    return [Expected(entry["file"], entry["size"], entry["sha256"]) for entry in entries if "built_from" in entry]


def fault_of(expected: Expected, folder: Path = STARTER) -> str | None:
    """What is wrong with a starter model on disk, or None when it is the right one."""
    path = folder / expected.file
    if not path.is_file():
        return "is missing"
    content = path.read_bytes()
    if len(content) != expected.size:
        return f"has {len(content)} bytes instead of {expected.size}"
    return None if digest(content) == expected.sha256 else "has another SHA-256"


def digest(content: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def read_sources(wheel: Path) -> dict[str, bytes]:
    """The files of SOURCES out of the wheel. Raises WrongFile for one that is absent or altered."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            contents = {name: archive.read(name) for name in SOURCES}
    except (zipfile.BadZipFile, KeyError) as error:
        raise WrongFile(f"{wheel.name}: {error}") from error
    for name, content in contents.items():
        if digest(content) != SOURCES[name]:
            raise WrongFile(f"{name} in {wheel.name} is not the file that Lookroom was made with (SHA-256 differs)")
    return contents


def schema_module(wheel: Path, name: str) -> Any:
    """One of the generated FlatBuffer modules, run out of the wheel without importing mediapipe."""
    spec = zipimport.zipimporter(f"{wheel}{os.sep}{SCHEMAS.replace('/', os.sep)}").find_spec(name)
    if spec is None or spec.loader is None:
        raise WrongFile(f"{wheel.name} has no module {name}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def build(wheel: Path) -> dict[str, bytes]:
    """File name and content of each starter model, not yet checked against the catalogue."""
    sources = read_sources(wheel)
    schema = schema_module(wheel, "schema_py_generated")
    metadata = schema_module(wheel, "metadata_schema_py_generated")
    pose = describe_pose_input(sources[f"{MODULES}/pose_landmark/pose_landmark_full.tflite"], schema, metadata)
    face = extend_mesh(sources[f"{MODULES}/face_landmark/face_landmark.tflite"], schema)
    return {
        "pose.task": stored_zip({
            "pose_detector.tflite": sources[f"{MODULES}/pose_detection/pose_detection.tflite"],
            "pose_landmarks_detector.tflite": pose,
        }),
        "face.task": stored_zip({
            "face_detector.tflite": sources[f"{MODULES}/face_detection/face_detection_short_range.tflite"],
            "face_landmarks_detector.tflite": face,
        }),
        "selfie_segmentation.tflite": sources[f"{MODULES}/selfie_segmentation/selfie_segmentation.tflite"],
    }


def stored_zip(members: dict[str, bytes]) -> bytes:
    """An uncompressed zip (Tasks reads no other) with fixed dates and rights: the same members give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def publish(models: dict[str, bytes], expected: list[Expected], folder: Path = STARTER) -> None:
    """Write the models, each in one step. Raises WrongFile, before anything is written, if one is not as expected."""
    for entry in expected:
        if digest(models[entry.file]) != entry.sha256:
            raise WrongFile(f"{entry.file} came out different from the catalogue (SHA-256 differs)")
    folder.mkdir(parents=True, exist_ok=True)
    for entry in expected:
        partial = folder / f".{entry.file}.{os.getpid()}"
        partial.write_bytes(models[entry.file])
        partial.replace(folder / entry.file)


def download_wheel(folder: Path) -> Path:
    """The wheel, fetched by pip into ``folder``. Raises CalledProcessError with pip's own words on the screen."""
    command = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--dest", str(folder))
    subprocess.run((*command, *WHEEL_REQUEST), check=True)
    return next(folder.glob("mediapipe-*.whl"))


def main(arguments: list[str]) -> int:
    """Build what is missing or wrong, or everything with ``--force``. Exit status 0 when all are in place."""
    expected = expected_models()
    faults = {entry.file: fault_of(entry) for entry in expected}
    for name, fault in faults.items():
        if fault not in (None, "is missing"):
            print(f"starter model {name} {fault}: it is built again")
    if not any(faults.values()) and "--force" not in arguments:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            publish(build(download_wheel(Path(folder))), expected)
        except WrongFile as error:
            print(f"The starter models were not built: {error}", file=sys.stderr)
            return 1
        except subprocess.CalledProcessError:
            print("The starter models were not built: pip could not fetch mediapipe 0.10.21.", file=sys.stderr)
            return 1
    print(f"starter models built: {', '.join(entry.file for entry in expected)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
