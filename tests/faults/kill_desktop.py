"""Kills the history's process at random moments and looks what is left.

    python tests/faults/kill_desktop.py 1000 [--seed 1] [--two]

A child imports photos, runs, saves and deletes, and writes down each step when it is done (acknowledged) and each
deletion when it begins. It is killed at a random moment (SIGKILL; on Windows TerminateProcess). Then the history is
opened as at the next start: every acknowledged photo must be there byte for byte, with the layers of a result, what was
deleted must be gone, no file may lie without its row and no row without its file, and SQLite must find its file sound.

``--two``: two children work in one folder; one at a time is killed while the other goes on, both at each tenth.

What this cannot show is a power cut: the system keeps written bytes for a killed process.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from desktop.folders import Folders  # noqa: E402 - runs as a script from anywhere
from desktop.history.records import Query, Status  # noqa: E402
from desktop.history.store import History  # noqa: E402

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

LONGEST_LIFE = 4
"""Turns of work after its first word within which a child is killed."""
FOUND = {"findings": {"faces": [{"score": 0.5, "box": [1, 2, 3, 4]}]}}
MOST_KEPT = 12
"""Sessions above which a child only deletes: the folder stays small."""


@dataclass
class Book:
    """What was acknowledged: SHA-256 by id of an input, and of a session's result with its artifacts; what was being
    deleted."""

    inputs: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    going: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    steps: Counter[str] = field(default_factory=Counter)

    def write(self, word: str, id_: str, digest: str) -> None:
        """One line of a child."""
        self.steps[word] += 1
        if word == "imported":
            self.inputs[id_] = digest
        elif word == "completed":
            self.results[id_] = digest
        elif word == "deleting":
            self.going.add(id_)
        elif word == "deleted":
            self.gone.add(id_)


def work(home: Path, seed: int, mouth: Connection) -> None:
    """A child: works until it is killed."""
    dice = random.Random(seed)
    history, _ = History.open(Folders(home))
    history.sweep()
    mouth.send(("open", "", ""))
    while True:
        photo = dice.randbytes(dice.choice((100, 50_000, 400_000)))
        mouth.send(("importing", "", ""))
        file = history.import_bytes(photo, f"photo {seed}.jpg")
        mouth.send(("imported", str(file.id), digest(photo)))
        session = history.create("garment", [file], {"seed": seed})
        history.start(session.id)
        mouth.send(("started", str(session.id), ""))
        if dice.random() < 0.25:  # a tool that only looked
            looked = history.create("detect", [file], {})
            history.start(looked.id)
            history.complete(looked.id, None, FOUND, dice.randbytes(2000))
            mouth.send(("completed", str(looked.id), digest(b"")))
        result = dice.randbytes(dice.choice((100, 300_000)))
        artifacts = {"layers.zip": dice.randbytes(dice.choice((20_000, 300_000))), "anchors.json": dice.randbytes(200)}
        history.complete(session.id, result, {"quality_score": 1.0}, dice.randbytes(2000), artifacts=artifacts)
        mouth.send(("completed", str(session.id), digest(result, *artifacts.values())))
        old = history.search(Query(status=Status.COMPLETED))
        chosen = [old[-1]] if len(old) > MOST_KEPT or dice.random() < 0.5 else []
        ids = [*chosen, *(file.id for session in history.page(chosen) for file in session.inputs)]
        for id_ in ids:
            mouth.send(("deleting", str(id_), ""))
        history.delete(ids)
        for id_ in ids:
            mouth.send(("deleted", str(id_), ""))


def check(home: Path, book: Book) -> list[str]:
    """What is wrong after a kill, in words; forgets what was deleted."""
    wrong: list[str] = []
    folders = Folders(home)
    history, notices = History.open(folders)
    wrong += [f"the start had to tell: {notice}" for notice in notices]
    history.sweep()
    inputs = {str(file.id): file for file in history.inputs()}
    sessions = {str(session.id): session for session in history.page(history.search(Query()))}
    for known, there in ((book.inputs, inputs), (book.results, sessions)):
        for id_, expected in list(known.items()):
            if id_ in book.going:
                if id_ in there and id_ in book.gone:
                    wrong.append(f"{id_} was deleted and is there")
                if id_ not in there:
                    del known[id_]
            elif id_ not in there:
                wrong.append(f"{id_} was acknowledged and is lost")
                del known[id_]
            else:
                stored = [there[id_]] if known is book.inputs else there[id_].outputs  # type: ignore[union-attr]
                paths = [file.path for file in stored]  # type: ignore[union-attr]
                if not all(path.is_file() for path in paths) or digest(*map(Path.read_bytes, paths)) != expected:
                    wrong.append(f"{id_} is not as it was saved")
    book.going.clear()
    wrong += _compare(folders, history)
    history.close()
    with sqlite3.connect(folders.database) as database:
        said = database.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok" or database.execute("PRAGMA foreign_key_check").fetchone():
            wrong.append(f"the database is not sound: {said}")
    database.close()
    return wrong


def _compare(folders: Folders, history: History) -> list[str]:
    """Files without a row and rows without a file."""
    sessions = history.page(history.search(Query()))
    stored = [*history.inputs(), *(file for session in sessions for file in session.outputs)]
    rows = {file.path.name for file in stored}
    there = {path.name for path in folders.photos.iterdir()}
    small = {session.thumbnail.name for session in sessions if session.thumbnail}
    pictures = {path.name for path in folders.thumbnails.iterdir()}
    bare = [session for session in sessions if session.status is Status.COMPLETED
            and (session.outputs or session.report != FOUND if session.tool == "detect" else len(session.outputs) != 3)]
    return [*(f"{name} has no row" for name in there - rows), *(f"{name} has no file" for name in rows - there),
            *(f"the thumbnail {name} has no session" for name in pictures - small),
            *(f"the thumbnail {name} has no file" for name in small - pictures),
            *(f"{session.id} is completed without its files" for session in bare)]


def digest(*files: bytes) -> str:
    """Of one file, or of the digests of several in their order."""
    sums = [hashlib.sha256(data).hexdigest() for data in files or (b"",)]
    return sums[0] if len(sums) == 1 else hashlib.sha256("".join(sums).encode()).hexdigest()


def turn_of(home: Path, seed: int, book: Book) -> float:
    """Seconds that a child takes for one turn of its work on this machine, now."""
    child, ear = begin(home, seed)
    marks = []
    while len(marks) < LONGEST_LIFE and ear.poll(60):
        if listen(ear, book) == "importing":
            marks.append(time.monotonic())
    end(child, ear, book)
    return (marks[-1] - marks[0]) / (len(marks) - 1)


def kill_one(home: Path, seed: int, dice: random.Random, book: Book, longest: float) -> str:
    """Start a child, listen, kill it within ``longest`` seconds of work; returns the last thing that it said."""
    child, ear = begin(home, seed)
    last = "nothing"
    until = None if dice.random() < 0.8 else time.monotonic() + dice.random() * 0.02  # some die while they open
    while until is None or time.monotonic() < until:
        if not ear.poll(0.0005 if until else 10):
            if until is None:
                break
            continue
        last = listen(ear, book)
        if until is None:
            until = time.monotonic() + dice.random() * longest
    return end(child, ear, book) or last


def begin(home: Path, seed: int) -> tuple[BaseProcess, Connection]:
    """A new child, and the ear for what it says."""
    start = multiprocessing.get_context("spawn" if sys.platform == "win32" else "fork")
    ear, mouth = start.Pipe(duplex=False)
    child = start.Process(target=work, args=(home, seed, mouth), daemon=True)
    child.start()
    mouth.close()
    return child, ear


def end(child: BaseProcess, ear: Connection, book: Book) -> str:
    """Kill a child; the last of what it had still said, if anything."""
    child.kill()
    child.join()
    last = ""
    with suppress(EOFError):
        while ear.poll():
            last = listen(ear, book)
    ear.close()
    return last


def listen(ear: Connection, book: Book) -> str:
    """The next word, written into the book."""
    word, id_, text = ear.recv()
    book.write(word, id_, text)
    return str(word)


def kill_many(number: int, seed: int) -> tuple[list[str], Counter[str], Book]:
    """``number`` kills in one data folder: what was wrong, during which step the children died, and the book."""
    dice = random.Random(seed)
    book, deaths, wrong = Book(), Counter[str](), []
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "home"
        longest = LONGEST_LIFE * turn_of(home, seed, book)
        for round_ in range(number):
            deaths[kill_one(home, seed * 1_000_003 + round_, dice, book, longest)] += 1
            wrong += [f"kill {round_}: {fault}" for fault in check(home, book)]
    return wrong, deaths, book


def kill_two(number: int, seed: int) -> tuple[list[str], Counter[str], Book]:
    """The same with two children at work in one folder."""
    dice = random.Random(seed)
    book, deaths, wrong = Book(), Counter[str](), []
    seeds = iter(range(seed * 1_000_003, (seed + 1) * 1_000_003))
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "home"
        longest = 3 * LONGEST_LIFE * turn_of(home, next(seeds), book)
        children = [begin(home, next(seeds)), begin(home, next(seeds))]
        for round_ in range(number):
            until = time.monotonic() + dice.random() * longest
            while time.monotonic() < until:
                for _, ear in children:
                    with suppress(EOFError):  # its child ended, which is told below
                        while ear.poll(0.002):
                            listen(ear, book)
            wrong += [f"kill {round_}: a child ended with {child.exitcode}" for child, _ in children
                      if not child.is_alive()]
            last = round_ % 10 == 9 or round_ == number - 1
            for which in (0, 1) if last else (dice.randrange(2),):
                deaths[end(*children[which], book) or "waiting"] += 1
            if last:
                wrong += [f"kill {round_}: {fault}" for fault in check(home, book)]
            children = [(child, ear) if child.is_alive() else begin(home, next(seeds)) for child, ear in children]
        for child, ear in children:
            end(child, ear, book)
    return wrong, deaths, book


def main() -> int:
    """Kill, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--two", action="store_true", help="two children in one folder")
    given = parser.parse_args()
    began = time.monotonic()
    wrong, deaths, book = (kill_two if given.two else kill_many)(given.kills, given.seed)
    for fault in wrong:
        print(fault, file=sys.stderr)
    print(f"{given.kills} kills in {time.monotonic() - began:.0f} s, {len(wrong)} faults")
    print("killed after:", ", ".join(f"{word} {count}" for word, count in deaths.most_common()))
    print("acknowledged:", ", ".join(f"{word} {count}" for word, count in book.steps.most_common()))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
