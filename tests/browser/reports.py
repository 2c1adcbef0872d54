"""Reports without a kernel: the sections of a workshop, shown as the notebook shows them."""

from functools import cache

from nbformat.v4 import new_code_cell, new_notebook, new_output

from kit.report import open_portfolio, open_report
from kit.resources import resource

EXAMPLES = tuple(
    sorted(
        str(p.parent.relative_to(resource("workshops")))
        for p in resource("workshops").rglob("workshop.yaml")
    )
)


@cache
def shown(identity, lang="", edition="working"):
    """The notebook of an example's report, as it is after it was run."""
    return notebook_of(resource("workshops") / identity, lang, edition)


def notebook_of(workshop, lang="", edition="client"):
    """The notebook of a workshop's report, as it is after it was run."""
    report = open_report(str(workshop), lang, edition, "2026-11-22")
    return as_notebook([report, *(report.section(id) for id in report.sections)])


@cache
def compared(*identities, lang=""):
    """The notebook of a comparison of examples, as it is after it was run."""
    paths = [str(resource("workshops") / identity) for identity in identities]
    portfolio = open_portfolio(paths, lang, "2026-11-22")
    return as_notebook([portfolio, *(portfolio.section(id) for id in portfolio.sections)])


def as_notebook(outputs):
    """Return a notebook that has shown some outputs."""
    return new_notebook(
        cells=[
            new_code_cell(
                "…",
                outputs=[new_output("execute_result", one._repr_mimebundle_(), execution_count=1)],
            )
            for one in outputs
        ]
    )
