"""The gallery's words for times and states."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from desktop.history.records import Status

if TYPE_CHECKING:
    from desktop.history.records import Session

translate = QCoreApplication.translate
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def left(session: Session, now: datetime) -> str:
    """How long until it deletes itself, in a few words: the largest whole unit, never more than is left."""
    if session.kept:
        return translate("Gallery", "Kept")
    if session.expires_at is None:
        return translate("Gallery", "Stays")
    rest = session.expires_at - now
    if rest >= 2 * DAY:
        return translate("Gallery", "%n days left", "", rest // DAY)
    if rest >= HOUR:
        return translate("Gallery", "%n hours left", "", rest // HOUR)
    if rest >= MINUTE:
        return translate("Gallery", "%n minutes left", "", rest // MINUTE)
    if rest > timedelta():
        return translate("Gallery", "Less than a minute left")
    return translate("Gallery", "Being deleted")


def expiry(session: Session, now: datetime) -> str:
    """The same as a sentence, with the moment itself."""
    if session.kept:
        return translate("Gallery", "You keep this picture. It stays until you delete it.")
    if session.expires_at is None:
        return translate("Gallery", "This picture stays until you delete it.")
    words = translate("Gallery", "Deletes itself: {when} ({left})")
    return words.format(when=moment(session.expires_at, now), left=left(session, now))


def state(status: Status) -> str:
    """A run's state for people."""
    return {
        Status.CREATED: translate("Gallery", "Waiting"), Status.PROCESSING: translate("Gallery", "In work"),
        Status.COMPLETED: translate("Gallery", "Finished"), Status.FAILED: translate("Gallery", "Failed"),
        Status.CANCELLED: translate("Gallery", "Cancelled"),
    }[status]


def moment(when: datetime, now: datetime | None = None) -> str:
    """A point in time as people say it here: today and yesterday by name, other days by date, always with the time."""
    local, today = when.astimezone(), (now or datetime.now(UTC)).astimezone().date()
    clock = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(when.timestamp())).time(),
                               QLocale.FormatType.ShortFormat)
    names = {today: translate("Gallery", "Today"), today - DAY: translate("Gallery", "Yesterday"),
             today + DAY: translate("Gallery", "Tomorrow")}
    if local.date() in names:
        return f"{names[local.date()]}, {clock}"
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(when.timestamp())).date(),
                              QLocale.FormatType.ShortFormat) + f", {clock}"
