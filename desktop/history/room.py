"""Room: what the parts of History share: folders, database, clock, this instance and the retention."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from desktop.history.clock import Anchor, Clock, anchor_again, first_anchor, lived
from desktop.history.schema import installation
from desktop.history.trouble import DamagedError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from desktop.folders import Folders
    from desktop.history.database import Database
    from desktop.history.instances import Instance


@dataclass
class Room:
    """``retention`` None: photos stay until somebody deletes them. ``anchor`` and ``token`` come from the database."""

    folders: Folders
    database: Database
    clock: Clock
    instance: Instance
    retention: timedelta | None
    anchor: Anchor
    token: str

    def now(self) -> datetime:
        """Wall time, aware UTC."""
        return self.clock.wall()

    def lived(self) -> datetime:
        """Lived time, see clock.py."""
        return lived(self.anchor, self.clock)

    def on_the_wall(self, moment: datetime | None) -> datetime | None:
        """A moment of lived time as the wall clock will show it; follows a change of the date at the next sweep."""
        return None if moment is None else moment + (self.anchor.wall - self.anchor.lived)

    def ends(self, used: datetime) -> datetime | None:
        """When something that was last used at ``used`` expires, both lived time."""
        return None if self.retention is None else used + self.retention

    def compare_clocks(self) -> None:
        """Write a new anchor down if the machine was restarted or its date was set. Raises StorageError."""
        if anchor_again(self.anchor, self.clock) is None:
            return
        with self.database.write() as connection:
            self.anchor = _anchor(connection, self.clock)

    def furnish(self) -> None:
        """Read or make the facts of this installation. Raises StorageError."""
        with self.database.write() as connection:
            self.token = _fact(connection, "user_token") or str(uuid4())
            _write(connection, "user_token", self.token)
            self.anchor = _anchor(connection, self.clock)


def _anchor(connection: Connection, clock: Clock) -> Anchor:
    """The anchor to count from, written down."""
    text = _fact(connection, "anchor")
    stored = _parse(text) if text else first_anchor(clock)
    anchor = anchor_again(stored, clock) or stored
    if anchor != stored or not text:
        _write(connection, "anchor", json.dumps(asdict(anchor), default=datetime.isoformat))
    return anchor


def _parse(text: str) -> Anchor:
    try:
        facts = json.loads(text)
        wall, now = datetime.fromisoformat(facts["wall"]), datetime.fromisoformat(facts["lived"])
        if wall.utcoffset() is None or now.utcoffset() is None:
            raise ValueError("a time without its zone")
        return Anchor(str(facts["boot"]), float(facts["steady"]), wall, now)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError from error


def _fact(connection: Connection, name: str) -> str | None:
    value = connection.execute(select(installation.c.value).where(installation.c.name == name)).scalar()
    return None if value is None else str(value)


def _write(connection: Connection, name: str, value: str) -> None:
    connection.execute(insert(installation).values(name=name, value=value)
                       .on_conflict_do_update(index_elements=["name"], set_={"value": value}))
