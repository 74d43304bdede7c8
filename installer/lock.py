"""Write installer/constraints.txt: the name and version of every distribution in the running environment.

Run it with the Python of a clean environment into which ``.[dev,demo,gpu]`` was just installed:
``python -m installer.lock``. Build numbers after a plus sign (``+cpu``) are left out, as other systems have others.
"""

from __future__ import annotations

import re
from importlib.metadata import distributions
from pathlib import Path

CONSTRAINTS = Path(__file__).resolve().parent / "constraints.txt"
NOT_HELD = frozenset({"lookroom", "pip", "onnxruntime", "onnxruntime-gpu"})


def normal(name: str) -> str:
    """The one spelling of a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(installed: dict[str, str]) -> list[str]:
    """Constraint lines for ``installed`` (name -> version), sorted; both names of onnxruntime get the one version."""
    held = {normal(name): version.partition("+")[0] for name, version in installed.items()}
    runtime = held.get("onnxruntime-gpu") or held.get("onnxruntime")
    lines = [f"{name}=={version}" for name, version in held.items() if name not in NOT_HELD]
    if runtime is not None:
        lines += [f"onnxruntime=={runtime}", f"onnxruntime-gpu=={runtime}"]
    return sorted(lines)


def main() -> None:
    """Write the file."""
    lines = pins({found.name: found.version for found in distributions()})
    head = "# Names and versions that Lookroom was tested with. Made by `python -m installer.lock`; do not edit."
    CONSTRAINTS.write_text("\n".join([head, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
