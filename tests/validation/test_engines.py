"""Both engines give the same results at the edge; `make test-engines` compares them on whole plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from policygraph import resources
from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.validation import engines
from policygraph.validation.catalogue import read_shapes
from policygraph.validation.check import validate
from policygraph.validation.data import data_of, texts_of
from policygraph.validation.engine_names import Engine

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

EDGES = {
    "gap in the numbers, share of 109 %, year after the period, body twice in one bracket, zero without unit": """\
临河市“十四五”节能减排实施方案

根据《某省节能减排方案》，制定本方案。

一、工程

（一）园区工程。到2035年，建成园区10个，劣五类水体比例为0，新能源汽车占比达到109%。（市能源局牵头，市能源局配合）

（三）煤炭工程。必须关停锅炉。
""",
    "nothing but a title": "临河市“十四五”节能减排实施方案\n",
    "no structure, astral characters and tabs": "𠮷林\t1\t2\t1\n\n😀到2025年，下降1.50%\t2.50\t1.00。\r\n",
    "sums and differences with noughts at the end": """\
临河市“十四五”节能减排实施方案

附件1

指标\t2020年\t2025年\t变化
化学需氧量（吨）\t10.50\t12.00\t2.50
""",
}


def built_of(texts: Mapping[str, str], folder: Path) -> Build:
    """A build of these texts by name, in a new folder below ``folder``."""
    sources = folder / "plans"
    sources.mkdir()
    for name, text in texts.items():
        (sources / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    build([sources], folder / "build")
    return open_build(folder / "build")


def assert_agreement(opened: Build) -> None:
    """Both engines find something, and the same."""
    fast, reference = (validate(opened, engine=engine).results for engine in ("shifty", "pyshacl"))
    assert Counter(fast) == Counter(reference)
    assert fast


@pytest.mark.parametrize("name", EDGES)
def test_whether_the_engines_agree_on_documents_at_the_edge(name: str, tmp_path: Path) -> None:
    assert_agreement(built_of({"plan": EDGES[name]}, tmp_path))


def test_whether_statements_that_no_shape_names_change_nothing(real_plans: Build) -> None:
    shapes, texts = read_shapes(resources.shapes()), texts_of(real_plans)
    assert shapes.predicates
    few, all_of_them = data_of(real_plans, texts, shapes.predicates), data_of(real_plans, texts)
    assert len(few) < len(all_of_them)
    assert engines.run(Engine.SHIFTY, shapes.turtle, few) == engines.run(
        Engine.SHIFTY, shapes.turtle, all_of_them
    )
