"""Mishaps: an exception that nobody expected becomes a log entry and a quiet notice, and the window lives on."""

from __future__ import annotations

import logging
import sys
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from desktop.jobs.faults import fault_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

log = logging.getLogger(__name__)
SILENCE = 10.0
"""Seconds in which the same fault at the same place is told once: one in a paint event comes 60 times a second."""
LEVELS = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO,
          QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR,
          QtMsgType.QtFatalMsg: logging.CRITICAL}


class Mishaps(QObject):
    """``happened`` (Fault) is emitted on the window's thread, whatever thread the exception came from."""

    happened = Signal(object)
    _came = Signal(object)

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._told: dict[str, float] = {}
        self._before = (sys.excepthook, threading.excepthook)
        self._came.connect(self.happened)

    def install(self) -> None:
        """Take over from Python's and Qt's own handlers, which would print to a terminal that is not there."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(self._qt_said)

    def uninstall(self) -> None:
        """Give back what ``install`` took."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):
            self._before[0](kind, error, trace)
        elif self._is_news(trace):
            log.error("unexpected", exc_info=(kind, error, trace))
            self._came.emit(fault_of(error))

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _is_news(self, trace: TracebackType | None) -> bool:
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        frame = trace.tb_frame.f_code.co_filename if trace is not None else ""
        return self._is_new(f"{frame}:{trace.tb_lineno if trace is not None else 0}")

    def _is_new(self, what: str) -> bool:
        now, last = self._clock(), self._told.get(what)
        self._told[what] = now
        return last is None or now - last >= SILENCE

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        """Qt's own messages go to the log; a fatal one still ends the program, which is Qt's doing."""
        if self._is_new(message):
            logging.getLogger("qt").log(LEVELS.get(kind, logging.WARNING), "%s", message)
