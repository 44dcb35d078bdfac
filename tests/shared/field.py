"""Made-up documents in the shape of real ones, which lie beside the project: the rows that a careful analyst expects.

Run by ``make test-shared`` where the folder ``../shared`` is there; the suite does not collect these tests.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from policygraph.pipeline import build
from policygraph.session import open as open_build
from policygraph.session import run_query
from policygraph.sources.folders import Why
from tests.golden.tables import table
from tests.running import run

FIELD = Path(__file__).parents[3] / "shared" / "field"
COLUMNS = {
    "citations": ("doc_number", "relation"),
    "measures": ("measure", "title"),
    "assignments": ("measure", "agency", "role"),
    "targets": ("measure", "op", "value", "unit", "kind", "baseline_year", "target_year", "area"),
    "obligations": ("strength", "deadline"),
}
# Rows as the columns above, parted by blanks, with - for an empty one. An agency is its name without the place.
EXPECTED: dict[str, dict[str, str]] = {
    "01-task-table-md/input.md": {
        "citations": "云政发〔2022〕18号 basis",
        "targets": """
            一 = 1200000 千瓦 amount - 2025 云岭市
            一 = 86 公里 amount - 2025 云岭市
            一 >= 92 % level - 2025 云岭市
            一 = 800 辆 count - 2025 云岭市""",
        "assignments": """
            一 云岭市发展和改革委员会 lead
            一 云岭市能源局 responsible
            一 云岭市生态环境局 responsible
            一 云岭市住房和城乡建设局 lead
            一 云岭市各县（区）人民政府 responsible
            一 云岭市农业农村局 lead
            一 云岭市生态环境局 responsible
            一 云岭市交通运输局 lead
            一 云岭市公安局 responsible
            一 云岭市生态环境局 responsible""",
        "obligations": "direction 2025-06\ndirection 2025-10\ndirection 2025\ndirection 2025",
    },
    "02-task-table-cells/input.txt": {
        "targets": """
            preamble = 30 兆瓦 amount - 2025 临泉湾经济开发区
            preamble = 3 % decrease 2024 2025 临泉湾经济开发区
            preamble = 260 亩 amount - 2025 临泉湾经济开发区
            preamble = 5 家 count - 2025 临泉湾经济开发区
            preamble = 40000 吨/日 level - 2025 临泉湾经济开发区""",
        "obligations": "direction 2025-11\ndirection 2025\ndirection 2025-06",
    },
    "03-labelled-lines/input.txt": {
        "measures": "一 主要预期目标\n二/（一） 建设绿色工厂",
        "targets": """
            一 ~ 5.8 % increase - 2025 云岭市清河区
            一 >= 3.2 % decrease - 2025 云岭市清河区
            二/（一） = 6 家 count - 2025 云岭市清河区""",
    },
    "04-running-numbers/input.txt": {
        "measures": """
            一/（一） 总体要求
            一/（二） 主要目标
            二/（三） 合理分解节能减排指标
            二/（四） 加强统计监测
            三/（五） 抑制高耗能行业过快增长""",
        "targets": """
            一/（二） = 15 % decrease 2010 2015 岭川省
            一/（二） = 31.6 % decrease 2005 2015 岭川省
            一/（二） <= 984000 吨 level - 2015 岭川省
            一/（二） <= 102000 吨 level - 2015 岭川省
            一/（二） = 7.2 % decrease 2010 2015 岭川省
            一/（二） = 9.7 % decrease 2010 2015 岭川省""",
        "assignments": """
            二/（三） 岭川省发展和改革委员会 lead
            二/（三） 岭川省环境保护厅 lead
            二/（三） 岭川省经济和信息化委员会 responsible
            二/（三） 岭川省住房和城乡建设厅 responsible
            二/（三） 岭川省统计局 responsible
            二/（三） 岭川省各市（州）人民政府 responsible
            二/（四） 岭川省统计局 lead
            二/（四） 岭川省发展和改革委员会 responsible
            二/（四） 岭川省环境保护厅 responsible
            二/（四） 岭川省各市（州）人民政府 responsible
            三/（五） 岭川省发展和改革委员会 lead
            三/（五） 岭川省经济和信息化委员会 responsible""",
    },
    "05-inline-brackets/input.txt": {
        "citations": "岭府〔2024〕28号 basis",
        "measures": "一 目标要求\n二/（一） 升级产业结构，推动产业绿色转型\n二/（二） 优化能源结构",
        "targets": """
            一 = 93 % level - 2026 云岭市
            一 <= 27 微克每立方米 level - 2026 云岭市
            一 = 12 % decrease 2020 2026 云岭市
            一 = 9 % decrease 2020 2026 云岭市
            一 = 20 % decrease 2020 2026 云岭市
            二/（一） = 120 家 count - 2025 云岭市
            二/（二） = 26000 户 count - 2025 云岭市
            二/（二） = 8000 户 count - 2025 城区
            二/（二） = 18000 户 count - 2025 农村""",
        "assignments": """
            二/（一） 云岭市生态环境局 lead
            二/（一） 云岭市发展和改革局 support
            二/（一） 云岭市工业和信息化局 support
            二/（一） 云岭市各县、区人民政府 implement
            二/（二） 云岭市各县、区人民政府 implement
            二/（一） 云岭市生态环境局 lead
            二/（一） 云岭市市场监督管理局 lead
            二/（一） 云岭市发展和改革局 support
            二/（一） 云岭市生态环境局 lead
            二/（一） 云岭市工业和信息化局 lead
            二/（一） 云岭市公安局 support
            二/（一） 云岭市自然资源局 support
            二/（二） 云岭市发展和改革局 lead""",
    },
    "06-trad-citylist/real/input.txt": {
        "citations": "国发〔2013〕37号 basis",
        "assignments": """
            二/（一） 湖北省环境保护厅 lead
            二/（一） 湖北省发展和改革委员会 support
            二/（一） 湖北省经济和信息化委员会 support""",
    },
    "08-breakdown-table/real/input.md": {
        "targets": """
            附件1 = 14.5 % decrease - 2025 宜昌市
            附件1 = 36000000 立方米 amount - 2025 宜昌市
            附件1 = 15 % decrease - 2025 西陵区
            附件1 = 12000000 立方米 amount - 2025 西陵区
            附件1 = 14 % decrease - 2025 远安县
            附件1 = 15000000 立方米 amount - 2025 远安县
            附件1 = 13.5 % decrease - 2025 兴山县
            附件1 = 9000000 立方米 amount - 2025 兴山县
            附件2 = 820 吨 amount - 2025 西陵区
            附件2 = 31 吨 amount - 2025 西陵区
            附件2 = 1150 吨 amount - 2025 西陵区
            附件2 = 210 吨 amount - 2025 西陵区
            附件2 = 640 吨 amount - 2025 远安县
            附件2 = 24 吨 amount - 2025 远安县
            附件2 = 700 吨 amount - 2025 远安县
            附件2 = 1460 吨 amount - 2025 宜昌市
            附件2 = 55 吨 amount - 2025 宜昌市
            附件2 = 1850 吨 amount - 2025 宜昌市
            附件2 = 210 吨 amount - 2025 宜昌市""",
    },
    "09-indicator-box/input.md": {
        "measures": "一 发展基础\n二/（一） 指导思想\n二/（二） 主要目标\n三/（一） 推动煤炭清洁高效利用",
        "assignments": "三/（一） 岭川省能源局 responsible\n三/（一） 岭川省应急管理厅 responsible",
        # The base year of the table is that of its column of facts.
        "targets": """
            二/（二） = 230000000 吨标准煤 level - 2025 岭川省
            二/（二） ~ 65000000 千瓦 level - 2025 岭川省
            二/（二） = 6 % increase - 2025 岭川省
            二/（二） = 12 个百分点 increase - 2025 岭川省
            二/（二） = 45 % level - 2025 岭川省
            二/（二） >= 3000000 千瓦 level - 2025 岭川省
            二/（二） >= 30 % level - 2035 岭川省
            二/（二） = 230000000 吨标准煤 level - 2025 岭川省
            二/（二） = 25000000 吨标准煤 increase 2020 2025 岭川省
            二/（二） = 208000000000 千瓦时 level - 2025 岭川省
            二/（二） = 5.1 % increase 2020 2025 岭川省
            二/（二） = 18 % level - 2025 岭川省
            二/（二） = 5.6 % increase 2020 2025 岭川省
            二/（二） = 14.5 % decrease 2020 2025 岭川省
            三/（一） >= 95 % level - 2025 岭川省
            三/（一） >= 80 % level - 2025 岭川省
            三/（一） <= 60 处 level - 2025 岭川省""",
    },
    "15-county-plan/real/input.txt": {
        "citations": "宜政发〔2022〕18号 basis",
        "measures": "一 主要目标\n二/（一） 重点行业绿色升级工程\n二/（二） 农业农村节能减排工程",
        "targets": """
            一 = 14.2 % decrease 2020 2025 远安县
            一 = 310 吨 amount - 2025 远安县
            一 = 12 吨 amount - 2025 远安县
            二/（一） = 15 % decrease - 2025 远安县
            二/（二） = 91 % level - 2025 远安县""",
        "assignments": """
            二/（一） 远安县发展和改革局 lead
            二/（一） 远安县工业和信息化局 lead
            二/（一） 宜昌市生态环境局远安县分局 support
            二/（二） 远安县农业农村局 responsible
            二/（二） 远安县各乡镇人民政府 implement
            二/（二） 远安县各街道办事处 implement""",
    },
    "19-multi-city/real/input.txt": {
        "measures": "一 主要目标\n二 各市目标\n三/（一） 重点行业绿色升级工程",
        "targets": """
            一 = 14.5 % decrease 2020 2025 湖北省
            二 = 15 % decrease - 2025 荆州市、荆门市
            二 = 14 % decrease - 2025 孝感市
            二 = 13.5 % decrease - 2025 其余各市
            二 = 38 微克/立方米 level - 2025 荆州市
            二 = 35 微克/立方米 level - 2025 荆门市
            二 = 30 微克/立方米 level - 2025 孝感市
            三/（一） >= 30 % level - 2025 钢铁行业
            三/（一） >= 35 % level - 2025 水泥行业
            三/（一） >= 20 % level - 2025 焦化行业""",
        "assignments": """
            三/（一） 湖北省发展和改革委员会 responsible
            三/（一） 湖北省工业和信息化厅 responsible
            三/（一） 湖北省各市人民政府 implement""",
    },
    "20-offsets/input.txt": {
        "targets": """
            一/（一） = 12 % decrease - 2025 云岭市
            一/（一） = 36 台 count - 2025 云岭市
            一/（一） >= 85 % level - 2025 云岭市
            一/（二） = 40 家 count - 2025 云岭市""",
    },
    "23-first-sentence-title/input.txt": {
        "citations": "国务院令第736号 mention\n- mention",
        "targets": """
            一/（一） >= 91 % level - 2025 宜昌市
            一/（三） = 30 台 count - - 宜昌市
            一/（四） = 500000 吨 amount - 2025 宜昌市
            一/（五） = 5000 个 count - 2025 宜昌市""",
        "obligations": "direction 2025\n" * 3 + "direction -\n" * 5 + "requirement -",
    },
    "24-before-2021/input.txt": {
        "targets": """
            一 = 15 % decrease 2015 2020 宜昌市
            一 = 18 % decrease 2015 2020 宜昌市
            一 = 18 % decrease 2015 2020 宜昌市
            一 = 80 % level - 2020 宜昌市
            二/（一） = 50000 户 count - 2019 宜昌市
            二/（一） = 80000 户 count - 2020 宜昌市""",
    },
    "27-annex-tables/input.txt": {
        "targets": """
            一 = 14.5 % decrease - 2025 宜昌市
            附件1 = 14.5 % decrease 2020 2025 宜昌市
            附件1 = 18 % level - 2025 宜昌市
            附件1 = 5.6 % increase 2020 2025 宜昌市
            附件1 = 208000000000 千瓦时 level - 2025 宜昌市
            附件1 = 5.1 % increase 2020 2025 宜昌市
            附件2 = 15 % decrease - 2025 西陵区
            附件2 = 12000000 立方米 amount - 2025 西陵区
            附件2 = 14 % decrease - 2025 远安县
            附件2 = 15000000 立方米 amount - 2025 远安县
            附件3 = 820 吨 amount - 2025 西陵区
            附件3 = 31 吨 amount - 2025 西陵区
            附件3 = 1150 吨 amount - 2025 西陵区
            附件3 = 640 吨 amount - 2025 远安县
            附件3 = 24 吨 amount - 2025 远安县
            附件3 = 700 吨 amount - 2025 远安县
            附件4 = 1200000 千瓦 amount - 2025 宜昌市
            附件4 = 86 公里 amount - 2025 宜昌市""",
        "assignments": """
            附件4 宜昌市发展和改革委员会 lead
            附件4 宜昌市能源局 responsible
            附件4 宜昌市生态环境局 responsible
            附件4 宜昌市住房和城乡建设局 lead
            附件4 宜昌市各县（区）人民政府 responsible""",
    },
}
# Rows of tables of which not all are looked at: (document, table, how the row begins).
SINGLE = [
    (
        "06-trad-citylist/real/input.txt",
        "targets",
        "一 = 14 % decrease 2012 2017",
    ),
]


def rows(out: Path, name: str) -> list[str]:
    """The rows of a table as they are written above."""
    text = table(out, name).lstrip("\ufeff")
    found = csv.DictReader(io.StringIO(text, newline=""))
    return [" ".join(row[column] or "-" for column in COLUMNS[name]) for row in found]


def wanted(lines: str) -> list[str]:
    return [line.strip() for line in lines.strip().split("\n")]


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The build of each document, by its path."""
    found = {}
    for name in (*EXPECTED, *(document for document, *_ in SINGLE)):
        found[name] = tmp_path_factory.mktemp("field")
        assert build([FIELD / name], found[name], whole_graph=False).errors == ()
    return found


@pytest.mark.parametrize(
    ("document", "name"), [(document, name) for document, tables in EXPECTED.items() for name in tables]
)
def test_whether_a_table_has_the_rows_that_are_expected(
    builds: Mapping[str, Path], document: str, name: str
) -> None:
    assert Counter(rows(builds[document], name)) == Counter(wanted(EXPECTED[document][name]))


@pytest.mark.parametrize(("document", "name", "row"), SINGLE)
def test_whether_a_single_row_is_there(
    builds: Mapping[str, Path], document: str, name: str, row: str
) -> None:
    assert any(found.startswith(row) for found in rows(builds[document], name))


def test_whether_offsets_hold_among_all_kinds_of_characters(builds: Mapping[str, Path]) -> None:
    session = open_build(builds["20-offsets/input.txt"])
    text = session.build.text("input")
    for name in ("targets", "assignments", "obligations"):
        places = getattr(session, name)().select("start", "end", "quote").rows()
        assert all(text[start:end] == quote for start, end, quote in places)


def test_whether_both_forms_of_markdown_give_the_same(tmp_path: Path) -> None:
    found = []
    for form in ("bold", "hash"):
        build([FIELD / "22-markdown-headings" / f"input-{form}.md"], tmp_path / form)
        found.append({name: rows(tmp_path / form, name) for name in COLUMNS})
        assert "no-headings" not in str(run_query(tmp_path / form, "findings"))
    assert found[0] == found[1]
    assert found[0]["measures"] == ["一 主要目标", "二/（一） 园区节能环保提升工程"]
    assert len(found[0]["targets"]) == len(found[0]["assignments"]) == 2


def test_whether_every_file_of_a_mixed_folder_is_read_or_named(tmp_path: Path) -> None:
    folder = FIELD / "26-folder-mixed" / "input"
    report = build([folder], tmp_path / "out")
    seen = [
        *(document.file_name for document in report.documents),
        *(error.path.name for error in report.errors),
        *(one.file_name for one in report.left_out if one.why is Why.TABLE),
    ]
    assert sorted(seen) == sorted(path.name for path in folder.iterdir())


def uris(found: object) -> Iterable[str]:
    if isinstance(found, Mapping):
        location = found.get("artifactLocation")
        if isinstance(location, Mapping):
            yield str(location["uri"])
        for value in found.values():
            yield from uris(value)
    elif isinstance(found, list):
        for value in found:
            yield from uris(value)


def test_whether_a_report_on_a_build_names_the_users_file(tmp_path: Path) -> None:
    plans = tmp_path / "docs" / "plans"
    plans.mkdir(parents=True)
    source = FIELD / "28-sarif-paths" / "docs" / "plans" / "a.txt"
    (plans / "a.txt").write_bytes(source.read_bytes())
    assert run("build", "docs/plans", "-o", "b", cwd=tmp_path).returncode == 0
    run("validate", "--graph", "b", "--output", "b.sarif", cwd=tmp_path)
    report = json.loads((tmp_path / "b.sarif").read_text(encoding="utf-8"))
    assert set(uris(report)) == {"docs/plans/a.txt"}
