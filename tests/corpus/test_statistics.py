"""Means, n, intervals, NPS and shares of the corpus, against pandas and statsmodels.

pandas reads the values of the kit's own tables, so that only the statistics are compared.
"""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kit.evidence import Options, Role, UnreadableError, read
from kit.evidence.metrics.metric import MetricQuery
from kit.evidence.privacy.telephone import ANYWHERE
from kit.evidence.query.aggregates import QueryBatch
from kit.evidence.query.open_source import from_table
from kit.evidence.query.segments import ALL
from kit.sources import Measure, Source
from tests.corpus.run import chosen

pd = pytest.importorskip("pandas")
weightstats = pytest.importorskip("statsmodels.stats.weightstats")
proportion = pytest.importorskip("statsmodels.stats.proportion")

FEWEST = 5


def estimates(table):
    """Yield the metric, the column, the answer and the estimate of each figure of a table."""
    data = from_table(table)
    source = Source(id="corpus", name="corpus", kind="survey", file="x")
    batch = QueryBatch(data, {})
    try:
        requested = []
        for column in table.columns:
            for figure, answer in wanted(table, column):
                stated = {"at": "x", "figure": figure, "column": column.name}
                measure = Measure.model_validate(stated | ({"answers": answer} if answer else {}))
                query = MetricQuery(data, batch, source, measure, 0, ANYWHERE)
                requested.append((figure, column, answer, query.request()))
        for figure, column, answer, pending in requested:
            draft = pending()
            yield figure, column, answer, draft.spec.estimate(draft.cells[ALL])
    finally:
        data.release()


def wanted(table, column):
    if column.derived or column.n < FEWEST:
        return
    if column.role in (Role.RATING, Role.NPS, Role.NUMBER, Role.RANK):
        yield "mean", ""
    if column.scale and column.role in (Role.RATING, Role.NPS):
        yield "emotion", ""
    if column.role is Role.NPS:
        yield "nps", ""
    if column.role is Role.CHOSEN:
        yield "share", ""
    if column.role is Role.CHOICE:
        yield "share", str(table.values(column.name)[0])


def compare(table, figure, column, answer, found):
    """Assert that an estimate is what pandas and statsmodels compute on the same values."""
    values = pd.Series(table.values(column.name))
    scale = column.scale
    if figure in ("mean", "emotion"):
        values = values.astype(float)
        if figure == "emotion":
            values = -2 + 4 * (values - scale.worst) / (scale.best - scale.worst)
        assert (found.n, found.value) == (len(values), pytest.approx(values.mean(), abs=1e-9))
        if values.std() < 1e-9:
            assert found.interval is None
            return
        low, high = weightstats.DescrStatsW(values).tconfint_mean()
        least, most = (-2, 2) if figure == "emotion" else (-math.inf, math.inf)
        if figure == "mean" and scale:
            least, most = scale.low, scale.high
        ends = (max(low, least), min(high, most))
    elif figure == "nps":
        good, bad, n = int((values >= 9).sum()), int((values <= 6).sum()), len(values)
        if scale.down:
            good, bad = int((values <= 1).sum()), int((values >= 4).sum())
        assert (found.n, found.value) == (n, pytest.approx(100 * (good - bad) / n))
        three = pd.Series([1] * good + [0] * (n - good - bad) + [-1] * bad + [1, -1, 0, 0])
        weights = pd.Series([1.0] * n + [0.75, 0.75, 0.75, 0.75])
        adjusted = weightstats.DescrStatsW(three, weights=weights, ddof=0)
        half = 1.959963984540054 * math.sqrt(adjusted.var / (n + 3))
        ends = (100 * (adjusted.mean - half), 100 * (adjusted.mean + half))
        ends = (max(-100, ends[0]), min(100, ends[1]))
    else:
        hit = values.astype(bool) if column.role is Role.CHOSEN else values.astype(str) == answer
        k, n = int(hit.sum()), len(values)
        assert (found.k, found.n) == (k, n)
        ends = proportion.proportion_confint(k, n, method="wilson")
    assert (found.interval.low, found.interval.high) == pytest.approx(ends, abs=1e-6)


@pytest.mark.soak
def test_every_figure_of_the_corpus_is_that_of_pandas_and_statsmodels():
    counted = dict.fromkeys(("mean", "emotion", "nps", "share"), 0)
    for entry in chosen():
        declare = entry.expected().get("declare", {})
        stated = {k: v for k, v in declare.items() if k in ("scales", "no_answer", "header")}
        with TemporaryDirectory(prefix="corpus-") as folder:
            try:
                table = read(entry.written(Path(folder)), Options.model_validate(stated)).table
            except UnreadableError:
                continue
            for figure, column, answer, found in estimates(table):
                compare(table, figure, column, answer, found)
                counted[figure] += 1
    assert min(counted.values()) > 20, counted
