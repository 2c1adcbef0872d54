"""The digest covers all that acts, and nothing that Jupyter changes by itself."""

import copy

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.studio.permission import digest, drop_outputs


def notebook():
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "kernelspec": {"name": "parcours", "display_name": "Parcours", "language": "python"},
            "parcours": {},
        },
        "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# Title"},
            {
                "cell_type": "code",
                "id": "b",
                "metadata": {"tags": ["parameters"]},
                "source": ["x = 1\n", "y = 2"],
                "outputs": [],
                "execution_count": None,
            },
        ],
    }


def put(*path_and_value):
    *path, last, value = path_and_value

    def change(whole):
        for name in path:
            whole = whole[name]
        whole[last] = value

    return change


ACTS = {
    "source": put("cells", 1, "source", "x = 1\ny = 3"),
    "type": put("cells", 0, "cell_type", "code"),
    "metadata of a cell": put("cells", 1, "metadata", {}),
    "attachments": put("cells", 0, "attachments", {"a": {}}),
    "metadata": put("metadata", "other", 1),
    "mark": put("metadata", "parcours", {"digest": "0"}),
    "order": lambda whole: whole["cells"].reverse(),
    "fewer": lambda whole: whole["cells"].pop(),
    "split": put("cells", 1, "source", ["x = 1\n", "\n", "y = 2"]),
}
REWRITTEN = {
    "lines": put("cells", 1, "source", "x = 1\ny = 2"),
    "outputs": put("cells", 1, "outputs", [{"output_type": "stream"}]),
    "count": put("cells", 1, "execution_count", 7),
    "id": put("cells", 1, "id", "c"),
    "no id": lambda whole: whole["cells"][1].pop("id"),
    "times": put("cells", 1, "metadata", "execution", {"iopub.status.busy": "2026"}),
    "trusted": put("cells", 1, "metadata", "trusted", True),
    "widgets": put("metadata", "widgets", {"state": {}}),
    "language": put("metadata", "language_info", {"name": "python", "version": "3.14"}),
    "kernel": put("metadata", "kernelspec", "name", "other"),
    "no kernel": lambda whole: whole["metadata"].pop("kernelspec"),
    "ticket": put("metadata", "parcours", {"opened": "x"}),
    "format": put("nbformat_minor", 4),
}


@pytest.mark.parametrize("change", ACTS.values(), ids=ACTS)
def test_what_acts_counts(change):
    changed = notebook()
    change(changed)
    assert digest(changed) != digest(notebook())


@pytest.mark.parametrize("change", REWRITTEN.values(), ids=REWRITTEN)
def test_what_jupyter_rewrites_does_not(change):
    changed = notebook()
    change(changed)
    assert digest(changed) == digest(notebook())


def test_two_cells_are_not_one():
    one, two = notebook(), notebook()
    one["cells"][1]["source"] = "a\x1eb"
    two["cells"][1]["source"] = "a"
    two["cells"].append({**copy.deepcopy(two["cells"][1]), "source": "b"})
    assert digest(one) != digest(two)


@pytest.mark.parametrize(
    "value",
    [
        *({}, [], {"nbformat": 3}, {"nbformat": 4}, {"nbformat": 4, "cells": None, "metadata": {}}),
        {"nbformat": 4, "cells": [1], "metadata": {}},
        {"nbformat": 4, "cells": [{}], "metadata": {}},
        {"nbformat": 4, "cells": [], "metadata": None},
        {"nbformat": 4, "cells": [], "metadata": {"x": float("nan")}},
        {"nbformat": 4, "cells": [], "metadata": {"x": float("inf")}},
        {"nbformat": 4, "cells": [], "metadata": {"x": 2**60}},
        {"nbformat": 4, "cells": [], "metadata": {"x": "\ud800"}},
    ],
)
def test_what_is_no_notebook_has_no_digest(value):
    with pytest.raises(ValueError):
        digest(value)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-99, 99)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, VALUES)
def test_dropping_what_was_shown_changes_no_digest_and_leaves_nothing(shown, metadata):
    whole = notebook()
    whole["metadata"]["other"] = metadata
    whole["cells"][1] |= {"outputs": [shown], "execution_count": 3}
    whole["metadata"]["widgets"] = {"state": shown}
    before = digest(whole)
    assert drop_outputs(whole)
    assert not drop_outputs(whole)
    assert digest(whole) == before
    assert whole["cells"][1]["outputs"] == []
    assert "widgets" not in whole["metadata"]


@given(VALUES)
def test_dropping_takes_whatever_a_file_states(value):
    drop_outputs({"metadata": value, "cells": [value, {"metadata": value, "cell_type": "code"}]})
    drop_outputs({"cells": value})


def test_a_file_and_what_nbformat_reads_of_it_have_one_digest(tmp_path):
    path = tmp_path / "n.ipynb"
    nbformat.write(nbformat.from_dict(notebook()), path)
    assert digest(nbformat.read(path, 4)) == digest(notebook())
