"""Write the documentation of the rules: ``python -m kit.review``."""

from __future__ import annotations

from kit.i18n import LANGUAGES, LOCALES, texts
from kit.review import rules_markdown


def main() -> None:
    """Write ``rules.md`` beside the catalogue of each language."""
    for lang in LANGUAGES:
        (LOCALES / lang / "rules.md").write_text(rules_markdown(texts(lang)), encoding="utf-8")


if __name__ == "__main__":
    main()
