"""A command reads evidence without the libraries that it does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def told(code: str) -> str:
    """Return the last line that some code prints, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


def test_a_check_with_evidence_imports_neither_pandas_nor_ibis_nor_scipy():
    code = (
        "import sys; sys.argv = ['parcours', 'check', 'maison-lumen']\n"
        "from kit.cli import main\n"
        "try:\n main()\nexcept SystemExit as done:\n print(done.code)\n"
        "print(*(name for name in ('duckdb', 'pandas', 'ibis', 'scipy') if name in sys.modules))"
    )
    assert told(code) == "duckdb"


def test_a_check_without_evidence_imports_no_arrow():
    code = (
        "import sys; sys.argv = ['parcours', 'check', 'a-revoir']\n"
        "from kit.cli import main\n"
        "try:\n main()\nexcept SystemExit as done:\n print(done.code)\n"
        "print(*(name for name in ('numpy', 'pyarrow', 'duckdb') if name in sys.modules), '-')"
    )
    assert told(code) == "-"


def test_data_frames_work_where_pandas_was_spared():
    code = (
        "import sys; from kit.arrow import avoid_importing_pandas; avoid_importing_pandas()\n"
        "from kit.evidence.reading import read\n"
        "assert 'pandas' not in sys.modules\n"
        "import pandas as pd, pyarrow as pa\n"
        "frame = pd.DataFrame({'a': [1.0, float('nan')]})\n"
        "table = pa.Table.from_pandas(frame)\n"
        "column = pa.array(frame['a'])\n"
        "print(table.column('a').null_count, column.null_count, table.to_pandas().shape)"
    )
    assert told(code) == "1 1 (2, 1)"


def test_a_process_that_did_not_ask_for_it_is_left_alone():
    code = (
        "import kit.evidence.reading, sys, pyarrow as pa; pa.array([1])\n"
        "print('pandas' in sys.modules)"
    )
    assert told(code) == "True"
