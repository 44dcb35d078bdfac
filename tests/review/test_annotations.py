"""Web Annotations: all facts out and in again without loss, and what annotation tools write read as corrections."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld as processor

from policygraph.builds.store import Build
from policygraph.errors import SourceError
from policygraph.exports.annotations import web_annotations
from policygraph.model.corrections import CorrectionKind, Decision
from policygraph.queries.quoted import QuotedFact, quoted_facts
from policygraph.queries.selection import Selection, select
from policygraph.review.imports import Imported, imported
from policygraph.review.webannotations import fact_of, read_annotations

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_IRI = {"@type": "@id"}
_COUNT = {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}
_OA, _AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
# Of the terms that the Web Annotation Vocabulary defines those that a fact needs; any other would be lost in reading.
TERMS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{
        name: f"{_OA}{name}"
        for name in (
            *("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector"),
            *("classifying", "identifying", "describing", "tagging", "exact", "prefix", "suffix"),
        )
    },
    "AnnotationCollection": f"{_AS}OrderedCollection",
    "AnnotationPage": f"{_AS}OrderedCollectionPage",
    "motivation": {"@id": f"{_OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{_OA}hasPurpose", "@type": "@vocab"},
    "body": {"@id": f"{_OA}hasBody"} | _IRI,
    "target": {"@id": f"{_OA}hasTarget"} | _IRI,
    "source": {"@id": f"{_OA}hasSource"} | _IRI,
    "selector": {"@id": f"{_OA}hasSelector"} | _IRI,
    "start": {"@id": f"{_OA}start"} | _COUNT,
    "end": {"@id": f"{_OA}end"} | _COUNT,
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "total": {"@id": f"{_AS}totalItems"} | _COUNT,
    "startIndex": {"@id": f"{_AS}startIndex"} | _COUNT,
    "first": {"@id": f"{_AS}first"} | _IRI,
    "partOf": {"@id": f"{_AS}partOf"} | _IRI,
    "items": {"@id": f"{_AS}items", "@container": "@list"} | _IRI,
}


@pytest.fixture(scope="module")
def written(real_plans: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("annotations") / "all.jsonld"
    path.write_bytes(b"".join(web_annotations(real_plans, select(real_plans, Selection()))))
    return path


@pytest.fixture(scope="module")
def facts(real_plans: Build) -> list[QuotedFact]:
    return quoted_facts(real_plans)


def test_whether_all_facts_come_back_as_they_went(written: Path, facts: list[QuotedFact]) -> None:
    assert len(facts) > 1900
    assert {fact.kind for fact in facts} >= {
        "document",
        "measure",
        "citation",
        "assignment",
        "target",
        "obligation",
    }
    assert [fact_of(one) for one in read_annotations(written)] == facts


def test_whether_the_selectors_find_the_words(written: Path, real_plans: Build) -> None:
    for one in read_annotations(written):
        if one.exact:
            name = dict(one.fields)["document"]
            text = real_plans.text(name)
            assert one.start is not None
            assert one.end is not None
            assert text[one.start : one.end] == one.exact
            assert text[: one.start].endswith(one.prefix)
            assert text[one.end :].startswith(one.suffix)


def test_whether_a_processor_of_json_ld_reads_all_of_it(written: Path, facts: list[QuotedFact]) -> None:
    def load(url: str, options: object) -> dict[str, Any]:
        assert url == CONTEXT
        return {"contentType": None, "contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}

    document = json.loads(written.read_text(encoding="utf-8"))
    (expanded,) = processor.expand(document, {"documentLoader": load})
    (page,) = expanded[f"{_AS}first"]
    (items,) = (found["@list"] for found in page[f"{_AS}items"])
    assert expanded[f"{_AS}totalItems"][0]["@value"] == len(items) == len(facts)
    for item, fact in zip(items, facts, strict=True):
        assert item["@type"] == [f"{_OA}Annotation"]
        assert item[f"{_OA}motivatedBy"] == [{"@id": f"{_OA}classifying"}]
        (target,) = item[f"{_OA}hasTarget"]
        assert len(target.get(f"{_OA}hasSelector", [])) == (2 if fact.quote else 0)
        bodies = item[f"{_OA}hasBody"]
        assert bodies[0][f"{_OA}hasSource"] == [{"@id": fact.iri}]
        assert len(bodies) == 3 + bool(fact.path) + len(fact.fields)


def test_whether_what_the_build_says_makes_no_line(
    written: Path, real_plans: Build, facts: list[QuotedFact]
) -> None:
    assert imported(real_plans, read_annotations(written)) == Imported((), (), len(facts))


def test_whether_a_citys_annotations_are_its_own(real_plans: Build, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonld"
    path.write_bytes(b"".join(web_annotations(real_plans, select(real_plans, Selection(city="太原")))))
    assert {fact_of(one).document for one in read_annotations(path)} == {"taiyuan"}


def body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def selector(fact: QuotedFact, **others: object) -> dict[str, object]:
    return {
        "source": fact.document,
        "selector": [
            {"type": "TextQuoteSelector", "exact": fact.quote, **others},
            {"type": "TextPositionSelector", "start": fact.start, "end": fact.end},
        ],
    }


def lines(build: Build, path: Path, *annotations: object) -> Imported:
    path.write_text(json.dumps(list(annotations)), encoding="utf-8")
    return imported(build, read_annotations(path))


@pytest.fixture
def target(facts: list[QuotedFact]) -> QuotedFact:
    return next(fact for fact in facts if fact.kind == "target" and fact.field["unit"] == "%")


def told(found: Imported) -> list[tuple[str, str, str, str]]:
    assert not found.refused
    return [(str(line.decision), line.field, line.was, line.now) for line in found.lines]


def test_whether_what_was_written_over_becomes_a_replacement(
    written: Path, real_plans: Build, target: QuotedFact, tmp_path: Path
) -> None:
    items = json.loads(written.read_text(encoding="utf-8"))["first"]["items"]
    mine = next(item for item in items if item["id"] == f"{target.iri}#annotation")
    for one in mine["body"]:
        if one.get("value") == f"value: {target.field['value']}":
            one["value"] = "value: 99"
    mine["creator"], mine["modified"] = {"name": "李敏"}, "2026-11-20T08:00:00Z"
    mine["body"].append(body("commenting", "表中是99"))
    found = lines(real_plans, tmp_path / "edited.json", mine)
    assert told(found) == [("replace", "value", target.field["value"], "99")]
    (line,) = found.lines
    assert (line.author, line.date, line.reason) == ("李敏", "2026-11-20", "表中是99")
    assert (line.document, line.kind, line.anchor.exact) == (
        target.document,
        CorrectionKind.TARGET,
        target.quote,
    )
    assert (line.anchor.start, line.anchor.path) == (target.start, target.path)


@pytest.mark.parametrize("word", ["confirm", "reject"])
def test_whether_an_assessment_decides(
    real_plans: Build, target: QuotedFact, word: str, tmp_path: Path
) -> None:
    marked = {
        "motivation": "assessing",
        "target": selector(target),
        "body": [body("tagging", "target"), {"value": word}],
    }
    assert told(lines(real_plans, tmp_path / "a.json", marked)) == [(word, "", "", "")]


def test_whether_marked_words_become_a_fact_of_their_provision(
    real_plans: Build, target: QuotedFact, tmp_path: Path
) -> None:
    text = real_plans.text(target.document)
    words = text[target.start - 2 : target.end]
    marked = {
        "target": {
            "source": f"https://example.org/texts/{target.document}.txt",
            "selector": {
                "type": "TextQuoteSelector",
                "exact": words,
                "prefix": text[target.start - 30 : target.start - 2],
            },
        },
        "body": [
            body("tagging", "target"),
            body("describing", "target_year: 2030"),
            body("describing", "colour: red"),
        ],
    }
    found = lines(real_plans, tmp_path / "a.json", marked)
    assert told(found) == [("add", "", "", ""), ("replace", "target_year", "", "2030")]
    assert {line.anchor.path for line in found.lines} == {target.path}
    assert {line.anchor.start for line in found.lines} == {target.start - 2}


@pytest.mark.parametrize(
    ("phenomenon", "change", "why"),
    [
        (
            "no such text",
            {"target": {"source": "别处", "selector": {"type": "TextQuoteSelector", "exact": "能"}}},
            "is not a document",
        ),
        (
            "words often",
            {"target": {"source": "taiyuan", "selector": {"type": "TextQuoteSelector", "exact": "能"}}},
            "times in taiyuan",
        ),
        (
            "other words",
            {"target": {"source": "taiyuan", "selector": {"type": "TextQuoteSelector", "exact": "abcde"}}},
            "do not stand",
        ),
        ("no kind", {"body": []}, "no tag says what kind"),
        (
            "unknown judgment",
            {"body": [body("tagging", "target"), body("assessing", "maybe")]},
            "confirm or reject",
        ),
        ("no words", {"target": "taiyuan"}, "marks no words"),
    ],
)
def test_whether_what_cannot_be_read_is_told(
    phenomenon: str,
    change: dict[str, object],
    why: str,
    real_plans: Build,
    target: QuotedFact,
    tmp_path: Path,
) -> None:
    marked = {"target": selector(target), "body": [body("tagging", "target")], **change}
    found = lines(real_plans, tmp_path / "a.json", marked)
    assert not found.lines, phenomenon
    assert [(one.number, why in one.why) for one in found.refused] == [(1, True)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ('[{"a": 1}]', "annotation 1 has no target"),
        ("[" * 100_000, "not JSON"),
        ("3", "no target"),
    ],
)
def test_whether_another_file_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_annotations(path)


def test_whether_a_kind_of_its_sentence_is_not_corrected(
    real_plans: Build, facts: list[QuotedFact], tmp_path: Path
) -> None:
    grade = next(fact for fact in facts if fact.kind == "grade")
    about = {"type": "SpecificResource", "purpose": "identifying", "source": grade.iri}
    marked = {"target": selector(grade), "body": [about, body("assessing", str(Decision.REJECT))]}
    (refused,) = lines(real_plans, tmp_path / "a.json", marked).refused
    assert "a grade cannot be corrected" in refused.why
