"""Word the reasons for which an edit is refused or not saved yet."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kit.client_files import ClientFileError
from kit.errors import reason
from kit.i18n import N_, Message, Texts
from kit.studio.sync.edits import RefusedError
from kit.studio.sync.findings import to_event
from kit.workshop import WorkshopError
from kit.workshop.document import parse
from kit.workshop.model_diagnostics import model_diagnostics

NOT_POSSIBLE = N_("This is not possible here.")
FULL = N_("The disk is full. Free some space: your changes are kept here and will then be saved.")
READ_ONLY = N_(
    "The workshop folder cannot be written to. Your changes are kept here and will be saved as "
    "soon as it can."
)
LOCKED = N_(
    "Another program is using the workshop file. Your changes are kept here and will be saved "
    "when it is free."
)
NOT_SAVED = N_("Saving failed ({reason}). Your changes are kept here and saving will be retried.")

NOT_TAKEN = N_("{why} Your changes are kept here and saving will be retried.")

BROKEN = N_(
    "The workshop file was edited by hand and can no longer be read. Fix it; your changes are "
    "kept here until then."
)


def refused_by_model(data: dict[str, Any], error: ValidationError) -> RefusedError:
    """Return the first validation error of plain data, with its place."""
    try:
        # Faults are worded for a file's text, so the data becomes one: JSON is YAML.
        content = json.dumps(data, ensure_ascii=False).encode(errors="replace")
        fault = next(model_diagnostics(parse(Path("workshop.yaml"), content), error))
    except (WorkshopError, ValueError, StopIteration):
        return RefusedError(NOT_POSSIBLE)
    return RefusedError(fault.message, fault.place.field)


def unsaved_message(error: OSError) -> Message:
    """Return why an edit cannot be written to the disk, and that it is not lost."""
    if isinstance(error, TimeoutError):
        return LOCKED
    if isinstance(error, ClientFileError):
        return NOT_TAKEN.filled(why=error.message)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return READ_ONLY
    return NOT_SAVED.filled(reason=reason(error))


def broken_event(error: WorkshopError, t: Texts) -> dict[str, Any]:
    """Return the event that reports a file that cannot be read (:mod:`kit.studio.sync.session`)."""
    return {"why": t(BROKEN), "faults": [to_event(found, t) for found in error.diagnostics]}
