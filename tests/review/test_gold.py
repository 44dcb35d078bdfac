"""Provisions that were read completely as annotations, each row of which is found in the text again."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from policygraph.builds.store import Build
from policygraph.errors import SourceError
from policygraph.model.corrections import REVIEWED, Anchor, Correction, CorrectionKind, Decision
from policygraph.queries.quoted import QuotedFact, quoted_facts
from policygraph.review.gold import TABLES, annotations_of, write_annotations
from policygraph.review.scores import Reviewed

KINDS = tuple(TABLES)


def mark(document: str, path: str) -> Correction:
    return Correction(document, CorrectionKind.MEASURE, Anchor(path), Decision.CONFIRM, REVIEWED)


def about(fact: QuotedFact, decision: Decision, field: str = "", now: str = "") -> Correction:
    anchor = Anchor(fact.path, fact.quote, start=fact.start)
    return Correction(fact.document, CorrectionKind(fact.kind), anchor, decision, field, now=now)


def review(*lines: Correction) -> Reviewed:
    numbered = (replace(line, line=number) for number, line in enumerate(lines, 2))
    return Reviewed(Path("li.tsv"), tuple(numbered))


def whole(build: Build) -> Reviewed:
    facts = quoted_facts(build, KINDS)
    return review(*(mark(*where) for where in sorted({(fact.document, fact.path) for fact in facts})))


def rows(folder: Path, document: str, kind: str) -> list[dict[str, str]]:
    with (folder / document / f"{kind}s.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_whether_every_row_is_found_in_its_text(real_plans: Build, tmp_path: Path) -> None:
    found, lost = annotations_of(real_plans, whole(real_plans))
    write_annotations(found, tmp_path)
    written = 0
    for entry in real_plans.manifest.documents:
        flat = "".join(real_plans.text(entry.name).split())
        for kind in KINDS:
            for row in rows(tmp_path, entry.name, kind):
                written += 1
                assert flat.count(row["anchor"]) == 1
                assert row["anchor"].count(row["quote"]) == 1
                assert None not in row.values()
    stated = [
        fact
        for fact in quoted_facts(real_plans, KINDS)
        if fact.field.get("stated") != "words" and fact.field.get("form") != "bare"
    ]
    assert written + len(lost) == len(stated)
    assert len(lost) <= 0.01 * len(stated)


def test_whether_values_are_those_of_the_tables(real_plans: Build, tmp_path: Path) -> None:
    facts = [
        fact for fact in quoted_facts(real_plans, KINDS) if (fact.document, fact.path) == ("anyang", "二")
    ]
    found, _ = annotations_of(real_plans, review(mark("anyang", "二")))
    write_annotations(found, tmp_path)
    targets = [fact for fact in facts if fact.kind == "target" and fact.field["stated"] == "figure"]
    got = rows(tmp_path, "anyang", "target")
    assert [row["value"] for row in got] == [fact.field["value"] for fact in targets]
    assert {row["measure"] for row in got} == {"二"}
    assert {row["optional"] for row in got} == {"0"}
    assert rows(tmp_path, "anyang", "citation") == []
    assert [row["theme"] for row in rows(tmp_path, "anyang", "measure")] == ["二"]


def test_whether_decisions_are_carried_out(real_plans: Build) -> None:
    facts = [
        fact
        for fact in quoted_facts(real_plans, ["target"])
        if (fact.document, fact.path) == ("anyang", "二")
    ]
    decided = review(
        mark("anyang", "二"),
        about(facts[0], Decision.REJECT),
        about(facts[1], Decision.REPLACE, "value", "7"),
        about(facts[2], Decision.CONFIRM),
    )
    table, _ = annotations_of(real_plans, decided)
    plain, _ = annotations_of(real_plans, review(mark("anyang", "二")))
    at = plain["anyang", "target"][0].index("value")
    assert len(table["anyang", "target"]) == len(plain["anyang", "target"]) - 1
    assert table["anyang", "target"][1][at] == "7"
    assert table["anyang", "target"][2:] == plain["anyang", "target"][3:]


def test_whether_a_build_without_the_added_fact_is_refused(real_plans: Build) -> None:
    added = Correction("anyang", CorrectionKind.TARGET, Anchor("二", "没有的话"), Decision.ADD)
    with pytest.raises(
        SourceError, match="line 3 adds a fact that the build lacks; build with this file first"
    ):
        annotations_of(real_plans, review(mark("anyang", "二"), added))
