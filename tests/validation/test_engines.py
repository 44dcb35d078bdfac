"""Both engines give the same results."""

from __future__ import annotations

from pathlib import Path

from policygraph.graph.store import open_build
from policygraph.pipeline import build
from policygraph.validation.check import validate

# A gap in the numbers, a share of 109 %, a year after the period, a body twice in one bracket, a zero without unit.
PLAN = """临河市“十四五”节能减排实施方案

根据《某省节能减排方案》，制定本方案。

一、工程

（一）园区工程。到2035年，建成园区10个，劣五类水体比例为0，新能源汽车占比达到109%。（市能源局牵头，市能源局配合）

（三）煤炭工程。必须关停锅炉。
"""


def test_whether_the_engines_agree(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(PLAN, encoding="utf-8")
    build([source], tmp_path / "build")
    opened = open_build(tmp_path / "build")
    fast, reference = (validate(opened, engine=engine) for engine in ("shifty", "pyshacl"))
    assert fast.results == reference.results
    assert fast.results
