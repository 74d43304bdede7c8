"""Translation of words that come from the engine's declarations instead of from this program's own source lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication

from engine.resources import resource

CONTEXT = "Tools"
SENTENCES = re.compile(r"(?<=[.?!]) (?=[A-Z])")
"""Between two sentences that were put together."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence in which something is inserted: ``%1``, ``%2`` ... in ``text``, groups in ``form``."""

    text: str
    form: re.Pattern[str]


def said(text: str) -> str:
    """A title, label, stage name, help text or error of the engine in the person's language; as it is where none is
    known. Sentences with something inserted are recognised by ``resources/translations/sentences.txt``; words that
    are inserted and known are translated too."""
    if not text:
        return ""
    known = QCoreApplication.translate(CONTEXT, text)
    known = known if known != text else _by_pattern(text)
    if known != text:
        return known
    sentences = SENTENCES.split(text)
    return " ".join(map(said, sentences)) if len(sentences) > 1 else text


def _by_pattern(text: str) -> str:
    for pattern in _patterns():
        found = pattern.form.fullmatch(text)
        if found is None:
            continue
        known = QCoreApplication.translate(CONTEXT, pattern.text)
        if known == pattern.text:
            return text
        inserted = ("", *map(_word, found.groups()))
        parts = re.split(r"%(\d)", known)  # text, number, text, number, ... text
        return "".join(inserted[int(part)] if place % 2 else part for place, part in enumerate(parts))
    return text


def _word(inserted: str) -> str:
    """An inserted word: options are inserted by their value, ``hair``, but known by their label, ``Hair``."""
    known = QCoreApplication.translate(CONTEXT, inserted)
    if known != inserted or not inserted.isalpha():
        return known
    label = inserted.capitalize()
    by_label = QCoreApplication.translate(CONTEXT, label)
    return by_label if by_label != label else inserted


@cache
def _patterns() -> tuple[Pattern, ...]:
    """The sentences, those with the most words of their own first."""
    lines = resource("translations", "sentences.txt").read_text(encoding="utf-8").splitlines()
    lines.sort(key=lambda line: -len(re.sub(r"%\d", "", line)))
    return tuple(Pattern(line, re.compile("(.+?)".join(map(re.escape, re.split(r"%\d", line))))) for line in lines)
