"""How long the preview takes after an anchor of the garment or a joint of the person was moved by hand.

    python tests/bench/refit_speed.py PERSON GARMENT [--moves 30]

Each move goes a little further, as a hand does; half of them move an anchor, half a joint. Printed: median and largest
milliseconds by the clock and of the thread's processor time, with libraries set as the studio sets them.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def measure(person: Path, garment: Path, moves: int) -> None:
    """Fit again and again, and print."""
    from desktop.threads import leave_a_core_to_the_window
    from engine.codecs.read import read
    from engine.context import Context
    from engine.threads import one_thread_for_algebra
    from engine.tools.garment.options import GarmentOptions
    from engine.tools.garment.refit import refit
    from engine.vision import Vision
    from engine.weights import Shelf

    leave_a_core_to_the_window()
    one_thread_for_algebra()
    vision = Vision(Shelf.from_environment())
    ready = refit(read(person), read(garment), GarmentOptions(), Context(vision=vision))
    anchor, place = next(iter(ready.anchors.items()))
    joint, spot = next(iter(ready.landmarks.items()))
    clock, own = [], []
    for number in range(moves + 1):
        step = 1.5 * number
        anchors = {anchor: (place[0] + step, place[1] + step)} if number % 2 else {}
        landmarks = {} if number % 2 else {joint: (spot[0] + step, spot[1])}
        began, own_began = time.perf_counter(), time.thread_time()
        pixels = ready.draft(anchors, landmarks, Context(vision=vision))
        clock.append((time.perf_counter() - began) * 1000)
        own.append((time.thread_time() - own_began) * 1000)
    vision.close()
    print(f"{garment.name} on {person.name}, {pixels.shape[1]} x {pixels.shape[0]}, {moves} moves")
    for name, values in (("clock", clock[1:]), ("processor", own[1:])):
        values.sort()
        middle = values[len(values) // 2]
        print(f"  {name:10} least {values[0]:5.0f}  median {middle:5.0f}  largest {values[-1]:5.0f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("person", type=Path)
    parser.add_argument("garment", type=Path)
    parser.add_argument("--moves", type=int, default=30)
    args = parser.parse_args()
    measure(args.person, args.garment, args.moves)


if __name__ == "__main__":
    main()
