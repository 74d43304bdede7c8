"""A history in memory, for pages that list it: search, page, keep, tag and delete, without files of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from desktop.history.records import Query, Session, Status, StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def a_session(name: str = "anna.jpg", tool: str = "garment", status: Status = Status.COMPLETED, *,
              minutes_ago: int = 0, expires_in: timedelta | None = timedelta(hours=24), kept: bool = False,
              tags: Sequence[str] = (), folder: Path = Path("nowhere"), picture: Path | None = None,
              now: datetime = NOW, **more: Any) -> Session:
    """A session made ``minutes_ago``; its result is ``picture`` where there is one."""
    made = now - timedelta(minutes=minutes_ago)
    photo = StoredFile(uuid4(), name, picture or folder / name, "input", 1000, made, None)
    result = StoredFile(uuid4(), name, picture or folder / f"result-{name}", "result", 1000, made, None)
    return Session(
        id=uuid4(), user_token="somebody", tool=tool, status=status, inputs=(photo,),
        outputs=(result,) if status is Status.COMPLETED else (), thumbnail=picture, options=more.get("options", {}),
        report=more.get("report"), error_code=more.get("error_code"), error_reason=more.get("error_reason"),
        expires_at=None if expires_in is None or kept else now + expires_in, kept=kept, tags=tuple(tags),
        created_at=made, updated_at=made)


class FakeHistory:
    """Holds sessions, newest first."""

    def __init__(self, sessions: Iterable[Session] = ()) -> None:
        self.sessions: dict[UUID, Session] = {session.id: session for session in sessions}
        self.searched: list[Query] = []
        self.paged = 0
        self.emptied = False

    def search(self, query: Query, most: int | None = None) -> list[UUID]:
        self.searched.append(query)
        return [session.id for session in self.sessions.values() if _fits(session, query)][:most]

    def page(self, ids: Sequence[UUID]) -> list[Session]:
        self.paged += 1
        return [self.sessions[session_id] for session_id in ids if session_id in self.sessions]

    def keep(self, session_id: UUID, kept: bool) -> None:
        self.sessions[session_id] = replace(self.sessions[session_id], kept=kept)

    def tag(self, session_id: UUID, tags: Sequence[str]) -> None:
        self.sessions[session_id] = replace(self.sessions[session_id], tags=tuple(tags))

    def tags(self) -> list[str]:
        return sorted({tag for session in self.sessions.values() for tag in session.tags})

    def delete(self, ids: Iterable[UUID]) -> None:
        for session_id in ids:
            self.sessions.pop(session_id, None)

    def delete_everything(self) -> None:
        self.sessions.clear()
        self.emptied = True


def _fits(session: Session, query: Query) -> bool:
    words = " ".join([*(file.name for file in session.inputs), *session.tags]).casefold()
    return (query.text.casefold() in words and query.tool in (None, session.tool)
            and query.status in (None, session.status) and (query.tag is None or query.tag in session.tags)
            and (query.since is None or session.created_at >= query.since)
            and (query.until is None or session.created_at < query.until))


class FakeArchive:
    """Hands out one history, as ``desktop.state.archive.Archive`` does."""

    def __init__(self, history: FakeHistory) -> None:
        self._history = history

    def history(self) -> FakeHistory:
        return self._history
