"""How fast the gallery's history is: opening, searching and scrolling through 100,000 runs.

    python tests/bench/history_speed.py [--rows 100000] [--runs 20]

The rows have the width of real ones: options and a report of about 1.5 kB, two photos, tags on every tenth run and on
every hundredth photo. ``open`` is a later start (no migration). ``page`` takes 60 runs at random places: what one
screen of the gallery shows.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import insert

from desktop.folders import Folders
from desktop.history.records import PHOTO, Query, Status
from desktop.history.schema import file_tags, files, session_files, session_tags, sessions
from desktop.history.search import photo_words, words
from desktop.history.store import History

if TYPE_CHECKING:
    from collections.abc import Callable

TOOLS = ("garment", "cutout", "hair", "upscale", "denoise", "face")
PAGE = 60
CHUNK = 5000


@dataclass(frozen=True)
class Timing:
    """Milliseconds of some runs of one thing."""

    name: str
    times: list[float]

    def __str__(self) -> str:
        ordered = sorted(self.times)
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        return f"{self.name:<28} median {median(ordered):7.1f} ms   p99 {p99:7.1f} ms   worst {ordered[-1]:7.1f} ms"


def fill(folders: Folders, rows: int) -> None:
    """Put ``rows`` completed runs and their photos' rows into the history; there are no photo files."""
    history, _ = History.open(folders, retention=None)
    dice = random.Random(7)
    stages = [{"name": name, "seconds": 0.123456} for name in ("load", "segment", "pose", "prepare", "align", "save")]
    start = datetime.now(UTC) - timedelta(days=365)
    for first in range(0, rows, CHUNK):
        batch: dict[str, list[dict[str, object]]] = {
                "files": [], "sessions": [], "links": [], "tags": [], "photo tags": []}
        for number in range(first, min(first + CHUNK, rows)):
            add(batch, number, start + timedelta(seconds=300 * number), dice, stages)
        with history._room.database.write() as connection:
            for table, name in ((files, "files"), (sessions, "sessions"), (session_files, "links"),
                                (session_tags, "tags"), (file_tags, "photo tags")):
                if batch[name]:
                    connection.execute(insert(table), batch[name])
    history.close()


def add(batch: dict[str, list[dict[str, object]]], number: int, made: datetime, dice: random.Random,
        stages: list[dict[str, object]]) -> None:
    """One run with an input and a result."""
    session, before, after = (UUID(int=dice.getrandbits(128)) for _ in range(3))
    name, tool = f"Shooting {number % 977} DSC_{number:06}.jpg", dice.choice(TOOLS)
    tags = [f"client {number % 50}"] if number % 10 == 0 else []
    own = tags if number % 100 == 0 else []
    for file_id, role, title in ((before, "input", name), (after, "result", f"{name}-{tool}.png")):
        batch["files"].append({"id": file_id, "role": role, "name": title, "place": f"{role}-{file_id.hex}.jpg",
                               "bytes": 9_000_000, "used_at": made, "created_at": made,
                               "words": photo_words(title, own) if role == "input" else ""})
        batch["links"].append({"session_id": session, "file_id": file_id, "position": int(role == "result")})
    batch["tags"] += [{"session_id": session, "tag": tag} for tag in tags]
    batch["photo tags"] += [{"file_id": before, "tag": tag} for tag in own]
    batch["sessions"].append({
        "id": session, "user_token": "token", "tool": tool, "status": dice.choice(list(Status)).value,
        "options": {"mode": "draft", "anchors": [[dice.random(), dice.random()] for _ in range(12)]},
        "report": {"quality_score": dice.random(), "stages": stages, "models": [{"id": "m", "sha256": "0" * 64}] * 5},
        "words": words(tool, [name, f"{name}-{tool}.png"], tags), "thumbnail": True, "used_at": made,
        "created_at": made, "updated_at": made})


def timed(name: str, runs: int, act: Callable[[], object]) -> Timing:
    """How long ``act`` takes."""
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return Timing(name, times)


def measure(folders: Folders, runs: int) -> list[Timing]:
    """All the figures."""
    def open_and_close() -> None:
        history, _ = History.open(folders, retention=None)
        history.close()

    dice = random.Random(1)
    found = [timed("open the history", runs, open_and_close)]
    history, _ = History.open(folders, retention=None)
    everything = history.search(Query())
    queries = {
        "all": Query(), "status": Query(status=Status.COMPLETED), "tool": Query(tool="garment"),
        "tag": Query(tag="client 10"), "text": Query(text="dsc_0999"), "text, tool and tag": Query(
            text="shooting", tool="hair", tag="client 30"),
        "photos": Query(tool=PHOTO), "photos by name": Query(tool=PHOTO, text="dsc_0999"),
        "one month": Query(since=history.page(everything[9000:9001])[0].created_at),
    }
    for name, query in queries.items():
        label = f"search: {name} ({len(history.search(query))})"
        found.append(timed(label, runs, lambda query=query: history.search(query)))  # type: ignore[misc]

    def page() -> None:
        at = dice.randrange(max(1, len(everything) - PAGE))
        assert len(history.page(everything[at:at + PAGE])) == min(PAGE, len(everything))

    found.append(timed("gallery: search and a page", runs, lambda: history.page(history.search(Query())[:PAGE])))
    found.append(timed(f"page of {PAGE}", runs * 20, page))
    found.append(timed("sweep with nothing to do", runs, lambda: history.sweep()))
    history.close()
    return found


def main() -> int:
    """Fill a history, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folders = Folders(Path(made) / "home")
        fill(folders, given.rows)
        size = folders.database.stat().st_size
        print(json.dumps({"rows": given.rows, "database_megabytes": round(size / 1e6)}))
        for timing in measure(folders, given.runs):
            print(timing)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
