"""Lines that people write about correspondences: obeyed by the next build, and never lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build, open_build
from policygraph.errors import SourceError, UsageError
from policygraph.exports.sssom import refuse_to_lose, sssom
from policygraph.pipeline import BuildReport, build
from policygraph.queries.show import show
from policygraph.sources.sssom import read_mappings
from tests.tracing.asking import Row, localised, rows
from tests.tracing.conftest import PLANS

BY_HAND = "semapv:ManualMappingCuration"
ADDED = {
    "subject_id": "plan:city/measure/2.4",
    "predicate_id": "pg:localises",
    "object_id": "plan:province/measure/2.1",
    "mapping_justification": BY_HAND,
    "confidence": "0.7",
    "author_id": "orcid:0000-0002-1825-0097",
    "author_label": "李明",
    "mapping_date": "2026-11-20",
    "comment": "省里把油烟治理放在锅炉行动下",
}


def exported(opened: Build) -> list[Row]:
    lines = sssom(opened).splitlines()
    body = [line for line in lines if not line.startswith("#")]
    return [
        {column: cell for column, cell in row.items() if cell} for row in csv.DictReader(body, delimiter="\t")
    ]


def written(path: Path, lines: Sequence[Row], head: str = "") -> Path:
    columns = list(dict.fromkeys(column for line in lines for column in line))
    prefixes = {
        "plan": "https://w3id.org/policygraph/id/plan/",
        "directive": "https://w3id.org/policygraph/id/directive/",
        "pg": "https://w3id.org/policygraph/ontology#",
        "orcid": "https://orcid.org/",
    }
    curies = "".join(f"#  {prefix}: {iri}\n" for prefix, iri in prefixes.items())
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(head or f"#curie_map:\n{curies}")
        writer = csv.DictWriter(file, columns, delimiter="\t", lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(lines)
    return path


# Ten lists, each ten times the one before: written out, ten thousand million.
BOMB = (
    "".join(
        ["#lists:\n# - &a0 [x]\n", *(f"# - &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 11))]
    )
    + "#curie_map:\n#  bomb: *a10\nsubject_id\n"
)


def refusal(path: Path) -> str:
    """Why a file is not read."""
    with pytest.raises(SourceError) as refused:
        read_mappings(path)
    return str(refused.value)


def rebuilt(out: Path, mappings: Path) -> tuple[Build, BuildReport]:
    report = build([PLANS, mappings], out)
    return open_build(out), report


def edited(chain: Build, path: Path) -> Path:
    """What an analyst makes of an export: one line accepted, one rejected, one added."""
    lines = exported(chain)
    for line in lines:
        if (line["subject_id"], line["object_id"]) == ("plan:city/measure/2.2", "plan:province/measure/2.3"):
            line["mapping_justification"] = BY_HAND
            line["reviewer_label"] = "王芳"
        if line["subject_id"] == "plan:department/measure/2.2":
            line["predicate_modifier"] = "Not"
            line["comment"] = "余热回收不是锅炉更新"
    return written(path, [*lines, ADDED])


def test_whether_the_next_build_obeys(chain: Build, tmp_path: Path) -> None:
    opened, report = rebuilt(tmp_path / "out", edited(chain, tmp_path / "mine.sssom.tsv"))
    assert report.unmatched == ()
    assert localised(opened, "department") == {"一": ["city 一"], "二/（一）": ["city 二/（一）"]}
    assert localised(opened, "city")["二/（四）"] == ["province 二/（一）"]
    assert localised(opened, "city")["二/（二）"] == localised(chain, "city")["二/（二）"]
    query = """SELECT ?measure ?confidence ?author WHERE {
        ?c pg:subject/pg:path ?measure ; pg:confidence ?confidence ; prov:wasDerivedFrom ?line ;
            pg:justification <https://w3id.org/semapv/vocab/ManualMappingCuration> .
        OPTIONAL { ?line <https://w3id.org/sssom/author_label> ?author } } ORDER BY ?measure"""
    prefix = "PREFIX prov: <http://www.w3.org/ns/prov#>\n"
    found = [(r["measure"], r["confidence"], r["author"]) for r in rows(opened, prefix + query)]
    assert [found[0][0], found[0][2]] == ["二/（二）", ""]
    assert found[1] == ("二/（四）", "0.7", "李明")


def test_whether_a_round_trip_keeps_every_line_written_by_hand(chain: Build, tmp_path: Path) -> None:
    first, _ = rebuilt(tmp_path / "out", edited(chain, tmp_path / "mine.sssom.tsv"))
    once = exported(first)
    by_hand = [
        r for r in once if r["mapping_justification"] == BY_HAND or r.get("predicate_modifier") == "Not"
    ]
    # What the department localises through the city is rejected by lines of their own.
    assert len(by_hand) == 5
    assert ADDED in by_hand
    (tmp_path / "again.sssom.tsv").write_text(sssom(first), encoding="utf-8")
    second, _ = rebuilt(tmp_path / "out2", tmp_path / "again.sssom.tsv")
    assert sssom(second) == sssom(first)


def test_whether_a_line_about_nothing_in_the_build_is_kept_and_reported(tmp_path: Path) -> None:
    gone = {**ADDED, "subject_id": "plan:gone/measure/9.9"}
    opened, report = rebuilt(tmp_path / "out", written(tmp_path / "mine.sssom.tsv", [gone]))
    assert [mapping.subject.rpartition("plan/")[2] for mapping in report.unmatched] == ["gone/measure/9.9"]
    assert gone in exported(opened)
    assert not rows(opened, "SELECT ?c WHERE { ?c pg:confidence 0.7 }")


def test_whether_an_export_never_writes_over_lines_that_the_build_lacks(chain: Build, tmp_path: Path) -> None:
    path = written(tmp_path / "mine.sssom.tsv", [ADDED])
    with pytest.raises(UsageError, match=r"lines by hand that the build lacks \(1\)"):
        refuse_to_lose(path, chain)
    opened, _ = rebuilt(tmp_path / "out", path)
    refuse_to_lose(path, opened)
    refuse_to_lose(tmp_path / "new.sssom.tsv", chain)


def test_whether_a_mapping_file_in_a_folder_of_plans_is_found(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    for file in PLANS.glob("*.txt"):
        (plans / file.name).write_bytes(file.read_bytes())
    written(plans / "mine.sssom.tsv", [ADDED])
    build([plans], tmp_path / "out")
    opened = open_build(tmp_path / "out")
    assert localised(opened, "city")["二/（四）"] == ["province 二/（一）"]
    assert "mappings/mine.sssom.tsv" in opened.manifest.inputs


@pytest.mark.parametrize("name", ["mine.sssom.txt", "mine.sssom.csv", "MINE.SSSOM.CSV"])
@pytest.mark.parametrize("is_named", [False, True])
def test_whether_decisions_under_another_ending_are_neither_plan_nor_overlooked(
    name: str, is_named: bool, tmp_path: Path
) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "city.txt").write_bytes((PLANS / "city.txt").read_bytes())
    path = written(plans / name, [ADDED])
    report = build([plans / "city.txt", path] if is_named else [plans], tmp_path / "out")
    assert [document.name for document in report.documents] == ["city"]
    assert [str(error) for error in report.errors] == [
        f"{path}: mappings are read from files named ….sssom.tsv; save it so, with tabs between cells"
    ]


def test_whether_any_tsv_that_is_named_holds_decisions(tmp_path: Path) -> None:
    opened, report = rebuilt(tmp_path / "out", written(tmp_path / "mine.TSV", [ADDED]))
    assert report.errors == ()
    assert localised(opened, "city")["二/（四）"] == ["province 二/（一）"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"subject_id": "nobody:city/measure/2.4"}, "line 7: the prefix nobody is not in the curie_map"),
        ({"confidence": "much"}, "line 7: the confidence 'much' is not a number"),
        ({"confidence": "2"}, "line 7: the confidence '2' is not a number"),
        ({"confidence": "NaN"}, "line 7: the confidence 'NaN' is not a number"),
        ({"predicate_id": "skos:broadMatch"}, "is not a predicate of provisions; write pg:localises"),
        ({"object_id": ""}, "line 7: the object_id is missing"),
        ({"mapping_justification": ""}, "line 7: the mapping_justification is missing"),
        (
            {"predicate_modifier": "No"},
            "line 7: the predicate_modifier 'No' is unknown; write Not to reject, or leave it empty",
        ),
        (
            {"mapping_justification": "ManualMappingCuration"},
            "line 7: the mapping_justification 'ManualMappingCuration' is not one of policygraph's; "
            "write semapv:ManualMappingCuration for a decision of yours",
        ),
        (
            {"mapping_justification": "semapv:MappingReview"},
            "line 7: the mapping_justification 'https://w3id.org/semapv/vocab/MappingReview' is not one",
        ),
    ],
)
def test_whether_a_broken_line_is_named(tmp_path: Path, change: Row, complaint: str) -> None:
    path = written(tmp_path / "mine.sssom.tsv", [{**ADDED, **change}])
    assert complaint in refusal(path)


def test_whether_documents_are_built_beside_a_broken_file(tmp_path: Path) -> None:
    path = written(tmp_path / "mine.sssom.tsv", [{**ADDED, "confidence": "much"}])
    report = build([PLANS, path], tmp_path / "out")
    assert len(report.documents) == 5
    assert [str(error) for error in report.errors] == [refusal(path)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("subject_id\tobject_id\n", "line 1: the column predicate_id is missing"),
        ("#curie_map: [unclosed\nsubject_id\n", "are not YAML"),
        (f"#curie_map: {'[' * 5000}\nsubject_id\n", "are not YAML"),
        ("#mapping_date: 2025-99-99\nsubject_id\n", "are not YAML"),
        ("#mapping_date: 0000-01-01\nsubject_id\n", "are not YAML"),
        (f"#number: {'9' * 5000}\nsubject_id\n", "are not YAML"),
        (BOMB, "no IRI for the prefix 'bomb'"),
        ("#curie_map:\n#  plan:\nsubject_id\n", "no IRI for the prefix 'plan'"),
        ("", "the column subject_id is missing"),
        ("subject_id\tmy remark\n", "line 1: 'my remark' is not a valid column name"),
        ("subject_id\tsubject_id\n", "line 1: the column subject_id stands twice"),
    ],
)
def test_whether_a_file_that_is_no_sssom_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "mine.sssom.tsv"
    path.write_text(text, encoding="utf-8")
    assert complaint in refusal(path)


def test_whether_no_text_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.sssom.tsv"
    path.write_bytes(b"\xff\xfe\x00")
    assert "save them as UTF-8" in refusal(path)


def test_whether_an_open_quotation_mark_loses_no_line_silently(tmp_path: Path) -> None:
    path = written(tmp_path / "mine.sssom.tsv", [ADDED])
    text = path.read_text(encoding="utf-8").replace("省里把", '"省里把')
    path.write_text(text, encoding="utf-8")
    assert "close or double the quotation marks" in refusal(path)


def test_whether_breaks_inside_a_cell_survive(tmp_path: Path) -> None:
    comment = "一行\u2028接着\n第二行"
    opened, _ = rebuilt(
        tmp_path / "out", written(tmp_path / "mine.sssom.tsv", [{**ADDED, "comment": comment}])
    )
    assert comment in sssom(opened)


@pytest.mark.parametrize("word", ["Not", "not", "NOT"])
def test_whether_a_rejection_counts_in_any_case(word: str, tmp_path: Path) -> None:
    rejected = {
        **ADDED,
        "subject_id": "plan:city/measure/2.2",
        "object_id": "plan:province/measure/2.3",
        "predicate_modifier": word,
        "mapping_justification": "semapv:LexicalMatching",
    }
    opened, report = rebuilt(tmp_path / "out", written(tmp_path / "mine.sssom.tsv", [rejected]))
    assert report.errors == ()
    assert "二/（二）" not in localised(opened, "city")
    assert {**rejected, "predicate_modifier": "Not"} in exported(opened)


def test_whether_a_line_with_too_few_cells_is_named(tmp_path: Path) -> None:
    lines = written(tmp_path / "mine.sssom.tsv", [ADDED])
    *head, line = lines.read_text(encoding="utf-8").splitlines()
    cut = "\t".join(line.split("\t")[:3])
    lines.write_text("\n".join([*head, line, cut]), encoding="utf-8")
    assert "line 8: the mapping_justification is missing" in refusal(lines)


def test_whether_empty_cells_at_the_end_may_be_absent(tmp_path: Path) -> None:
    lines = written(tmp_path / "mine.sssom.tsv", [ADDED])
    *head, line = lines.read_text(encoding="utf-8").splitlines()
    lines.write_text("\n".join([*head, "\t".join(line.split("\t")[:4])]), encoding="utf-8")
    opened, _ = rebuilt(tmp_path / "out", lines)
    assert localised(opened, "city")["二/（四）"] == ["province 二/（一）"]


def test_whether_the_last_of_several_acceptances_counts(tmp_path: Path) -> None:
    lines = written(tmp_path / "mine.sssom.tsv", [ADDED, {**ADDED, "confidence": "0.6"}])
    opened, _ = rebuilt(tmp_path / "out", lines)
    assert len(rows(opened, "SELECT ?c WHERE { ?c pg:confidence 0.6 ; pg:justification ?by }")) == 1


def test_whether_a_contradiction_in_a_file_names_both_lines(tmp_path: Path) -> None:
    comment = {**ADDED, "object_id": "plan:province/measure/2.2", "comment": "两\n行"}
    rejected = {**ADDED, "predicate_modifier": "Not"}
    lines = written(tmp_path / "mine.sssom.tsv", [ADDED, comment, rejected])
    (error,) = build([PLANS, lines], tmp_path / "out").errors
    assert str(error) == f"{lines}: line 10 rejects what line 7 accepts; keep one of the two"


def test_whether_a_contradiction_between_files_names_both(tmp_path: Path) -> None:
    first = written(tmp_path / "a.sssom.tsv", [{**ADDED, "predicate_modifier": "not"}])
    second = written(tmp_path / "b.sssom.tsv", [ADDED])
    (error,) = build([PLANS, second, first], tmp_path / "out").errors
    assert str(error) == f"{second}: line 7 accepts what line 7 of {first} rejects; keep one of the two"
    assert "二/（四）" not in localised(open_build(tmp_path / "out"), "city")


def saved(path: Path, style: str) -> Path:
    """The file as a spreadsheet saves it; ``style`` says which."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t"))
    wide = [[*line, *[""] * (max(map(len, lines)) - len(line))] for line in lines]
    out = io.StringIO()
    delimiter = {"commas": ",", "semicolons": ";"}.get(style, "\t")
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL if style == "few-quotes" else csv.QUOTE_ALL
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n", quoting=quoting).writerows(wide)
    path.write_bytes(out.getvalue().encode("utf-16" if style == "wide" else "utf-8-sig"))
    return path


@pytest.mark.parametrize("style", ["all-quoted", "few-quotes", "wide"])
def test_whether_what_a_spreadsheet_saved_is_the_same(style: str, chain: Build, tmp_path: Path) -> None:
    plain, _ = rebuilt(tmp_path / "plain", edited(chain, tmp_path / "mine.sssom.tsv"))
    export_of_it = tmp_path / "export.sssom.tsv"
    export_of_it.write_text(sssom(plain), encoding="utf-8")
    opened, report = rebuilt(tmp_path / "out", saved(export_of_it, style))
    assert report.errors == ()
    assert sssom(opened) == sssom(plain)


@pytest.mark.parametrize("style", ["commas", "semicolons"])
def test_whether_other_separators_are_told(style: str, tmp_path: Path) -> None:
    lines = saved(written(tmp_path / "mine.sssom.tsv", [ADDED]), style)
    assert f"line 6: {style} stand between the cells; save the file with tabs there" in refusal(lines)


def test_whether_iris_of_any_kind_come_back(tmp_path: Path) -> None:
    other = {**ADDED, "object_id": "https://ex.org/id/directive/foo/provision/1", "author_id": "urn:x:me"}
    head = "#curie_map:\n#  urn: 'urn:'\n#  plan: https://w3id.org/policygraph/id/plan/\n"
    head += "#  pg: https://w3id.org/policygraph/ontology#\n"
    first, report = rebuilt(tmp_path / "out", written(tmp_path / "mine.sssom.tsv", [other], head))
    assert len(report.unmatched) == 1
    (tmp_path / "again.sssom.tsv").write_text(sssom(first), encoding="utf-8")
    second, again = rebuilt(tmp_path / "out2", tmp_path / "again.sssom.tsv")
    assert again.errors == ()
    assert again.unmatched[0].object == "https://ex.org/id/directive/foo/provision/1"
    assert sssom(second) == sssom(first)


def test_whether_a_line_of_several_authors_is_shown(tmp_path: Path) -> None:
    authors = "orcid:0000-0002-1825-0097|orcid:0000-0001-5109-3700"
    opened, _ = rebuilt(
        tmp_path / "out", written(tmp_path / "m.sssom.tsv", [{**ADDED, "author_id": authors}])
    )
    (line,) = rows(opened, "SELECT ?m WHERE { ?m a pg:HandMadeMapping }")
    found = {one.name: (one.value, one.label) for one in show(Reader(opened), line["m"]).properties}
    assert found["sssom:author_id"][0].count("https://orcid.org/") == 2
    assert found["sssom:author_id"][1] == ""
    # What the line is about is still named.
    assert found["sssom:subject_id"][1] == "餐厨油烟治理"
