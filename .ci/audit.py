"""Run pip-audit and report what it could not check, too: ``audit.py [--strict] COMMAND …``.

An index may lack a package or its version. pip-audit passes over such a package, or stops at the
first one; here the others are checked, and those that were not are listed.

Exit status: 0 no known vulnerability among what was checked; 1 a vulnerability, or with --strict a
package that was not checked; 2 pip-audit itself failed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any


def main(arguments: list[str]) -> int:
    """Run the command, print what it found, and return the exit status."""
    strict = arguments[:1] == ["--strict"]
    done = subprocess.run(arguments[strict:], stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        print(f"pip-audit failed with status {done.returncode}.", file=sys.stderr)
        return 2
    unchecked = sorted(one["name"] for one in packages if "skip_reason" in one)
    vulnerable = [one for one in packages if one.get("vulns")]
    for one in vulnerable:
        for found in one["vulns"]:
            fixed = ", ".join(found.get("fix_versions", ())) or "no version yet"
            print(f"{one['name']} {one['version']}: {found['id']}, fixed in {fixed}")
    checked = len(packages) - len(unchecked)
    print(f"{checked} of {len(packages)} packages checked, {len(vulnerable)} vulnerable.")
    if unchecked:
        print("Not checked, since the index knows nothing of them:", ", ".join(unchecked))
    if not checked:
        print("Nothing was audited: use an index that has data of vulnerabilities.")
    return int(bool(vulnerable or (strict and unchecked)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
