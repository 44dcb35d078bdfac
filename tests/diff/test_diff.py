"""What ``policygraph diff`` and ``Session.diff`` tell, and how."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import policygraph
from policygraph.builds.store import open_build
from policygraph.errors import QueryError
from policygraph.model import NoVerdict, Verdict
from policygraph.pipeline import build
from policygraph.queries.diff.between import differences
from policygraph.queries.diff.differences import Difference, Differences, Kind
from policygraph.queries.diff.rewording import Mark, marked
from policygraph.queries.facts import FactKind
from tests.running import run

PLAN = """\
临河市“十四五”节能减排实施方案

根据《节约能源管理办法》，制定本方案。

一、主要目标

到2025年，非化石能源消费比重达到20%，单位地区生产总值能耗比2020年下降15%，新增公共充电桩300个。

二、重点任务

（一）园区节能行动。推动园区循环化改造，完善能源计量。建立节能台账。（市发展改革委牵头，市财政局配合）

（二）锅炉更新行动。淘汰落后锅炉。严禁新建燃煤锅炉。（市能源局负责）
"""


def compared(tmp_path: Path, old: dict[str, str], new: dict[str, str]) -> Differences:
    for side, texts in (("old", old), ("new", new)):
        (tmp_path / side / "plans").mkdir(parents=True)
        for name, text in texts.items():
            (tmp_path / side / "plans" / f"{name}.txt").write_text(text, encoding="utf-8")
        build([tmp_path / side / "plans"], tmp_path / side / "build")
    return differences(open_build(tmp_path / "old" / "build"), open_build(tmp_path / "new" / "build"))


def of_one(tmp_path: Path, old: str, new: str, what: FactKind) -> list[Difference]:
    assert old in PLAN
    found = compared(tmp_path, {"plan": PLAN}, {"plan": PLAN.replace(old, new)})
    return [one for one in found.found if one.what is what]


@pytest.mark.parametrize(
    ("old", "new", "verdict", "reason"),
    [
        ("达到20%", "达到22%", Verdict.STRICTER, None),
        ("达到20%", "达到18%", Verdict.LOOSER, None),
        ("下降15%", "下降13.5%", Verdict.LOOSER, None),
        ("达到20%", "达到20%左右", Verdict.EQUAL, None),
        ("充电桩300个", "充电桩450个", Verdict.SHARE, None),
        ("比2020年下降", "比2019年下降", None, NoVerdict.OTHER_BASE),
    ],
)
def test_whether_a_target_is_told_with_the_verdict_of_two_levels(
    tmp_path: Path, old: str, new: str, verdict: Verdict | None, reason: NoVerdict | None
) -> None:
    (one,) = of_one(tmp_path, old, new, FactKind.TARGET)
    assert one.kind is Kind.CHANGED
    assert one.judgement
    assert (one.judgement.verdict, one.judgement.reason) == (verdict, reason)
    assert one.before[0].figure != one.after[0].figure


def test_whether_a_figure_in_another_unit_is_the_same(tmp_path: Path) -> None:
    old, same, other = (
        "到2025年，光伏装机达到" + figure for figure in ("50万千瓦。", "500兆瓦。", "600兆瓦。")
    )
    plans = [PLAN.replace("淘汰落后锅炉。", sentence) for sentence in (old, same, other)]
    told = [
        [(one.what, one.kind) for one in compared(tmp_path / name, {"plan": plans[0]}, {"plan": plan}).found]
        for name, plan in (("same", plans[1]), ("other", plans[2]))
    ]
    reworded = (FactKind.OBLIGATION, Kind.REWORDED)
    assert told == [[reworded], [(FactKind.TARGET, Kind.CHANGED), reworded]]


def test_whether_another_year_is_told_of_all_targets_of_the_sentence(tmp_path: Path) -> None:
    found = of_one(tmp_path, "到2025年", "到2026年", FactKind.TARGET)
    assert [[(f.name, f.before, f.after) for f in one.fields] for one in found] == [
        [("target_year", "2025", "2026")]
    ] * 3
    assert {one.judgement.reason for one in found if one.judgement} == {NoVerdict.OTHER_YEAR}


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        ("完善能源计量", "健全能源计量", Kind.REWORDED, "推动园区循环化改造，[完善]{健全}能源计量"),
        ("计量。建立", "计量，建立", Kind.REWORDED, "推动园区循环化改造，完善能源计量[；]{，}建立节能台账"),
        ("改造，完善", "改造。完善", Kind.REWORDED, "推动园区循环化改造[，]{；}完善能源计量"),
        ("建立节能台账。", "", Kind.DROPPED, ""),
        ("淘汰落后锅炉。", "淘汰落后锅炉。定期开展巡查。", Kind.ADDED, ""),
    ],
)
def test_whether_the_changed_words_of_an_obligation_are_marked(
    tmp_path: Path, old: str, new: str, kind: Kind, words: str
) -> None:
    (one,) = of_one(tmp_path, old, new, FactKind.OBLIGATION)
    brackets = {Mark.KEPT: "{}", Mark.DROPPED: "[{}]", Mark.ADDED: "{{{}}}"}
    assert one.kind is kind
    assert "".join(brackets[w.mark].format(w.text) for w in one.words) == words


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("达到20%", "达到25%", ["达到", "-20", "+25", "%"]),
        ("达到 20 %", "达到２０％", ["达到２０％"]),
        ("推动PM2.5治理", "推动PM10治理", ["推动PM", "-2.5", "+10", "治理"]),
        ("甲乙丙丁", "子乙丑丁", ["-甲乙丙", "+子乙丑", "丁"]),
        ("a\nb 推进", "推进", ["-ab", "推进"]),
        ("", "推进", ["+推进"]),
        ("推进", "", ["-推进"]),
    ],
)
def test_whether_words_are_marked_without_crumbs(before: str, after: str, expected: list[str]) -> None:
    signs = {Mark.KEPT: "", Mark.DROPPED: "-", Mark.ADDED: "+"}
    assert [signs[w.mark] + w.text for w in marked(before, after)] == expected


def test_whether_bodies_roles_and_citations_are_told(tmp_path: Path) -> None:
    text = PLAN.replace("市财政局配合", "市统计局配合").replace("市能源局负责", "市能源局牵头")
    found = compared(
        tmp_path, {"plan": PLAN}, {"plan": text.replace("《节约能源管理办法》", "《清洁生产管理办法》")}
    )
    assert [(one.what, one.kind, (one.after or one.before)[0].name) for one in found.found] == [
        (FactKind.ASSIGNMENT, Kind.CHANGED, "临河市能源局"),
        (FactKind.ASSIGNMENT, Kind.DROPPED, "临河市财政局"),
        (FactKind.ASSIGNMENT, Kind.ADDED, "临河市统计局"),
        (FactKind.CITATION, Kind.DROPPED, "节约能源管理办法"),
        (FactKind.CITATION, Kind.ADDED, "清洁生产管理办法"),
    ]


def test_whether_a_document_that_came_or_went_is_one_difference(tmp_path: Path) -> None:
    other = PLAN.replace("临河", "河东").replace("节能减排实施", "供水保障")
    found = compared(tmp_path, {"plan": PLAN, "gone": other}, {"plan": PLAN})
    (one,) = found.found
    assert (one.what, one.kind, one.document) == (FactKind.DOCUMENT, Kind.DROPPED, "gone")
    assert {field.name: field.before for field in one.fields} == {
        "provisions": "5",
        "targets": "3",
        "obligations": "5",
        "assignments": "3",
        "citations": "1",
    }


@pytest.mark.parametrize(
    ("old", "new", "paired"),
    [
        ({"plan-2021": PLAN}, {"plan-2023": PLAN}, {"plan-2021": "plan-2023"}),
        ({"a": PLAN}, {"b": PLAN.replace("“十四五”", "“十五五”")}, {"a": "b"}),
        ({"a": PLAN}, {"b": PLAN.replace("临河", "河东")}, {}),
        ({"a": PLAN}, {"b": PLAN.replace("节能减排实施方案", "养老服务办法")}, {}),
        ({"a": PLAN}, {"b": PLAN, "c": PLAN}, {}),
        ({"a": PLAN, "b": PLAN}, {"b": PLAN, "c": PLAN}, {"a": "c"}),
    ],
)
def test_whether_editions_under_two_names_are_paired(
    tmp_path: Path, old: dict[str, str], new: dict[str, str], paired: dict[str, str]
) -> None:
    assert compared(tmp_path, old, new).renamed == paired


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diff")
    text = PLAN.replace("达到20%", "达到22%").replace("（二）锅炉更新行动", "（二）锅炉|更新_行动")
    compared(folder, {"plan": PLAN}, {"plan-2023": text})
    return folder


def test_whether_the_exit_status_tells_that_something_changed(builds: Path) -> None:
    same = run("diff", builds / "old/build", builds / "old/build")
    assert (same.returncode, same.stdout, same.stderr) == (0, "没有变化。 Nothing changed.\n", "")
    changed = run("diff", builds / "old/build", builds / "new/build", COLUMNS="200")
    assert (changed.returncode, changed.stderr) == (1, "")
    assert "plan 与 plan-2023 作为同一文件的两个版本比较" in changed.stdout
    assert "更严 stricter" in changed.stdout
    assert "[-20-]{+22+}" in changed.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("old/build", "nowhere"), "nowhere"),
        (("old/build", "new/build", "--document", "other"), "there is no document 'other' in the build"),
        (("old/build", "new/build", "--document", "plan"), "there is no document 'plan' in the build"),
        (("old/build", "new/build", "-o", "none/diff.md"), "there is no folder none"),
    ],
)
def test_whether_bad_input_is_one_sentence(builds: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = run("diff", *arguments, cwd=builds)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.long
def test_whether_all_formats_tell_the_same(builds: Path, tmp_path: Path) -> None:
    def of(style: str) -> str:
        path = tmp_path / f"diff.{style}"
        done = run("diff", "old/build", "new/build", "--format", style, "-o", path, cwd=builds)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
        return path.read_text(encoding="utf-8")

    found = json.loads(of("json"))
    told = [(one["what"], one["kind"]) for one in found["differences"]]
    assert told == [("provision", "renamed"), ("target", "changed"), ("obligation", "reworded")]
    assert found["differences"][1]["judgement"]["verdict"] == "stricter"
    assert found["renamed"] == {"plan": "plan-2023"}
    assert {one["document"] for one in found["differences"]} == {"plan-2023"}
    rows = list(csv.DictReader(io.StringIO(of("csv"))))
    assert [(row["what"], row["field"], row["before"], row["after"]) for row in rows][1] == (
        "target",
        "value",
        "20",
        "22",
    )
    assert rows == list(csv.DictReader(io.StringIO(of("tsv")), delimiter="\t"))
    markdown = of("markdown")
    assert "~~20~~**22**" in markdown
    assert "锅炉\\|更新\\_行动" in markdown
    page = of("html")
    assert "<del>20</del>" in page
    assert "<ins>22</ins>" in page
    assert "更严" in of("table")


def test_whether_one_document_can_be_compared_under_two_names(builds: Path) -> None:
    earlier, later = (policygraph.open(builds / side / "build") for side in ("old", "new"))
    found = earlier.diff(later, documents={"plan": "plan-2023"})
    assert [one.what for one in found.found] == [FactKind.PROVISION, FactKind.TARGET, FactKind.OBLIGATION]
    with pytest.raises(QueryError, match="no document 'plan' in the build"):
        earlier.diff(later, documents={"plan": "plan"})
