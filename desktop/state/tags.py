"""Tags of several pictures at once: what they have in common is changed, and each keeps what it has of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def in_common(several: Iterable[Iterable[str]]) -> list[str]:
    """The tags that all of them have, by the alphabet."""
    sets = [set(tags) for tags in several]
    return sorted(set.intersection(*sets), key=str.casefold) if sets else []


def typed(line: str) -> list[str]:
    """The tags in a line, separated by commas, none twice."""
    return list(dict.fromkeys(word.strip() for word in line.split(",") if word.strip()))


def retagged(own: Iterable[str], before: Iterable[str], after: Iterable[str]) -> list[str]:
    """One picture's tags when those that it had in common with others change from ``before`` to ``after``."""
    common = set(before)
    return list(dict.fromkeys([*(tag for tag in own if tag not in common), *after]))
