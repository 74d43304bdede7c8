"""The gallery's model: every run in the history that fits a search, listed by id and fetched a page at a time."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from desktop.history.records import Query
from desktop.state.tags import retagged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from uuid import UUID

    from PySide6.QtCore import QObject

    from desktop.history.records import Session
    from desktop.jobs.runner import Runner
    from desktop.state.archive import Archive

SESSION = Qt.ItemDataRole.UserRole + 1
FIRST = 60
"""Sessions that are here when the gallery opens: a screen of small pictures."""
PAGE = 20
"""Sessions fetched at a time: few, since a frame that is drawn meanwhile waits for Python's lock now and then."""
LOOKED = 5000
"""Rows among which a session is looked for."""
MOST_FRESH = 18
"""Pages that count as here since the last search; more where more are looked at."""
MOST_WAITING = 6
"""Pages that may wait: a large screen of small pictures has as many."""
MOST_KEPT = 420
"""Sessions kept in memory: those of all fresh pages, and some of the search before, to show until theirs come."""

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class Gallery(QAbstractListModel):
    """Rows know their id at once and their session a moment later: ``data`` under SESSION may be None until then.

    Reading and writing happen in the light lane. ``begun``: the newest are here, the others follow; ``found``: a search
    ended. ``troubled`` (Fault): tell it. ``deleted`` (list of ids): these are no more.
    """

    begun = Signal()
    found = Signal()
    troubled = Signal(object)
    deleted = Signal(list)

    def __init__(self, runner: Runner, archive: Archive, mime: Callable[[Sequence[Session]], QMimeData],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._archive, self._mime = runner, archive, mime
        self._ids: Sequence[UUID] = ()
        self._sessions: OrderedDict[UUID, Session] = OrderedDict()
        self._fresh: OrderedDict[int, None] = OrderedDict()
        self._wanted: list[int] = []
        self._held = False
        self._most_fresh = MOST_FRESH
        self._begin_fetch = QTimer(self, singleShot=True, interval=0)  # not while the frame is drawn that asks
        self._begin_fetch.timeout.connect(self._fetch)
        self._fetching = False
        self._turn = self._listing = 0  # counts what was asked for, and what came
        self._query: Query | None = None
        self.tags: tuple[str, ...] = ()
        """Every tag in use."""

    # Searching

    @property
    def query(self) -> Query | None:
        """What was searched for last."""
        return self._query

    def search(self, query: Query) -> None:
        """List what fits, newest first. Answers that a newer search has overtaken are dropped."""
        self._query = query
        self._turn += 1
        if not self._ids and query == Query():  # the first screen does not wait for all the others
            self._runner.aside(self._newest, partial(self._begin, self._turn), self.troubled.emit)

        def work() -> tuple[Sequence[UUID], Sequence[str]]:
            history = self._archive.history()
            return history.search(query), history.tags()

        self._runner.aside(work, partial(self._take, self._turn), self.troubled.emit)

    def refresh(self) -> None:
        """Search again: something came or went."""
        if self._query is not None:
            self.search(self._query)

    def _newest(self) -> tuple[Sequence[UUID], list[Session]]:
        history = self._archive.history()
        ids = history.search(Query(), FIRST)
        return ids, history.page(ids)

    def _begin(self, turn: int, answer: tuple[Sequence[UUID], list[Session]]) -> None:
        ids, sessions = answer
        if turn != self._turn or self._ids or not ids:  # all came first, or something else is asked for
            return
        self._listing += 1
        self.beginResetModel()
        self._ids = ids
        self._hold(sessions)
        self._fresh.update(dict.fromkeys(range(-(-len(ids) // PAGE))))
        self.endResetModel()
        self.begun.emit()

    def _take(self, turn: int, answer: tuple[Sequence[UUID], Sequence[str]]) -> None:
        if turn != self._turn:
            return
        here = len(self._ids)
        if 0 < here <= FIRST and here < len(answer[0]) and answer[0][:here] == self._ids:
            self.beginInsertRows(ROOT, here, len(answer[0]) - 1)  # below those that are here
            self._ids, self.tags = answer[0], tuple(answer[1])
            if here < FIRST:
                self._fresh.clear()
            self.endInsertRows()
            self.found.emit()
            return
        self._listing += 1
        self.beginResetModel()
        self._ids, self.tags = answer[0], tuple(answer[1])
        self._fresh.clear()
        self._wanted.clear()
        self.endResetModel()
        self.found.emit()

    # The model

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many sessions fit."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The session under SESSION, its name for people and their helpers."""
        if not index.isValid():
            return None
        if role == SESSION:
            return self.session_at(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            session = self.session_at(index.row())
            return name_of(session) if session is not None else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every picture can be taken."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """What dragging carries."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The dragged pictures, as files."""
        return self._mime([found for index in indexes if (found := self.session_at(index.row())) is not None])

    def supportedDragActions(self) -> Qt.DropAction:
        """Pictures are copied out, never moved."""
        return Qt.DropAction.CopyAction

    def id_at(self, row: int) -> UUID:
        """The id of a row."""
        return self._ids[row]

    def row_of(self, session_id: UUID, near: int = -1) -> int:
        """Where a session is listed, -1 if it is not among the first ``LOOKED`` rows nor at ``near``."""
        if 0 <= near < len(self._ids) and self._ids[near] == session_id:
            return near
        return next((row for row in range(min(LOOKED, len(self._ids))) if self._ids[row] == session_id), -1)

    def session_at(self, row: int) -> Session | None:
        """The session of a row as it was last read; None, and on its way, when it is not here."""
        if row // PAGE not in self._fresh:
            self._want(row // PAGE)
        return self._sessions.get(self._ids[row])

    def make_room(self, rows: int) -> None:
        """So many are looked at: keep them all, or they would be read over and over."""
        self._most_fresh = max(MOST_FRESH, rows // PAGE + 2)

    def hold(self, held: bool) -> None:
        """Read nothing that is not here: it flies by. Later, ask again."""
        self._held = held
        if held:
            self._wanted.clear()

    def _want(self, page: int) -> None:
        """Fetch a page, the one asked for last first: what was scrolled past can wait."""
        if self._held:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        del self._wanted[:-MOST_WAITING]
        self._begin_fetch.start()

    def _fetch(self) -> None:
        if self._fetching or not self._wanted:
            return
        page, self._fetching = self._wanted.pop(), True
        ids = self._ids[page * PAGE:(page + 1) * PAGE]
        self._runner.aside(lambda: self._archive.history().page(ids), partial(self._came, self._listing, page),
                           self._sorry)

    def _came(self, listing: int, page: int, sessions: list[Session]) -> None:
        self._fetching = False
        self._hold(sessions)
        if listing == self._listing:
            self._fresh[page] = None
            while len(self._fresh) > self._most_fresh:
                self._fresh.popitem(last=False)
            last = min((page + 1) * PAGE, len(self._ids)) - 1
            self.dataChanged.emit(self.index(page * PAGE), self.index(last))
        self._fetch()

    def _hold(self, sessions: Iterable[Session]) -> None:
        for session in sessions:
            self._sessions[session.id] = session
            self._sessions.move_to_end(session.id)
        while len(self._sessions) > max(MOST_KEPT, (self._most_fresh + 1) * PAGE):
            self._sessions.popitem(last=False)

    def _sorry(self, fault: object) -> None:
        self._fetching = False
        self._wanted.clear()
        self.troubled.emit(fault)

    # Orders

    def keep(self, ids: Iterable[UUID], kept: bool) -> None:
        """Keep pictures for good, or let them expire."""
        self._change(list(ids), lambda session_id: self._archive.history().keep(session_id, kept))

    def tag(self, ids: Iterable[UUID], before: Sequence[str], after: Sequence[str]) -> None:
        """Change the tags that pictures have in common; each keeps its own beside them."""
        def change(session_id: UUID) -> None:
            history = self._archive.history()
            for session in history.page([session_id]):
                history.tag(session_id, tuple(retagged(session.tags, before, after)))

        self._change(list(ids), change)

    def delete(self, ids: Iterable[UUID]) -> None:
        """Delete pictures with everything that belongs to them."""
        gone = list(ids)
        self._runner.aside(lambda: self._archive.history().delete(gone), lambda _: self._forget(gone),
                           self.troubled.emit, owed=True)

    def _change(self, ids: list[UUID], change: Callable[[UUID], object]) -> None:
        def work() -> list[Session]:
            for session_id in ids:
                change(session_id)
            return self._archive.history().page(ids)

        self._runner.aside(work, self._renew, self.troubled.emit, owed=True)

    def _renew(self, sessions: list[Session]) -> None:
        self._hold(sessions)
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _forget(self, ids: list[UUID]) -> None:
        for session_id in ids:
            self._sessions.pop(session_id, None)
        self.deleted.emit(ids)
        self.refresh()


def name_of(session: Session) -> str:
    """What people call it: the name of the photo that it was made from."""
    if session.inputs:
        return session.inputs[0].name
    return session.outputs[0].name if session.outputs else session.tool
