"""Read TOML files of a trainer's: agendas and rubrics."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from kit.diagnostics import FilePosition
from kit.i18n import N_
from kit.workshop.errors import WorkshopError

POSITION = re.compile(r"\(at line (\d+), column (\d+)\)$")
NOT_TOML = N_(
    "The file is not valid TOML from here on. Check that texts are between quotation marks and "
    "that brackets are closed."
)
TOO_DEEP = N_("The file has too many nested brackets.")
NOT_UTF_8 = N_("The file cannot be read. Save it as UTF-8 text.")


def parse_toml(path: Path, content: bytes) -> dict[str, Any]:
    """Parse the content of a TOML file.

    Raises
    ------
    WorkshopError
        If it is not TOML in UTF-8, with the line and column where the parser stopped, or is nested
        too deeply.
    """
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise WorkshopError.at(FilePosition(path), NOT_UTF_8) from None
    except RecursionError:
        raise WorkshopError.at(FilePosition(path), TOO_DEEP) from None
    except tomllib.TOMLDecodeError as error:
        at = POSITION.search(str(error))  # the error has no attributes before Python 3.14
        line, column = (int(at[1]), int(at[2])) if at else (0, 0)
        raise WorkshopError.at(FilePosition(path, line, column), NOT_TOML) from None
