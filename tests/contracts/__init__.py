"""The contracts of release 0.1.0: what may be added to, and never renamed.

``golden/`` holds what 0.1.0 had, one file for each contract; ``made/`` holds files that 0.1.0
wrote: a journal, a version, a learner's record, a manifest, notebooks.
``changed.toml`` is the one place where a deliberate change is stated, with its reason.

``python -m tests.contracts`` shows how the code of today differs from the goldens, additions too.
"""
