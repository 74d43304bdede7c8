"""The only file that says "cuda": what accelerators there are, and which one a run uses."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from engine.errors import DeviceLost


@dataclass(frozen=True, slots=True)
class Device:
    """An accelerator that answered: ``id`` (cpu, cuda, mps), its name, and memory in bytes (0 where unknown)."""

    id: str
    name: str
    memory: int


def probe() -> list[Device]:
    """The devices that work here, the processor last. Imports torch where it is installed."""
    import platform

    found = []
    if find_spec("torch") is not None:
        import torch

        if torch.cuda.is_available():
            found.append(Device("cuda", torch.cuda.get_device_name(0), _memory(torch)))
        if torch.backends.mps.is_available():
            found.append(Device("mps", "Apple GPU", 0))
    return [*found, Device("cpu", platform.processor() or platform.machine(), 0)]


def _memory(torch: Any) -> int:
    return int(torch.cuda.get_device_properties(0).total_memory)


def choose(asked: str) -> str:
    """The device id for ``--device``. Drafts run on the processor, so ``auto`` costs no probe.

    Raises DeviceLost when a named accelerator is not there.
    """
    if asked in ("auto", "cpu"):
        return "cpu"
    if asked not in {device.id for device in probe()}:
        raise DeviceLost(f"There is no working {asked} device on this machine.", "Use --device auto.")
    return asked
