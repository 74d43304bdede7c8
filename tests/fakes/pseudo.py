"""A pseudo-language: every text 40 % longer and full of accents, what is inserted left as it is."""

from __future__ import annotations

import re

from PySide6.QtCore import QTranslator

from engine.resources import resource

KEPT = re.compile(r"(\{[^}]*\}|%n|%\d|\n)")
ACCENTS = str.maketrans("aeiouAEIOUcnsyz", "äéîöûÄÉÎÖÛçñšÿž")
FILLER = "lorem ipsum dolor sit amet consetetur sadipscing elitr sed diam nonumy eirmod tempor invidunt ut labore et"


def stretched(text: str) -> str:
    """``text`` with accents, and 40 % more of it: words where there are words, letters where there is one."""
    more = -(-len(text) * 4 // 10)
    spoken = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in KEPT.split(text))
    return f"{spoken} {(FILLER * 9)[:more - 1].strip()}" if " " in text and more > 3 else spoken + "å" * more


class Pseudo(QTranslator):
    """Speaks it, with English plurals."""

    def __init__(self) -> None:
        super().__init__()
        self._english = QTranslator()
        self._english.load("lookroom_en", str(resource("translations")))

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, comment: str | None = None, count: int = -1) -> str:
        return stretched(self._english.translate(context, source, comment or "", count) or source)
