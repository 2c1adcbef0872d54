"""The command as its own process, in an environment that stays as it is while someone works.

``python -m tests.batch.command report …``
"""

from kit.batch import fingerprint
from kit.cli import main

if __name__ == "__main__":
    fingerprint.environment = lambda: ("pinned",)
    main()
