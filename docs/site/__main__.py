"""Build the site, and look through it: ``python -m docs.site``."""

from __future__ import annotations

import sys

from docs.site.build import BUILD, build
from docs.site.check import problems
from kit.i18n import LANGUAGES


def main() -> int:
    """Build the site, and return 1 if a link is broken or an asset comes from elsewhere."""
    if "--catalogue" in sys.argv[1:]:
        from docs.site.catalogue import main as update

        return update()
    build()
    found = list(problems(BUILD))
    print(*found, sep="\n", file=sys.stderr)
    pages = {lang: len(list((BUILD / lang).rglob("*.html"))) for lang in LANGUAGES}
    counts = (f"{count} pages ({name})" for name, count in pages.items())
    print(f"{BUILD / 'index.html'}: " + ", ".join(counts))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
