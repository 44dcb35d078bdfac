"""Builds with corrections files: what tables, graph, reports and messages say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import open_build
from policygraph.errors import SourceError, UsageError
from policygraph.model.corrections import Outcome
from policygraph.pages import Language
from policygraph.pipeline import BuildReport, build
from policygraph.queries.run import load, run
from policygraph.queries.show import show
from policygraph.validation.check import validate
from policygraph.validation.sarif import sarif
from tests.corrections.plans import HILL, RIVER

HEAD = "document\tpath\tkind\texact\tprefix\tsuffix\tstart\tfield\twas\tnow\tdecision\treason\tauthor\tdate\n"


def line(kind: str, exact: str, decision: str, **cells: str) -> str:
    names = HEAD.rstrip("\n").split("\t")
    cells |= {"kind": kind, "exact": exact, "decision": decision}
    return "\t".join(cells.get(name, "") for name in names) + "\n"


def made(folder: Path, *lines: str, text: str = RIVER, name: str = "方案") -> BuildReport:
    plans = folder / "plans"
    plans.mkdir(exist_ok=True)
    (plans / f"{name}.txt").write_text(text, "utf-8")
    (plans / f"{name}.corrections.tsv").write_text(HEAD + "".join(lines), "utf-8")
    return build([plans], folder / "out")


def rows(folder: Path, table: str, *, with_rejected: bool = False) -> list[dict[str, str]]:
    answer = run(open_build(folder / "out", with_rejected=with_rejected), load(table))
    return [
        dict(zip(answer.columns, (getattr(term, "value", "") for term in row), strict=True))
        for row in answer.rows
    ]


def found(folder: Path, table: str, quote: str, *, with_rejected: bool = False) -> list[dict[str, str]]:
    return [row for row in rows(folder, table, with_rejected=with_rejected) if row["quote"] == quote]


def states(report: BuildReport) -> dict[str, int]:
    return {state.value: number for state, number in report.corrections.items()}


WHO = {"author": "李敏", "date": "2025/1/3", "reason": "见勘误"}


def test_whether_a_replaced_field_changes_nothing_else(tmp_path: Path) -> None:
    made(tmp_path)
    (before,) = found(tmp_path, "targets", "3500吨")
    report = made(tmp_path, line("target", "3500吨", "replace", field="value", was="3500", now="3600", **WHO))
    (after,) = found(tmp_path, "targets", "3500吨")
    assert states(report) == {"applied": 1}
    assert after == before | {"value": "3600", "status": "corrected"}
    assert before["status"] == "extracted"


def test_whether_a_rejected_fact_is_in_no_table_unless_asked_for(tmp_path: Path) -> None:
    whole = made(tmp_path)
    number = len(rows(tmp_path, "targets"))
    report = made(tmp_path, line("target", "3500吨", "reject", **WHO))
    assert report.totals["targets"] == whole.totals["targets"] - 1
    assert found(tmp_path, "targets", "3500吨") == []
    (row,) = found(tmp_path, "targets", "3500吨", with_rejected=True)
    assert (row["status"], row["value"]) == ("rejected", "3500")
    assert len(rows(tmp_path, "targets", with_rejected=True)) == number


def test_whether_rejected_measures_and_assignments_are_left_out(tmp_path: Path) -> None:
    made(
        tmp_path,
        line("measure", "交通减排", "reject"),
        line("assignment", "市交通运输局", "reject"),
    )
    assert "交通减排" not in {row["title"] for row in rows(tmp_path, "measures")}
    assert found(tmp_path, "assignments", "市交通运输局") == []
    (row,) = found(tmp_path, "assignments", "市交通运输局", with_rejected=True)
    assert row["status"] == "rejected"
    kept = [one for one in rows(tmp_path, "measures", with_rejected=True) if one["title"] == "交通减排"]
    assert [one["status"] for one in kept] == ["rejected"]


def test_whether_an_added_fact_is_read_by_the_rules_and_set_by_further_lines(tmp_path: Path) -> None:
    text = RIVER.replace("加快秸秆利用，", "加快秸秆利用，目前已有收储点35个，")
    report = made(
        tmp_path,
        line("target", "35个", "add", **WHO),
        line("target", "35个", "replace", field="target_year", now="2025", **WHO),
        line("target", "35个", "replace", field="indicator", now="收储点数量", **WHO),
        text=text,
    )
    (row,) = found(tmp_path, "targets", "35个")
    assert states(report) == {"applied": 3}
    assert (row["value"], row["unit"], row["target_year"]) == ("35", "个", "2025")
    assert (row["indicator"], row["status"]) == ("收储点数量", "added")


@pytest.mark.parametrize(
    ("kind", "exact", "table", "expected"),
    [
        ("assignment", "市发展改革委", "assignments", {"agency": "河源市发展和改革委员会"}),
        ("obligation", "考核结果向社会公布", "obligations", {"strength": "direction"}),
        ("citation", "《关于绿色转型的意见》", "citations", {"title": "关于绿色转型的意见"}),
    ],
)
def test_what_is_read_of_added_words(
    tmp_path: Path, kind: str, exact: str, table: str, expected: dict[str, str]
) -> None:
    where = {"prefix": "负总责。", "suffix": "、市生态环境局要加强"} if kind == "assignment" else {}
    made(tmp_path, line(kind, exact, "add", **where))
    (row,) = [one for one in found(tmp_path, table, exact) if one["status"] == "added"]
    assert expected.items() <= row.items()


def test_whether_an_added_heading_parts_a_measure(tmp_path: Path) -> None:
    text = HILL.replace("严禁新建燃煤锅炉。", "\n附加 锅炉管理\n严禁新建燃煤锅炉。")
    made(tmp_path, line("measure", "锅炉管理", "add"), text=text)
    (row,) = [row for row in rows(tmp_path, "measures") if row["title"] == "锅炉管理"]
    assert row["status"] == "added"
    (ban,) = [row for row in rows(tmp_path, "obligations") if "严禁新建" in row["quote"]]
    assert ban["measure"] == row["measure"]


def test_whether_a_corrected_area_decides_whose_bodies_are_named(tmp_path: Path) -> None:
    report = made(
        tmp_path,
        line("document", "", "replace", field="area", was="河源市", now="宜宾市", **WHO),
        line("document", "", "replace", field="number", was="", now="宜府发〔2022〕1号", **WHO),
    )
    (document,) = rows(tmp_path, "documents")
    assert states(report) == {"applied": 2}
    assert (document["area"], document["number"], document["status"]) == (
        "宜宾市",
        "宜府发〔2022〕1号",
        "corrected",
    )
    agencies = {row["agency"] for row in rows(tmp_path, "assignments")}
    assert "宜宾市农业农村局" in agencies


def test_what_every_state_looks_like(tmp_path: Path) -> None:
    report = made(
        tmp_path,
        line("target", "3500吨", "replace", field="value", was="3500", now="3600"),
        line("target", "2000个", "replace", field="value", was="1000", now="2000"),
        line("target", "12个", "replace", field="value", was="11", now="13"),
        line("target", "999吨", "confirm"),
        line("target", "90%", ""),
    )
    assert states(report) == {outcome.value: 1 for outcome in Outcome}
    assert [row["outcome"] for row in rows(tmp_path, "corrections")] == [
        "applied",
        "no-longer-needed",
        "stale",
        "anchor-lost",
        "undecided",
    ]
    result = validate(open_build(tmp_path / "out"))
    places = {one.rule: one.place for one in result.results if one.rule.startswith("PG4")}
    assert {rule: (p.file, p.line) for rule, p in places.items() if p} == {
        "PG401": ("方案.corrections.tsv", 4),
        "PG402": ("方案.corrections.tsv", 5),
    }
    told = json.loads(sarif(result, Language.EN))["runs"][0]["results"]
    regions = [
        one["locations"][0]["physicalLocation"]["region"] for one in told if one["ruleId"].startswith("PG40")
    ]
    assert {(region["startLine"], region["startColumn"]) for region in regions} == {(4, 23), (5, 10)}


def test_whether_a_correction_is_part_of_the_story_of_a_fact(tmp_path: Path) -> None:
    made(tmp_path, line("target", "3500吨", "replace", field="value", was="3500", now="3600", **WHO))
    (row,) = found(tmp_path, "targets", "3500吨")
    (event,) = show(Reader(open_build(tmp_path / "out")), row["iri"]).story
    assert (event.date, event.author, event.reason) == ("2025-01-03", "李敏", "见勘误")
    assert (event.field, event.was, event.now, event.outcome) == ("value", "3500", "3600", "applied")


NO_PLACE = "correct it, or write the city or province before it"


@pytest.mark.long
def test_whether_mistyped_places_are_refused_and_told(tmp_path: Path) -> None:
    area = ("document", "", "area", "河源市")
    target = ("target", "3500吨", "area", "河源市")
    agency = ("assignment", "市交通运输局", "agency", "河源市交通运输局")
    mistyped = [
        (*area, "宜斌市", "(near it: 宜春市, 宜昌市, 宜宾市); " + NO_PLACE),
        (*area, "广东省河原市", "'河原市' is known in 广东省 (near it: 河源市)"),
        (*area, "长治城", "(near it: 长治市"),
        (*area, "朝阳区", "2 places are called '朝阳区'"),
        (*target, "泸洲市", "泸州市"),
        (*target, "源成区", "(near it: 源城区"),
        (*target, "某某某市", "no place '某某某市' is known; " + NO_PLACE),
        (*agency, "泸洲市水利局", "'泸洲市' is known (near"),
    ]
    made(tmp_path)
    before = {name: rows(tmp_path, name) for name in ("documents", "targets", "assignments")}
    wrong = [
        line(kind, exact, "replace", field=field, was=was, now=now, **WHO)
        for kind, exact, field, was, now, _ in mistyped
    ]
    report = made(tmp_path, *wrong)
    assert {name: rows(tmp_path, name) for name in before} == before
    result = validate(open_build(tmp_path / "out"))
    findings = [one for one in result.results if one.rule == "PG401"]
    told_there = [
        one
        for one in json.loads(sarif(result, Language.EN))["runs"][0]["results"]
        if one["ruleId"] == "PG401"
    ]
    assert len(report.errors) == len(findings) == len(told_there) == len(mistyped)
    for number, (text, (*_, now, told)) in enumerate(zip(wrong, mistyped, strict=True), 2):
        (error,) = (one for one in map(str, report.errors) if f"tsv: line {number}, column now: " in one)
        (finding,) = (one for one in findings if one.place and one.place.line == number)
        assert told in error
        assert told in finding.en
        assert re.search("没有 .* 这一地名|有 2 个地方都叫", finding.zh)
        places = [one["locations"][0]["physicalLocation"] for one in told_there]
        (place,) = (one for one in places if one["region"]["startLine"] == number)
        assert place["artifactLocation"]["uri"].endswith(".corrections.tsv")
        assert place["region"]["startColumn"] == text.index(now) + 1


@pytest.mark.parametrize(
    ("now", "name"),
    [
        ("四川省泸州市", "泸州市"),
        ("泸州市", "泸州市"),
        ("云岭工业园", "云岭工业园"),
        ("四川省云岭市", "四川省云岭市"),
        ("源城区", "源城区"),
        ("长三角地区", "长三角地区"),
    ],
)
def test_whether_a_place_of_a_figure_may_be_another_one(tmp_path: Path, now: str, name: str) -> None:
    report = made(tmp_path, line("target", "3500吨", "replace", field="area", was="河源市", now=now, **WHO))
    assert states(report) == {"applied": 1}
    (row,) = found(tmp_path, "targets", "3500吨")
    assert row["area"] == name


def test_whether_a_place_that_no_vocabulary_has_is_believed_where_the_document_names_it(
    tmp_path: Path,
) -> None:
    text = RIVER.replace("河源市", "云岭市", 1)
    report = made(
        tmp_path,
        line("document", "", "replace", field="area", now="云岭市", **WHO),
        line("target", "3500吨", "replace", field="area", now="云岭市", **WHO),
        text=text,
    )
    assert not report.errors


@pytest.mark.parametrize("area", ["宜斌市", "宜斌", "四川省宜斌市", "某某园区", "朝阳区"])
def test_whether_documents_of_a_mistyped_area_are_not_built(tmp_path: Path, area: str) -> None:
    made(tmp_path)
    with pytest.raises(UsageError, match="the documents cannot be of that area: "):
        build([tmp_path / "plans"], tmp_path / "other", area=area)
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            [line("target", "3500吨", "replace", field="op", was="=", now="大约")],
            "column now: '大约' is not known",
        ),
        (
            [
                line("target", "3500吨", "replace", field="value", was="3500", now="1"),
                line("target", "3500吨", "replace", field="value", was="3500", now="2"),
            ],
            "line 3, column decision: line 2 of 方案.corrections.tsv says something else",
        ),
        ([line("target", "3500吨", "delete")], "column decision: 'delete' is not a valid decision"),
    ],
)
def test_whether_what_cannot_be_meant_is_an_error_and_the_rest_goes_on(
    tmp_path: Path, lines: list[str], told: str
) -> None:
    good = line("target", "12个", "confirm")
    report = made(tmp_path, *lines, good)
    (error,) = report.errors
    assert isinstance(error, SourceError)
    assert told in str(error)
    assert report.corrections[Outcome.APPLIED] >= 1
    assert report.documents


def test_whether_a_file_may_be_named_and_the_same_bytes_are_written(tmp_path: Path) -> None:
    made(tmp_path)
    named = tmp_path / "更正.tsv"
    named.write_text(HEAD + line("target", "3500吨", "reject", document="方案"), "utf-8")
    reports = [build([tmp_path / "plans"], tmp_path / name, corrections=[named]) for name in ("one", "two")]
    manifests = [(tmp_path / name / "manifest.json").read_bytes() for name in ("one", "two")]
    assert [states(report) for report in reports] == [{"applied": 1}] * 2
    assert manifests[0] == manifests[1]
    inputs = json.loads(manifests[0])["inputs"]
    assert {"corrections/更正.tsv", "corrections/方案.corrections.tsv"} <= inputs.keys()


def test_whether_lines_about_documents_that_are_not_there_are_told(tmp_path: Path) -> None:
    report = made(tmp_path, line("target", "3500吨", "reject", document="别处"))
    assert states(report) == {"anchor-lost": 1}
    (row,) = rows(tmp_path, "corrections")
    assert (row["document"], row["problem"]) == ("别处", "no document 别处 is in this build")


def test_whether_documents_without_corrections_are_as_before(tmp_path: Path) -> None:
    made(tmp_path)
    assert rows(tmp_path, "corrections") == []
    assert {row["status"] for row in rows(tmp_path, "targets")} == {"extracted"}


def test_whether_a_corrected_figure_can_be_confirmed(tmp_path: Path) -> None:
    corrected = line("target", "3500吨", "replace", field="value", was="3500", now="3600", **WHO)
    confirmed = line("target", "3500吨", "confirm", field="value", was="3600", **WHO)
    for order in ((corrected, confirmed), (confirmed, corrected)):
        assert states(made(tmp_path, *order)) == {"applied": 2}
        (row,) = found(tmp_path, "targets", "3500吨")
        assert (row["value"], row["status"]) == ("3600", "corrected")
    report = made(tmp_path, corrected, line("target", "3500吨", "confirm", field="value", was="3700", **WHO))
    assert states(report) == {"applied": 1, "stale": 1}


def test_whether_a_measure_without_a_title_is_decided_on_by_its_number(tmp_path: Path) -> None:
    text = (
        "河源市节能减排方案\n一、任务\n（一）2025年前，建成绿色园区2个。\n（二）推进改造。建成绿色工厂3个。\n"
    )
    report = made(tmp_path, line("measure", "（一）", "confirm", path="一/（一）", **WHO), text=text)
    assert states(report) == {"applied": 1}
    assert [
        (row["quote"] if "quote" in row else row["measure"], row["status"])
        for row in rows(tmp_path, "measures")
    ] == [
        ("一/（一）", "confirmed"),
        ("一/（二）", "extracted"),
    ]


def test_whether_the_graph_tells_who_answers_only_for_what_holds(tmp_path: Path) -> None:
    made(
        tmp_path,
        line("target", "3500吨", "replace", field="value", was="3500", now="3600", **WHO),
        line("target", "12个", "confirm", **WHO),
        line("target", "90%", "reject", **WHO),
        line("target", "2000个", "replace", field="value", was="1000", now="1500", **WHO),
    )
    statements = [one.split(" ") for one in (tmp_path / "out/graph.nq").read_text("utf-8").splitlines()]

    def about(name: str, among: str) -> list[str]:
        return [one[0] for one in statements if one[1].endswith(f"{name}>") and f"/{among}/" in one[0]]

    assert [iri[:-14].rpartition("/")[2] for iri in about("wasAttributedTo", "target")] == ["3500吨", "12个"]
    assert [iri[:-14].rpartition("/")[2] for iri in about("generatedAtTime", "target")] == ["3500吨"]
    assert len(about("wasAttributedTo", "correction")) == len(about("generatedAtTime", "correction")) == 4
    # Only the stale line is about one of its cells.
    assert len(about("correctionColumn", "correction")) == 1
