"""Counterparts in the nation's directive, with its text among the sources, of the five plans and of two real ones.

``national.tsv`` was written by reading titles and texts, before any counterpart of these two was seen: the main
provision of each measure. It was fixed by digest before the first comparison. Run by ``make test-shared`` where the
folder ``../shared`` is there; the suite does not collect these tests.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Set
from pathlib import Path

import pytest

import policygraph

PLANS = Path(__file__).parents[2] / "seeds" / "plans"
REAL = Path(__file__).parents[3] / "shared" / "real"
Measure = tuple[str, str]

FOUND = """
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?document ?measure ?provision {
  ?m pg:localises ?p ; pg:ofDocument ?plan ; pg:path ?measure .
  ?plan dcterms:identifier ?document .
  ?p pg:ofDocument/dcterms:identifier "5" ; pg:path ?provision .
}"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Measure, Set[str]]:
    """The provisions of the directive's text that each measure localises."""
    out = tmp_path_factory.mktemp("build")
    report = policygraph.build([PLANS, *(REAL / f"{name}.pdf" for name in ("5", "214", "485"))], out)
    assert report.errors == ()
    paths: dict[Measure, set[str]] = defaultdict(set)
    for row in policygraph.open(out).query(FOUND).rows:
        document, measure, provision = (getattr(term, "value", "") for term in row)
        paths[document, measure].add(provision)
    return paths


def key() -> Mapping[Measure, Set[str]]:
    with Path(__file__).with_name("national.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(r["document"], r["measure"]): set(r["provision"].split(";")) - {"none"} for r in rows}


@pytest.mark.parametrize(
    ("documents", "measures", "least"),
    [
        (("anyang", "jincheng", "sanmenxia", "taiyuan", "yuncheng"), 116, 0.98),
        (("214", "485"), 49, 0.97),
    ],
)
def test_whether_measures_localise_what_a_reader_names(
    documents: tuple[str, ...], measures: int, least: float, found: Mapping[Measure, Set[str]]
) -> None:
    wanted = {measure: provisions for measure, provisions in key().items() if measure[0] in documents}
    assert len(wanted) == measures
    got = {measure: found.get(measure, set()) for measure in wanted}
    right = sum(len(got[measure] & wanted[measure]) for measure in wanted)
    wrong = [f"{m}: {sorted(got[m])}, not {sorted(wanted[m])}" for m in wanted if got[m] != wanted[m]]
    assert right / sum(map(len, got.values())) >= least, "\n".join(wrong)
    assert right / sum(map(len, wanted.values())) >= least, "\n".join(wrong)
