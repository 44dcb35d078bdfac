"""What the pictures show is what the graph holds."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from policygraph.builds.store import Build, open_build
from policygraph.exports.pictures import PICTURES
from policygraph.pages import Language
from policygraph.pipeline import build
from policygraph.queries.coverage import UptakeStatus, read_coverage
from policygraph.queries.matrix import Matrix, MatrixRow, read_matrix
from policygraph.queries.responsibility import read_responsibility
from policygraph.queries.route import read_route
from policygraph.queries.run import load, run
from policygraph.queries.selection import Selection
from policygraph.vocabulary import code_name
from tests.exports.pictures.conftest import EARLY
from tests.pages.reading import Tags
from tests.tracing.conftest import PLANS

# Builds or draws whole plans again and again.
pytestmark = pytest.mark.long

SVG = "{http://www.w3.org/2000/svg}"
Row = dict[str, str]


def _table(build: Build, name: str) -> list[Row]:
    """A stock table: the same facts by another way."""
    answer = run(build, load(name))
    return [
        {column: getattr(term, "value", "") for column, term in zip(answer.columns, row, strict=True)}
        for row in answer.rows
    ]


def _deeds(build: Build) -> set[tuple[str, str]]:
    """Documents with what only targets in words ask for and the vocabulary does not know: no rows of the matrix."""
    unknown = {row["concept"] for row in _table(build, "indicators") if row["curated"] == "false"}
    rows = _table(build, "targets")
    return {
        (row["document"], row["concept"])
        for row in rows
        if row["stated"] == "words" and row["concept"] in unknown
    }


def _hovers(page: str) -> set[str]:
    """What the parts of a page say when they are pointed at."""
    titles = {dict(tag).get("title") or "" for tag in Tags(page).found}
    drawn = {title.text or "" for title in _root(page).iter(f"{SVG}title")}
    return titles | drawn


def _root(page: str) -> ET.Element:
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>"))  # noqa: S314 - our own file


def _cells(page: str) -> list[str]:
    """The text of each cell and head of the tables."""
    return [
        " ".join("".join(cell.itertext()).split()) for name in ("td", "th") for cell in _root(page).iter(name)
    ]


def test_whether_a_provision_is_reached_through_the_province(chain_build: Build) -> None:
    coverage = read_coverage(chain_build, Selection())
    assert coverage.parent.number == "国发〔2026〕12号"
    route = read_route(chain_build, Selection(city="city"))
    by_path = {measure.path: measure.iri for measure in route.measures}
    (link,) = [link for link in route.links if link.measure == by_path["二/（二）"]]
    assert link.between == ("湘政发〔2026〕8号 二/（三） 新能源提速工程",)
    # As sure as both steps together: 0.9 to the province.
    assert Decimal("0.5") < link.confidence < Decimal("0.9")
    hovers = _hovers(PICTURES["trace-page"].html(chain_build, Selection(city="city")))
    way = "二/（二） 屋顶上的电站 → 湘政发〔2026〕8号 二/（三） 新能源提速工程 → 二/（三） 可再生能源替代行动"
    assert any(hover.startswith(f"{way} (置信度 confidence ") for hover in hovers)


def test_whether_a_theme_is_followed_through_the_province(chain_build: Build) -> None:
    route = read_route(chain_build, Selection(city="city", theme="可再生能源"))
    assert [measure.path for measure in route.measures] == ["二/（二）"]


def test_whether_cells_tell_own_split_and_merged_provisions_apart(seed_build: Build) -> None:
    coverage = read_coverage(seed_build, Selection())
    by_name = {plan.name: plan.iri for plan in coverage.plans}
    by_path = {provision.path: provision.iri for provision in coverage.provisions}

    def status(document: str, path: str) -> UptakeStatus | None:
        cell = coverage.cells.get((by_path[path], by_name[document]))
        return cell.status if cell else None

    assert status("jincheng", "三/（八）") is UptakeStatus.OWN
    # One measure carries out both, as its text says.
    assert status("yuncheng", "三/（一）") is UptakeStatus.MERGED
    assert status("yuncheng", "三/（八）") is UptakeStatus.MERGED
    # Two measures share one provision.
    assert status("yuncheng", "五/（二）") is UptakeStatus.SPLIT
    # This plan begins with its targets.
    assert status("sanmenxia", "一") is None
    assert Counter(cell.status for cell in coverage.cells.values())[UptakeStatus.MERGED] == 2


def test_whether_chapters_are_no_rows_that_could_be_absent(seed_build: Build) -> None:
    coverage = read_coverage(seed_build, Selection())
    assert [p.path for p in coverage.provisions if p.is_chapter] == ["三", "四", "五"]
    assert sum(not p.is_chapter for p in coverage.provisions) == 23


def test_whether_a_theme_leaves_its_provision_and_chapter(seed_build: Build) -> None:
    coverage = read_coverage(seed_build, Selection(theme="三/（四）"))
    assert [provision.path for provision in coverage.provisions] == ["三", "三/（四）"]
    assert len(coverage.cells) > len(coverage.plans)


def test_whether_every_assignment_can_be_pointed_at(seed_build: Build) -> None:
    hovers = _hovers(PICTURES["responsibility-map"].html(seed_build, Selection(city="anyang")))
    rows = [row for row in _table(seed_build, "assignments") if row["document"] == "anyang"]
    titles = {(r["document"], r["measure"]): r["title"] for r in _table(seed_build, "measures")}
    for row in rows:
        start = f"{row['agency']}：{row['measure']} {titles['anyang', row['measure']]}（"
        assert any(hover.startswith(start) and row["role"] in hover for hover in hovers), start


def test_whether_agencies_with_the_most_measures_stand_first(seed_build: Build) -> None:
    facts = read_responsibility(seed_build, Selection(city="anyang"))
    counts = Counter(agency for agency, _ in facts.duties)
    numbers = [counts[agency.iri] for agency in facts.agencies]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(numbers) == len(facts.duties)


def test_whether_an_agency_can_be_selected(seed_build: Build) -> None:
    facts = read_responsibility(seed_build, Selection(city="jincheng", agency="晋城市统计局"))
    assert [agency.name for agency in facts.agencies] == ["晋城市统计局"]
    assert {measure for _, measure in facts.duties} == {measure.iri for measure in facts.measures}


def test_whether_cells_of_the_matrix_are_the_targets(seed_build: Build) -> None:
    matrix = read_matrix(seed_build, Selection())
    names = {plan.iri: plan.name for plan in matrix.plans}
    shown: dict[tuple[str, str, str], list[tuple[Decimal, str, str]]] = defaultdict(list)
    for (line, paper), values in matrix.cells.items():
        if paper in names:
            place = names[paper], line.name, line.kind
            shown[place] += [(value.value, value.year, value.path) for value in values if value.upper is None]
    told: dict[tuple[str, str, str], list[tuple[Decimal, str, str]]] = defaultdict(list)
    deeds = _deeds(seed_build)
    assert len(deeds) > 10
    for row in _table(seed_build, "targets"):
        if ".." not in row["value"] and (row["document"], row["concept"]) not in deeds:
            place = row["document"], row["concept"], row["kind"]
            value = Decimal(row["value"])
            # A table writes a decrease as -3, where prose says that it is one of 3.
            size = abs(value) if row["kind"] == "decrease" else value
            told[place].append((size, row["target_year"], row["measure"]))
    assert {place: sorted(values) for place, values in shown.items() if values} == {
        place: sorted(values) for place, values in told.items()
    }


def _line(matrix: Matrix, name: str, kind: str) -> MatrixRow:
    (line,) = [line for line in matrix.lines if (line.name, line.kind) == (name, kind)]
    return line


def test_whether_rows_are_the_shared_indicators_and_those_of_the_parents(seed_build: Build) -> None:
    matrix = read_matrix(seed_build, Selection())
    above = {paper.iri for paper in matrix.above}
    papers: dict[MatrixRow, set[str]] = defaultdict(set)
    for line, paper in matrix.cells:
        papers[line].add(paper)
    assert set(matrix.lines) == {line for line, found in papers.items() if len(found) > 1 or found & above}
    assert [paper.place for paper in matrix.above] == ["全国", "山西省", "河南省"]
    # Nobody supplied the text of this directive, and the register has no figure of it.
    assert [paper.place for paper in matrix.without_figures] == ["河南省"]


def test_whether_only_like_is_compared_with_like(seed_build: Build) -> None:
    matrix = read_matrix(seed_build, Selection())
    by_name = {plan.name: plan for plan in matrix.plans}
    intensity = _line(matrix, "单位GDP能耗", "decrease")
    compared = {name: matrix.comparison(intensity, plan) for name, plan in by_name.items()}
    # Shanxi asks for 14.5 %, the nation for 13.5 %; Taiyuan gives 14.5 and 16.5, of which one is the province's.
    assert compared == {
        "anyang": "stricter",
        "jincheng": "stricter",
        "sanmenxia": "stricter",
        "taiyuan": "",
        "yuncheng": "stricter",
    }
    assert matrix.strictest(intensity) == {by_name["anyang"].iri}
    # A city's tonnes beside its province's say nothing about who asks for more.
    tonnes = _line(matrix, "化学需氧量重点工程减排量", "amount")
    assert (tonnes, by_name["taiyuan"].iri) in matrix.cells
    assert {matrix.comparison(tonnes, plan) for plan in matrix.plans} == {""}
    assert matrix.strictest(tonnes) == frozenset()
    # Less coal for a kilowatt-hour is stricter.
    coal = _line(matrix, "供电煤耗", "level")
    assert matrix.strictest(coal) == {by_name["anyang"].iri, by_name["sanmenxia"].iri}


def test_whether_only_targets_of_one_year_are_compared(years_build: Build) -> None:
    matrix = read_matrix(years_build, Selection())
    by_name = {plan.name: plan for plan in matrix.plans}
    intensity = _line(matrix, "单位GDP能耗", "decrease")
    compared = {name: matrix.comparison(intensity, plan) for name, plan in by_name.items()}
    # 10 % by 2023 says nothing beside 14.5 % by 2025.
    assert compared == {"early": "", "later": "looser", "table": "stricter"}
    # Nor beside 14 % by 2025, nor is 16 % that is striven for beside what is firm.
    assert matrix.strictest(intensity) == frozenset()


@pytest.mark.parametrize("name", ["seed_build", "years_build", "ladder_build"])
def test_whether_the_matrix_compares_as_the_levels_do(name: str, request: pytest.FixtureRequest) -> None:
    build = request.getfixturevalue(name)
    matrix = read_matrix(build, Selection())
    verdicts: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _table(build, "levels"):
        place = (row["document"], row["concept"], row["kind"], row["unit"])
        verdicts[place][row["above"]].add(row["verdict"])
    compared = 0
    for plan in matrix.plans:
        for line in matrix.lines:
            found = matrix.comparison(line, plan)
            told = verdicts[plan.name, line.name, line.kind, line.unit].values()
            assert not found or {found} in list(told), (plan.name, line.name)
            compared += bool(found)
    assert compared > 0


def test_whether_a_decrease_has_no_sign(years_build: Build) -> None:
    matrix = read_matrix(years_build, Selection())
    coal = _line(matrix, "供电煤耗", "decrease")
    found = {plan.name: matrix.cells.get((coal, plan.iri), ()) for plan in matrix.plans}
    assert {name: [value.value for value in values] for name, values in found.items()} == {
        "early": [Decimal(2)],
        "later": [],
        "table": [Decimal(3)],
    }


def test_whether_the_numbers_of_the_matrix_are_drawn(seed_build: Build) -> None:
    page = PICTURES["targets-matrix"].html(seed_build, Selection())
    texts = _cells(page)
    for number in ("▲ ≥18严于全国", "71900", "9786", "207", "≥144", "98° / 95°", "<1.3"):
        assert number in texts, number
    hovers = _hovers(page)
    assert any(
        hover.startswith("太原市 煤电机组节能改造规模 ")
        and hover.endswith("\n规模量 amount ≥1440000千瓦 2025 太原市 三/（八）")
        for hover in hovers
    )


def test_whether_a_figure_to_be_met_and_its_incentive_are_told_apart(seed_build: Build) -> None:
    assert "14.5 / 16.5基本＝ / 激励▲" in _cells(PICTURES["targets-matrix"].html(seed_build, Selection()))
    page = PICTURES["targets-matrix"].html(seed_build, Selection(), Language.EN)
    assert "14.5 / 16.5basic＝ / incentive▲" in _cells(page)
    (taiyuan,) = (
        hover for hover in _hovers(page) if hover.startswith("太原市 Energy consumption per unit of GDP")
    )
    assert "16.5% 2025 太原市 二 incentive stricter than the province" in taiyuan


def test_whether_cities_stand_under_their_province(seed_build: Build) -> None:
    matrix = read_matrix(seed_build, Selection())
    assert [[one.place for one in group] for group in matrix.groups()] == [
        ["全国"],
        ["山西省", "晋城市", "太原市", "运城市"],
        ["河南省", "安阳市", "三门峡市"],
    ]
    page = PICTURES["targets-matrix"].html(seed_build, Selection())
    assert "豫政〔2022〕29号无已知数值 no known figures" in _cells(page)
    assert "河南省豫政〔2022〕29号：正文不在资料中，登记册亦无数值，故此列为空" in page


def test_whether_several_cities_are_compared(seed_build: Build) -> None:
    matrix = read_matrix(seed_build, Selection(city=("太原", "anyang")))
    assert {plan.name for plan in matrix.plans} == {"anyang", "taiyuan"}
    coverage = read_coverage(seed_build, Selection(city=("太原", "anyang"), chapter=("3", "4")))
    assert {plan.name for plan in coverage.plans} == {"anyang", "taiyuan"}
    page = PICTURES["coverage-map"].html(seed_build, Selection(city=("太原", "anyang"), chapter=("3", "4")))
    assert "仅限 only: 城市 city 太原, anyang, 章节 chapter 3, 4" in page


@pytest.mark.parametrize(
    ("city", "numbers", "cites_nation"),
    [
        ("jincheng", ("晋政发〔2022〕25号", "国发〔2021〕33号"), True),
        ("sanmenxia", ("豫政〔2022〕29号", "国发〔2021〕33号"), False),
    ],
)
def test_whether_the_trace_page_names_the_documents_above(
    city: str, numbers: tuple[str, str], cites_nation: bool, seed_build: Build
) -> None:
    route = read_route(seed_build, Selection(city=city))
    assert (*(paper.number for paper in route.between), route.top.number) == numbers
    assert ((route.plan.iri, route.top.iri) in route.bases) is cites_nation
    (quote,) = route.bases[route.plan.iri, route.between[0].iri]
    assert numbers[0] in quote.text
    assert quote.text == seed_build.text(city)[quote.start : quote.end]


def test_whether_the_trace_page_draws_a_line_for_each_correspondence(seed_build: Build) -> None:
    route = read_route(seed_build, Selection(city="yuncheng"))
    hovers = _hovers(PICTURES["trace-page"].html(seed_build, Selection(city="yuncheng")))
    drawn = [hover for hover in hovers if "(置信度 confidence " in hover]
    assert len(drawn) == len(route.links) == 24
    assert any(
        hover.startswith("三/（三） 重点行业绿色升级工程 → 三/（八） 煤炭清洁高效利用工程") for hover in drawn
    )


def test_whether_directives_that_were_read_stand_above_the_plans(ladder_build: Build) -> None:
    coverage = read_coverage(ladder_build, Selection())
    # The register knows what the texts do not say: whose they are.
    assert (coverage.parent.number, coverage.parent.name, coverage.parent.place) == (
        "国发〔2021〕33号",
        "nation",
        "全国",
    )
    assert [plan.name for plan in coverage.plans] == ["jincheng", "yuncheng"]
    assert [p.path for p in coverage.provisions] == ["一", "二", "三", "三/（一）", "三/（二）", "三/（三）"]
    matrix = read_matrix(ladder_build, Selection())
    assert [paper.name for paper in matrix.above] == ["nation", "province"]
    intensity = _line(matrix, "单位GDP能耗", "decrease")
    sizes = [matrix.cells[intensity, paper.iri][0].value for paper in (*matrix.above, *matrix.plans)]
    assert sizes == [Decimal("13.5"), Decimal("14.5"), Decimal("15.5"), Decimal("15.5")]
    assert {matrix.comparison(intensity, plan) for plan in matrix.plans} == {"stricter"}
    route = read_route(ladder_build, Selection(city="jincheng"))
    assert [paper.name for paper in (route.plan, *route.between, route.top)] == [
        "jincheng",
        "province",
        "nation",
    ]
    (quote,) = route.bases[route.between[0].iri, route.top.iri]
    assert "国发〔2021〕33号" in quote.text


def test_whether_the_sums_of_a_selection_count_all_agencies(seed_build: Build) -> None:
    selection = Selection(city="jincheng", chapter="3", agency="能源局")
    rows = [row for row in _table(seed_build, "assignments") if row["document"] == "jincheng"]
    facts = read_responsibility(seed_build, selection)
    (agency,) = facts.agencies
    for measure in facts.measures:
        named = {row["agency"] for row in rows if row["measure"] == measure.path}
        assert facts.of_measures[measure.iri] == len(named) > 1
    measures = {row["measure"] for row in rows if row["agency"] == agency.name}
    assert facts.of_agencies[agency.iri] == len(measures) == 17
    page = PICTURES["responsibility-map"].html(seed_build, selection)
    assert f"{len(facts.measures)}/17" in _cells(page)
    (*_, sums) = _root(page).iter("tr")
    assert ["".join(cell.itertext()) for cell in sums] == [
        "承担部门数 Agencies of the measure, all",
        *(str(facts.of_measures[measure.iri]) for measure in facts.measures),
    ]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whether_a_picture_says_what_was_selected(name: str, seed_build: Build) -> None:
    selection = Selection(city="jincheng", chapter="3", indicator="煤")
    page = PICTURES[name].html(seed_build, selection)
    assert "仅限 only: " in page
    assert "章节 chapter 3, 指标 indicator 煤" in page
    whole = PICTURES[name].html(seed_build, Selection(city="jincheng"))
    assert "章节" not in whole


def test_whether_cells_tell_what_is_not_selected(seed_build: Build) -> None:
    coverage = read_coverage(seed_build, Selection(chapter="3"))
    names = {plan.iri: plan.name for plan in coverage.plans}
    chapters: dict[bool, set[tuple[str, str]]] = {True: set(), False: set()}
    for (_, plan), cell in coverage.cells.items():
        for measure in cell.measures:
            chapters[cell.is_selected].add((names[plan], measure.chapter))
    assert {chapter for _, chapter in chapters[True]} == {"三"}
    # This plan has in its second chapter what others have in their third.
    assert ("sanmenxia", "二") in chapters[False]
    assert "三" not in {chapter for _, chapter in chapters[False]}
    texts = PICTURES["coverage-map"].html(seed_build, Selection(chapter="3"))
    assert "灰色：不在所选之内的措施" in texts
    assert "灰色" not in PICTURES["coverage-map"].html(seed_build, Selection())


def test_whether_narrow_chapters_keep_their_names(seed_build: Build) -> None:
    selection = Selection(city="jincheng", agency="晋城市科学技术局")
    facts = read_responsibility(seed_build, selection)
    assert [measure.path for measure in facts.measures] == ["五/（三）"]
    for chosen in (selection, Selection(city="jincheng")):
        assert "五、强化工作落实" in _cells(PICTURES["responsibility-map"].html(seed_build, chosen))


def test_whether_codes_are_called_as_in_the_vocabulary(seed_build: Build) -> None:
    duties = PICTURES["responsibility-map"].html(seed_build, Selection(city="jincheng"))
    assert '落实 <span lang="en">implements</span>' in duties
    matrix = PICTURES["targets-matrix"].html(seed_build, Selection())
    for zh, en in (
        ("下降幅度", "decrease"),
        ("上升幅度", "increase"),
        ("水平值", "level"),
        ("规模量", "amount"),
        ("数量", "count"),
    ):
        assert f'{zh} <span lang="en">{en}</span>' in matrix


def test_whether_the_matrix_says_what_it_leaves_out(seed_build: Build) -> None:
    papers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    deeds = _deeds(seed_build)
    for row in _table(seed_build, "levels"):
        if (row["document"], row["concept"]) not in deeds:
            papers[row["concept"], row["kind"], row["unit"]].add(row["document"])
    single = sum(len(found) == 1 and not any("〔" in name for name in found) for found in papers.values())
    assert single > 40
    assert read_matrix(seed_build, Selection()).omitted == single
    page = PICTURES["targets-matrix"].html(seed_build, Selection())
    assert f"另有 {single} 行仅一市有，未列" in page
    assert "空白：文本或登记册中未见" in page
    # A plan that is selected alone has all of its rows.
    assert read_matrix(seed_build, Selection(city="anyang")).omitted == 0
    assert "未列；用 --city" not in PICTURES["targets-matrix"].html(seed_build, Selection(city="anyang"))


def test_whether_two_documents_of_one_area_are_told_apart(chain_build: Build) -> None:
    # A county has only one.
    coverage = PICTURES["coverage-map"].html(chain_build, Selection())
    for below in ("株政发〔2026〕11号", "株工信发〔2026〕20号", "You County"):
        assert coverage.count(f"<small>{below}</small>") == 1
    matrix = PICTURES["targets-matrix"].html(chain_build, Selection())
    for below in ("株政发〔2026〕11号", "株工信发〔2026〕20号", "You County"):
        assert matrix.count(f"<small>{below}</small>") == 1


def test_whether_a_plan_above_another_has_one_column(chain_build: Build) -> None:
    matrix = read_matrix(chain_build, Selection())
    assert [paper.name for paper in (*matrix.above, *matrix.plans)] == [
        "nation",
        "province",
        "city",
        "county",
        "department",
    ]
    by_name = {plan.name: plan for plan in matrix.plans}
    intensity = _line(matrix, "单位GDP能耗", "decrease")
    compared = {name: matrix.comparison(intensity, plan) for name, plan in by_name.items()}
    # 10.5 % beside the province's 11 %, and 11 % beside the city's 10.5 %.
    assert compared == {"city": "looser", "county": "stricter", "department": ""}
    above = read_matrix(chain_build, Selection(city="county")).above
    assert "city" in {paper.name for paper in above}


def test_whether_a_target_that_is_striven_for_says_so(years_build: Build) -> None:
    hovers = _hovers(PICTURES["targets-matrix"].html(years_build, Selection()))
    name = "单位GDP能耗 Energy consumption per unit of GDP"
    striven = f"长治市 {name}\n下降幅度 decrease 16% 2020→2025 长治市 一 争取 striven for"
    assert any(hover.startswith(striven) for hover in hovers)
    assert any(
        hover.startswith(f"大同市 {name}\n下降幅度 decrease 14% 2020→2025 大同市 一") for hover in hovers
    )


def test_whether_an_unknown_code_has_no_name() -> None:
    assert (code_name("lead"), code_name("lead", "en")) == ("牵头", "leads")
    with pytest.raises(KeyError):
        code_name("no-such-code")


def test_whether_what_was_not_compared_is_neither_absent_nor_added(tmp_path: Path) -> None:
    """A city whose directive nobody supplied stands beside one that follows a province and its nation."""
    lone = EARLY.replace("吕梁市", "张家口市")
    lone = re.sub("根据.*制定本方案。", "根据《河北省节能方案》（冀政发〔2026〕1号），制定本方案。", lone)
    lone = lone.replace("“十四五”", "“十五五”")
    (tmp_path / "lone.txt").write_text(lone, encoding="utf-8")
    for file in (PLANS / "nation.txt", PLANS / "province.txt", PLANS / "city.txt"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    build([tmp_path], tmp_path / "out")
    opened = open_build(tmp_path / "out")
    coverage = read_coverage(opened, Selection())
    (alone,) = (plan.iri for plan in coverage.plans if plan.name == "lone")
    assert alone not in {plan for _, plan in (*coverage.cells, *coverage.absent)}
    assert coverage.additions[alone] == ()
    page = PICTURES["coverage-map"].html(opened, Selection())
    assert "空白：未作比对" in page
    assert "0/0" in _cells(page)


def test_whether_the_map_tells_what_is_known_of_the_province(seed_build: Build) -> None:
    coverage = read_coverage(seed_build, Selection())
    names = {plan.iri: plan.name for plan in coverage.plans}
    found = {
        names[plan]: [(one.directive, one.found, one.lacking, one.unknown) for one in of]
        for plan, of in coverage.provincial.items()
    }
    assert found == {
        "anyang": [("豫政〔2022〕29号", 0, 0, 23)],
        "jincheng": [("晋政发〔2022〕25号", 3, 0, 20)],
        "sanmenxia": [("豫政〔2022〕29号", 0, 0, 22)],
        "taiyuan": [("晋政发〔2022〕25号", 3, 0, 21)],
        "yuncheng": [("晋政发〔2022〕25号", 3, 0, 21)],
    }
    page = PICTURES["coverage-map"].html(seed_build, Selection())
    cells = _cells(page)
    assert cells.count("晋政发〔2022〕25号") == 3
    assert "3/23 （不明 unknown 20）" in cells


def test_whether_the_trace_page_tells_what_is_unknown_of_the_province(seed_build: Build) -> None:
    page = PICTURES["trace-page"].html(seed_build, Selection(city="taiyuan"))
    assert ">山西省 晋政发〔2022〕25号 · 不明 21<" in page
