"""The limit of a process's memory, tried in processes of their own."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there are no such limits here")

GIVEN = """
import resource
from kit.memory import limit
for most in ({limits}):
    limit(most)
print(*resource.getrlimit(resource.RLIMIT_AS))
"""


@pytest.mark.parametrize(
    ("limits", "left"),
    [("3 << 30,", 3 << 30), ("3 << 30, 2 << 30", 2 << 30), ("2 << 30, 3 << 30", 2 << 30)],
)
def test_a_limit_is_set_and_never_raised(limits, left):
    program = GIVEN.format(limits=limits)
    found = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert found.stdout.split() == [str(left), str(left)]
