"""A chain as a picture: every thing once, every word legible, and the same bytes each time."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from lxml import etree

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.exports.chain import chain_dot
from policygraph.exports.drawing import draw
from policygraph.pipeline import build
from policygraph.queries.trace import Step, trace
from policygraph.queries.views_from_above import below
from tests.running import run


def drawn(dot: str) -> etree._Element:
    return etree.fromstring(draw(dot, "svg"))


def words(picture: etree._Element) -> str:
    """All text of the picture without the ends of lines."""
    return re.sub(r"\s", "", "".join(str(text) for text in picture.itertext()))


def titles(picture: etree._Element, kind: str) -> list[str]:
    groups = picture.iter("{http://www.w3.org/2000/svg}g")
    return [
        group.findtext("{http://www.w3.org/2000/svg}title", "")
        for group in groups
        if group.get("class") == kind
    ]


def test_whether_a_chain_is_drawn_with_each_thing_once(view: Reader) -> None:
    picture = drawn(chain_dot(trace(view, "county", "2.2")))
    # Measure, its obligation and agency, three provisions above, the plan and three documents above.
    assert len(titles(picture, "node")) == 10
    assert len(titles(picture, "edge")) == 9
    for expected in (
        "屋顶光伏",
        "攸县发展和改革局",
        "屋顶上的电站",
        "可再生能",
        "株政发〔2026〕11号",
        "county187–191",
    ):
        assert expected in words(picture)


def test_whether_the_view_from_above_is_drawn_too(view: Reader) -> None:
    picture = drawn(chain_dot(below(view, "国发〔2026〕12号").tree))
    assert len(titles(picture, "node")) == 5
    assert len(titles(picture, "edge")) == 4


def test_whether_hostile_characters_stay_words(tmp_path: Path) -> None:
    title = '（一）<b>"锅炉\\\\l更新"</b>&\x0b{a|b}->行动'
    text = f"长治市“十四五”节能减排实施方案\n一、总体\n全面推进。\n二、重点工程\n{title}。推动更新。（市能源局负责）\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "plan.txt"], tmp_path / "out")
    chart = chain_dot(trace(Reader(open_build(tmp_path / "out")), "plan", "2.1"))
    assert "<b>“锅炉\\\\l更新”</b>" in words(drawn(chart))


@pytest.mark.long
def test_whether_the_command_writes_all_formats(chain: Build, tmp_path: Path) -> None:
    for style in ("tree", "json", "dot", "svg"):
        for name in ("one", "two"):
            output = tmp_path / f"{name}.{style}"
            done = run("trace", "city", "2.2", "--graph", chain.folder, "--format", style, "-o", output)
            assert done.returncode == 0, done.stderr
        assert (tmp_path / f"one.{style}").read_bytes() == (tmp_path / f"two.{style}").read_bytes()
    assert "新能源提速工程" in (tmp_path / "one.tree").read_text(encoding="utf-8")
    assert str(etree.parse(tmp_path / "one.svg").getroot().tag).endswith("svg")


@pytest.mark.long
def test_whether_what_cannot_be_written_is_one_sentence(chain: Build, tmp_path: Path) -> None:
    for name, path, complaint in (
        ("city", "9.9", "city has no part '9.9'; it has: preamble, 一, 二, 二/（一）"),
        ("nobody", "", "the build says nothing about 'nobody'"),
    ):
        done = run("trace", name, path, "--graph", chain.folder, "--down")
        assert done.returncode == 2
        assert complaint in done.stderr
    missing = tmp_path / "missing" / "chain.svg"
    done = run("trace", "city", "--graph", chain.folder, "--format", "svg", "-o", missing)
    assert done.returncode == 2
    assert "there is no folder" in done.stderr
    assert not missing.parent.exists()


def test_whether_targets_say_in_their_boxes_for_which_area(real_plans: Build) -> None:
    dot = chain_dot(trace(Reader(real_plans), "单位GDP能耗"))
    labels = re.findall(r'label="([^"]*)"', dot)
    boxes = [label for label in labels if label.startswith("target\\l")]
    assert len(boxes) == 18
    # Those of the register stand in no text, and are for the area of their directive.
    assert [box for box in boxes if "13.5 %" in box] == [
        "target\\l单位GDP能耗 下降幅度 13.5 % (2020–\\l2025)\\l全国; evidence: quote\\l"
    ]
    assert any(box.endswith("\\l林州市 · anyang 8603–8605\\l") for box in boxes)
    assert "is measured by" in dot
    assert "is measured by:" not in dot


def test_whether_a_preamble_is_named_once(real_plans: Build) -> None:
    dot = chain_dot(trace(Reader(real_plans), "单位GDP能耗"))
    assert "preamble\\l" in dot
    assert "preamble\\lpreamble" not in dot


def test_whether_a_very_long_fact_is_cut_at_once() -> None:
    fact = Step("holds", "obligation", "fact", "推进" * 20_000)
    started = time.perf_counter()
    dot = chain_dot(Step("", "measure", "measure", "三", steps=(fact,)))
    # Half a minute where each length is measured anew.
    assert time.perf_counter() - started < 3
    assert f"\\l{'推进' * 13}…\\l" in dot
