"""Writes the golden tables anew; read the difference before you commit it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from policygraph.pipeline import build
from tests.golden.tables import HERE, TABLES, table

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        build([HERE.parents[1] / "seeds" / "plans"], Path(folder))
        for name in TABLES:
            (HERE / f"{name}.csv").write_text(table(Path(folder), name), encoding="utf-8")
