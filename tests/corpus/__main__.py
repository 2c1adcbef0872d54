"""Write the corpus into a folder, or print its frozen digests: python -m tests.corpus [FOLDER]."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.corpus.manifest import digest, entries

if len(sys.argv) > 1:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for entry in entries():
        if not entry.apart:
            entry.written(folder)
else:
    for entry in sorted(entries(), key=lambda entry: entry.id):
        print(entry.id, digest(entry, entry.document(), entry.content()[1]))
