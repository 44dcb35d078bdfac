"""Subjects of commits have at most 72 characters: checks those after the commit that is named, as far as they are here.

A shallow clone holds few commits, an unpacked archive none; what is not here is not checked. Merges name branches and
are passed over.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LONGEST = 72
ROOT = Path(__file__).resolve().parents[1]


def git(*arguments: str) -> str | None:
    """What git says in the folder of the project, or None where it fails or is missing."""
    try:
        done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def main(since: str) -> int:
    """Print the subjects that are too long; 1 where there are any."""
    is_here = git("cat-file", "-e", f"{since}^{{commit}}") is not None
    log = git("log", "--format=%h %s", f"{since}..HEAD" if is_here else "HEAD")
    if log is None:
        print("there is no history here: no subject to check")
        return 0
    commits = [line.partition(" ") for line in log.splitlines()]
    own = [(name, subject) for name, _, subject in commits if not subject.startswith("Merge ")]
    long = [(name, subject) for name, subject in own if len(subject) > LONGEST]
    for name, subject in long:
        print(f"{name}: {len(subject)} characters, at most {LONGEST}: {subject}", file=sys.stderr)
    if not long:
        print(f"subjects checked: {len(own)}, none longer than {LONGEST} characters")
    return 1 if long else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "HEAD~1"))
