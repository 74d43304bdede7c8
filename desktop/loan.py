"""A file that another program lent: saved back in place, in its own format, depth, profile and metadata. Qt-free."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.errors import InvalidImageFormat, StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from engine.photo import Photo

EXPORT = "Export the result as another file."


@dataclass(frozen=True, slots=True)
class Loan:
    """``original`` is the other program's file, ``copy`` the same bytes in Lookroom's own folder, ``before`` their
    SHA-256, and ``seen`` that of what ``original`` held when Lookroom last read or wrote it."""

    original: Path
    copy: Path
    before: str
    seen: str


def lend(original: Path, copy: Path) -> Loan:
    """The loan of a file whose copy was just made. Raises StorageError."""
    digest = _digest(_bytes(copy))
    return Loan(original, copy, digest, digest)


def save_back(loan: Loan, result: Photo, read: Callable[[Path], Photo], keep: Callable[[Path], Path],
              label: str = "") -> Loan:
    """Put ``result`` into the lent file in one step. A few seconds at 100 MP: not on the window's thread.

    The format, the bits a channel and the metadata are those of the file as it was lent, labelled ``label``, or as an
    edited photo; the pixels keep the profile that they are in, which is the file's own unless a tool changed it.
    ``keep`` copies a file into Lookroom's folder and is used where the first copy was deleted meanwhile: the original's
    bytes are never only in memory.
    Raises StorageError when the file is gone, write-protected or was changed by somebody else, and UsageError when
    its format cannot hold the result. The file is untouched then.
    """
    from engine.codecs.files import replace_file
    from engine.codecs.formats import FORMATS
    from engine.codecs.write import encode
    from engine.metadata import labelled, result_type

    _check(loan)
    if not loan.copy.is_file() or _digest(_bytes(loan.copy)) != loan.before:
        copy = keep(loan.original)
        loan = replace(loan, copy=copy, before=loan.seen)
    base = read(loan.copy)
    form = FORMATS.get(base.source.format.lower()) if base.source else None
    if form is None:
        raise UsageError(f"The format of {loan.original.name} can be read, but not written.", EXPORT)
    whole = replace(result, metadata=base.metadata, source=base.source)
    whole = labelled(whole, label or result_type([base]))
    try:
        data = encode(whole, form, depth=base.depth)
    except UsageError as error:
        raise UsageError(error.what, EXPORT) from error
    replace_file(loan.original, data)
    return replace(loan, seen=_digest(data))


def put_back(loan: Loan) -> Loan:
    """Let the lent file hold again what it held when it came. Raises StorageError as ``save_back`` does."""
    from engine.codecs.files import replace_file

    _check(loan)
    replace_file(loan.original, _bytes(loan.copy))
    return replace(loan, seen=loan.before)


def _check(loan: Loan) -> None:
    name = loan.original.name
    if not loan.original.is_file():
        raise StorageError(f"The file {name} is not where it was.", EXPORT)
    if not os.access(loan.original, os.W_OK):
        raise StorageError(f"The file {name} is write-protected.", EXPORT)
    if _digest(_bytes(loan.original)) != loan.seen:
        raise StorageError(f"Another program has changed {name} in the meantime.",
                           "Open it in Lookroom again, or export the result as another file.")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InvalidImageFormat(f"There is no photo file {path.name}.", "Check the name and the folder.") from error
    except OSError as error:
        raise StorageError(f"The file {path.name} cannot be read: {error.strerror}.", EXPORT) from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
