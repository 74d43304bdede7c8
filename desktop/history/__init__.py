"""History: the photos that were brought in, what was made of them, and when they go. Free of Qt.

``History`` is in ``desktop.history.store``, which loads SQLAlchemy: import it where it is first needed.
"""

from desktop.history.records import Notice, Query, Session, Status, StoredFile

__all__ = ["Notice", "Query", "Session", "Status", "StoredFile"]
