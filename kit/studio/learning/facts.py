"""Read the facts of a case: what its brief gives for each idea, and the tolerances."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, RootModel

from kit.studio.learning.case_files import case_files
from kit.studio.learning.case_texts import read_table

Range = tuple[int, int]


class Facts(BaseModel):
    """Facts that the brief gives for an idea; a field that is left out is not compared.

    Attributes
    ----------
    sources
        The ids of the documents that may be cited for it.
    document
        The id of the document that gives the figures; the first of the sources if left out.
    score, tolerance
        The emotion, −2 to +2, and how far an answer may be from it.
    mentions
        k of n.
    importance, impact, persistence, effort
        The lowest and the highest rating that the brief allows.
    owners
        The teams that can do it, in all languages.
    months
        The months that it takes at least.
    missing
        Whether the idea is that something is missing, so that “nobody” or “no” do not deny it.
    denied
        Formulations that deny the idea, by language; one that begins with ``not`` does so in a
        negated text, any other in a text that is not negated.
    quote
        A passage of the brief that states it, by language.
    removes
        The ideas of pain points that an improvement removes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: tuple[str, ...] = ()
    document: str = ""
    score: float | None = None
    tolerance: float = 0.5
    mentions: tuple[int, int] | None = None
    importance: Range | None = None
    nature: Literal["positive", "irritant"] | None = None
    impact: Range | None = None
    persistence: Range | None = None
    effort: Range | None = None
    owners: tuple[str, ...] = ()
    months: int | None = None
    removes: tuple[str, ...] = ()
    missing: bool = False
    denied: Mapping[str, tuple[str, ...]] = {}
    quote: Mapping[str, str] = {}


class FactsFile(RootModel[dict[str, dict[str, Facts]]]):
    """The facts of a case by step and idea."""


def facts(case: str) -> Mapping[str, Mapping[str, Facts]]:
    """Return the facts of a case by step and idea; empty for a case without a file of facts.

    Parameters
    ----------
    case
        The name of a case of the kit, or the path of the folder of another.
    """
    return _facts(case, case_files(case).stamp)


@lru_cache(maxsize=64)
def _facts(case: str, stamp: int) -> Mapping[str, Mapping[str, Facts]]:
    files = case_files(case)
    return read_table(files.facts, FactsFile).root if files.has_facts else {}
