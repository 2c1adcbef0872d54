"""Print how the marks agree with the readers' labels."""

from tests.studio.learning.judged import HALVES, LANGUAGES, agreement, confusion

alike, count = agreement()
print(f"labelled alike by two readers: {alike} of {count}")
for half in HALVES:
    for lang in LANGUAGES:
        found = confusion(lang, half)
        print(
            f"{half:8} {lang}: precision {found.precision:.3f}, recall {found.recall:.3f}, "
            f"for the trainer {found.left_to_trainer:.3f}"
        )
        for label in ("pass", "fail"):
            row = {outcome: found.counts[label, outcome] for outcome in ("pass", "read", "fail")}
            print(f"    labelled {label}: {row}")
