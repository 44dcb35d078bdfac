"""Counterparts of invented city plans in invented provincial directives, and of both in the nation's, after keys.

Each folder of ``tracing/`` holds two directives, two plans and the keys of a reader who knew neither rules nor output
(README.md says what was found at first contact).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

import policygraph

HERE = Path(__file__).parent / "tracing"
SETS = sorted(folder.name for folder in HERE.iterdir())
Measure = tuple[str, str]

FOUND = """
PREFIX pg: <https://w3id.org/policygraph/ontology#>
SELECT DISTINCT ?document ?measure ?directive ?provision {
  ?m pg:localises ?p ; pg:ofDocument ?document ; pg:path ?measure .
  ?p pg:ofDocument ?directive ; pg:path ?provision .
}"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[Measure, dict[str, set[str]]]]:
    """For each set, the paths that each measure localises, in invented directives and in the register's."""
    all_found = {}
    for name in SETS:
        out = tmp_path_factory.mktemp(name)
        policygraph.build([HERE / name], out)
        paths: dict[Measure, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in policygraph.open(out).query(FOUND).rows:
            document, measure, directive, provision = (getattr(term, "value", "") for term in row)
            where = "province" if "/plan/" in directive else "nation"
            paths[document.rsplit("/", 1)[-1], measure][where].add(provision)
        all_found[name] = paths
    return all_found


def key(path: Path) -> dict[Measure, set[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(r["document"], r["measure"]): set(r["provision"].split(";")) - {"none"} for r in rows}


@pytest.mark.parametrize(
    ("file", "where", "precision", "recall"),
    [("key", "province", 0.97, 0.90), ("key_national", "nation", 0.95, 0.88)],
)
@pytest.mark.parametrize("name", SETS)
def test_counterparts_are_those_that_a_reader_names(
    name: str,
    file: str,
    where: str,
    precision: float,
    recall: float,
    found: dict[str, dict[Measure, dict[str, set[str]]]],
) -> None:
    right = wrong = missed = 0
    errors = []
    for measure, wanted in key(HERE / name / f"{file}.tsv").items():
        got = found[name][measure][where]
        right, wrong, missed = (
            right + len(got & wanted),
            wrong + len(got - wanted),
            missed + len(wanted - got),
        )
        errors += [f"{measure}: {sorted(got)}, not {sorted(wanted)}"] if got != wanted else []
    assert right / (right + wrong) >= precision, "\n".join(errors)
    assert right / (right + missed) >= recall, "\n".join(errors)
