"""Watch every Python process that a test starts: ``site`` imports this file from PYTHONPATH."""

import os

if os.environ.get("TESTS_FILE_ACCESS_LOG"):
    from file_access import watch

    watch(os.environ["TESTS_FILE_ACCESS_LOG"])
