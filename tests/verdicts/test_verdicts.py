"""Verdicts between targets: a table of pairs written from the rules alone, and everything that tells one agrees on it.

``pairs.tsv`` holds sentences of a province's directive and of a city's plan made under it. Pairs of different
indicators share documents, so that all of them make some dozens of small plans.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.model.numbering import to_chinese
from policygraph.pipeline import build
from policygraph.queries.matrix import read_matrix
from policygraph.queries.selection import Selection
from policygraph.session import Session
from policygraph.validation.check import validate
from tests.reading import read_item
from tests.tracing.asking import rows, stock_rows

PAIRS = Path(__file__).parent / "pairs.tsv"
PROVINCE = """湖南省“十四五”节能减排实施方案
湘政发〔2022〕{number}号
一、重点工程
{items}
"""
CITY = """株洲市“十四五”节能减排实施方案
根据《湖南省“十四五”节能减排实施方案》（湘政发〔2022〕{number}号），制定本方案。
一、重点工程
{items}
"""


@dataclass(frozen=True, slots=True)
class Pair:
    name: str
    above: str
    below: str
    verdict: str
    reason: str
    share: str
    notes: frozenset[str]


def _pairs() -> list[Pair]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Pair(
            row["name"],
            row["above"],
            row["below"],
            row["verdict"],
            row["reason"],
            row["share"],
            frozenset(filter(None, row["notes"].split(";"))),
        )
        for row in found
    ]


def _batches(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Pairs of which no two speak of one indicator."""
    batches: list[tuple[set[str], list[Pair]]] = []
    for pair in pairs:
        indicators = {_indicator(sentence) for sentence in (pair.above, pair.below)}
        for known, batch in batches:
            if not known & indicators:
                known |= indicators
                batch.append(pair)
                break
        else:
            batches.append((indicators, [pair]))
    yield from (batch for _, batch in batches)


def _indicator(sentence: str) -> str:
    """What a sentence is about, by the name of the indicator; of one that gives no target the sentence."""
    targets = read_item(sentence).targets
    return targets[0].indicator.label if targets else sentence


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp("pairs")
    for number, batch in enumerate(_batches(_pairs()), start=1):
        for name, text, side in (("p", PROVINCE, "above"), ("c", CITY, "below")):
            items = "\n".join(
                f"（{to_chinese(at)}）{pair.name.replace('-', '')}工程。{getattr(pair, side)}"
                for at, pair in enumerate(batch, start=1)
            )
            (folder / f"{name}{number}.txt").write_text(
                text.format(number=number, items=items), encoding="utf-8"
            )
    build([folder], folder / "out")
    return open_build(folder / "out")


@pytest.fixture(scope="module")
def levels(opened: Build) -> Mapping[str, Mapping[str, str]]:
    """The row of each pair: that of the city's target beside the province's of the same item."""
    titles = {row["measure"] + row["document"]: row["title"] for row in stock_rows(opened, "measures")}
    measures = {row["iri"]: row["measure"] + row["document"] for row in stock_rows(opened, "targets")}
    found = {}
    for row in stock_rows(opened, "levels"):
        if row["above_iri"] and row["document"].startswith("c"):
            below, above = titles[measures[row["iri"]]], titles[measures[row["above_iri"]]]
            if below == above:
                found[below.removesuffix("工程")] = row
    return found


def _title(pair: Pair) -> str:
    return pair.name.replace("-", "")


@pytest.mark.parametrize("pair", _pairs(), ids=lambda pair: pair.name)
def test_whether_a_pair_gets_its_verdict(pair: Pair, levels: Mapping[str, Mapping[str, str]]) -> None:
    row = levels.get(_title(pair))
    if pair.reason == "none":
        assert row is None
        return
    assert row is not None
    assert (row["verdict"], row["reason"]) == (pair.verdict, pair.reason)
    assert frozenset(filter(None, row["note"].split(";"))) == pair.notes
    if pair.share:
        assert Decimal(row["share"]) == Decimal(pair.share)


@pytest.mark.long
def test_whether_all_that_tell_a_verdict_agree(
    opened: Build, levels: Mapping[str, Mapping[str, str]]
) -> None:
    graph = {
        (row["lower"], row["upper"]): row["verdict"]
        for row in rows(
            opened,
            """SELECT ?lower ?upper ?verdict WHERE { ?c a pg:Comparison ; pg:compares ?lower ; pg:comparedWith ?upper .
            OPTIONAL { ?c pg:verdict/<http://www.w3.org/2004/02/skos/core#notation> ?verdict } }""",
        )
    }
    indicators = {
        row["t"]: row["i"] for row in rows(opened, "SELECT ?t ?i WHERE { ?t a pg:Target ; pg:indicator ?i }")
    }
    compared = {row["iri"]: row["verdict"] for row in stock_rows(opened, "comparison")}
    matrix = read_matrix(opened, Selection())
    plans = {plan.iri: plan for plan in matrix.plans}
    marks = {
        (line.indicator, line.kind, plans[iri].name): matrix.comparison(line, plans[iri])
        for line, iri in matrix.cells
        if iri in plans
    }
    session = {row["iri"]: row["verdict"] for row in Session(opened).comparison().iter_rows(named=True)}
    report = validate(opened)
    looser = {result.focus for result in report.results if result.rule == "PG104"}
    assert len(levels) > 150
    for row in levels.values():
        lower, upper, verdict = row["iri"], row["above_iri"], row["verdict"]
        assert graph[lower, upper] == verdict
        told = "" if verdict == "share" else verdict
        assert compared[lower] == told
        assert (session[lower] or "") == told
        assert marks[indicators[lower], row["kind"], row["document"]] == told
        # What the document above only strives for is no requirement.
        is_required = (row["strength"] == "strive") == ("striving" in row["note"])
        assert (lower in looser) == (verdict == "looser" and is_required)
    assert looser <= {row["iri"] for row in levels.values()}
