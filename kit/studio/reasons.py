"""Why the model refuses an edit, in the words that a person is told of a file's faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kit.i18n import N_
from kit.studio.edits import RefusedError
from kit.workshop import WorkshopError
from kit.workshop.document import parse
from kit.workshop.model_faults import model_faults

NOT_POSSIBLE = N_("This is not possible here.")


def why_refused(data: dict[str, Any], error: ValidationError) -> RefusedError:
    """Return the first thing that the model refuses of some plain data, and where it stands."""
    try:
        # Faults are told of a file's text, so the data becomes one for a moment: JSON is YAML.
        content = json.dumps(data, ensure_ascii=False).encode(errors="replace")
        fault = next(model_faults(parse(Path("workshop.yaml"), content), error))
    except (WorkshopError, ValueError, StopIteration):
        return RefusedError(NOT_POSSIBLE)
    return RefusedError(fault.says, fault.place)
