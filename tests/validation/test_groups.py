"""A graph validated in groups of documents gives what it gives in one piece."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph import resources
from policygraph.builds.store import Build, open_build
from policygraph.pipeline import build
from policygraph.validation import engines
from policygraph.validation.catalogue import read_shapes
from policygraph.validation.check import validate
from policygraph.validation.data import data_of, texts_of
from policygraph.validation.document_groups import groups
from policygraph.validation.engine_names import Engine

# Documents of five levels that are based on one another, and a province's with one of its cities'.
FOLDERS = (Path(__file__).parents[1] / "tracing" / "plans", Path(__file__).parent / "findings" / "parent")


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> Build:
    out = tmp_path_factory.mktemp("related")
    build(FOLDERS, out)
    return open_build(out)


def both(opened: Build, size: int) -> tuple[list[engines.ResultRow], list[engines.ResultRow], int]:
    shapes = read_shapes(resources.shapes())
    data = data_of(opened, texts_of(opened), shapes.predicates)
    pieces = list(groups(data, opened.base, size))
    found = {row for piece in pieces for row in engines.run(Engine.SHIFTY, shapes.turtle, piece)}
    return engines.run(Engine.SHIFTY, shapes.turtle, data), sorted(found), len(pieces)


@pytest.mark.long
@pytest.mark.parametrize("size", [1, 3])
def test_whether_groups_find_what_the_whole_finds(related: Build, real_plans: Build, size: int) -> None:
    for opened in (related, real_plans):
        whole, grouped, pieces = both(opened, size)
        assert whole
        assert grouped == whole
        assert pieces == -(-len(opened.manifest.documents) // size)


def test_whether_a_small_graph_stays_in_one_piece(related: Build) -> None:
    data = data_of(related, texts_of(related))
    assert list(groups(data, related.base)) == [data]


@pytest.mark.long
def test_whether_a_copy_is_found_in_whatever_group_it_is(seeds: Path, tmp_path: Path) -> None:
    plan = (seeds / "plans" / "sanmenxia.txt").read_text(encoding="utf-8")
    province = (FOLDERS[1] / "hubei.txt").read_text(encoding="utf-8")
    texts = {
        "a": plan.encode(),
        "b": province.encode(),
        "y": plan.encode("gb18030"),
        "z": province.encode() + "后记。".encode(),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_bytes(text)
    build([tmp_path], tmp_path / "build")
    opened = open_build(tmp_path / "build")
    copies = {("PG112", "y", "a.txt"), ("PG112", "z", "b.txt")}
    results = validate(opened, engine="shifty").results
    assert {
        (r.rule, r.document, r.related.file) for r in results if r.rule == "PG112" and r.related
    } == copies
    whole, grouped, _ = both(opened, 1)
    assert grouped == whole
