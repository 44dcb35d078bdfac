"""The views as networkx graphs: what they say is what the graph's tables say."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import combinations

import networkx as nx
import pytest

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.network import network, views
from policygraph.exports.parts import kinds
from policygraph.exports.style import EDGES, KINDS
from policygraph.queries.selection import Selection
from policygraph.queries.wording import measured
from tests.exports.asking import joined, rows

ROLES = {"implement", "lead", "responsible", "support"}


def test_whether_responsibility_has_an_edge_for_each_role(opened: Build) -> None:
    graph = network(opened, "responsibility")
    assert isinstance(graph, nx.MultiDiGraph)
    table = Counter(
        (row["agency"], row["document"], row["measure"], row["role"]) for row in rows(opened, "assignments")
    )
    nodes = graph.nodes
    edges = {
        (
            nodes[source]["label_zh"],
            nodes[target]["document"],
            nodes[target]["path"],
            data["kind"],
        ): data["weight"]
        for source, target, data in graph.edges(data=True)
        if data["kind"] in ROLES
    }
    assert edges == table
    assert {kind for *_, kind in edges} == ROLES


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_what_is_read_ahead_is_what_is_looked_up(view: str, opened: Build) -> None:
    whole = network(opened, view)
    # A selection, here of all there is, looks each thing up; of directives, which no document holds, it keeps none.
    looked_up = network(opened, view, Selection(city=tuple(one.name for one in opened.manifest.documents)))
    for node, told in looked_up.nodes(data=True):
        known = whole.nodes[node]
        places = ("degree", "betweenness", "community", "community_label", "community_label_en")
        assert {name: told[name] for name in told if name not in places} == {
            name: known[name] for name in known if name not in places
        }
    assert len(looked_up) > len(whole) / 2
    facts = {data["fact"]: data for *_, data in whole.edges(data=True) if "fact" in data}
    assert all(facts[data["fact"]] == data for *_, data in looked_up.edges(data=True) if "fact" in data)


def test_whether_a_body_with_two_roles_in_a_measure_has_two_edges(opened: Build) -> None:
    graph = network(opened, "responsibility")
    table = rows(opened, "assignments")
    roles: dict[tuple[str, str, str], set[str]] = {}
    for row in table:
        roles.setdefault((row["document"], row["measure"], row["agency"]), set()).add(row["role"])
    doubled = sum(len(found) - 1 for found in roles.values())
    assert graph.number_of_edges() - nx.DiGraph(graph).number_of_edges() == doubled


def test_whether_agencies_share_the_measures_that_the_table_says(opened: Build) -> None:
    graph = network(opened, "agencies")
    assert type(graph) is nx.Graph
    bodies: dict[tuple[str, str], set[str]] = {}
    for row in rows(opened, "assignments"):
        bodies.setdefault((row["document"], row["measure"]), set()).add(row["agency"])
    shared = Counter(frozenset(pair) for found in bodies.values() for pair in combinations(sorted(found), 2))
    names = {node: data["label_zh"] for node, data in graph.nodes(data=True)}
    assert {
        frozenset((names[one], names[other])): data["weight"]
        for one, other, data in graph.edges(data=True)
        if data["kind"] == "shares"
    } == shared


def test_whether_agencies_carry_their_roles(opened: Build) -> None:
    graph = network(opened, "agencies")
    answered: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in rows(opened, "assignments"):
        for role in (row["role"], "measures"):
            answered.setdefault((row["agency"], role), set()).add((row["document"], row["measure"]))
    bodies = [data for _, data in graph.nodes(data=True) if data["kind"] == "agency"]
    assert {data["label_zh"] for data in bodies} == {row["agency"] for row in rows(opened, "assignments")}
    for data in bodies:
        for role in ("measures", "lead", "support", "responsible", "implement"):
            assert data[role] == len(answered.get((data["label_zh"], role), ()))


def test_whether_roles_are_counted_within_the_selection(opened: Build) -> None:
    selection = Selection(city="jincheng", chapter="3", agency="晋城市能源局")
    (data,) = (
        d for _, d in network(opened, "responsibility", selection).nodes(data=True) if d["kind"] == "agency"
    )
    measures = {
        row["measure"]
        for row in rows(opened, "assignments")
        if row["agency"] == "晋城市能源局" and row["measure"].startswith("三/")
    }
    assert data["measures"] == len(measures) > 3


def test_whether_every_target_is_an_edge_with_its_numbers(opened: Build) -> None:
    graph = network(opened, "indicators", Selection(city="jincheng"))
    edges = {data["fact"]: data for *_, data in graph.edges(data=True)}
    table = [row for row in rows(opened, "targets") if row["document"] == "jincheng"]
    assert edges.keys() == {row["iri"] for row in table}
    for row in table:
        data = edges[row["iri"]]
        assert data["value"] == float(row["value"])
        assert (data.get("unit", ""), data["quote"]) == (row["unit"], row["quote"])
        assert str(data.get("target_year", "")) == row["target_year"]
        assert str(data.get("baseline_year", "")) == row["baseline_year"]
    labels = {data["label"] for data in edges.values()}
    assert {"= 207万千瓦 (2025)", "↓ 15.5 % (2025)", "≥ 90 % (2025)"} <= labels


def test_whether_targets_of_directives_and_counties_say_of_what_and_for_whom(opened: Build) -> None:
    graph = network(opened, "indicators")
    edges = [(graph.nodes[source], data) for source, _, data in graph.edges(data=True)]
    of_directives = {data["label"]: data.get("unit") for node, data in edges if node["kind"] == "directive"}
    assert {"↓ 13.5 % (2025)": "%", "= 7.19万吨 (2025)": "吨"}.items() <= of_directives.items()
    # 负增长 has no unit.
    assert [label for label, unit in of_directives.items() if not unit] == ["汾渭平原 ↑ < 0 (2025)"]
    counties = {data["area"]: data["label"] for _, data in edges if data["label"].startswith("内黄县 ")}
    assert counties.keys() == {"内黄县"}
    whole = [data for node, data in edges if data.get("area", "") == node.get("city")]
    assert len(whole) > 100
    assert not [data["label"] for data in whole if data["label"].startswith(data["area"])]
    # What is large is told in 万 or 亿 to people, and in full to software.
    assert {data["value"] for _, data in edges if data["label"] == "= 10亿元 (2023)"} == {1e9}


def test_whether_targets_as_nodes_say_what_of(opened: Build) -> None:
    graph = network(opened, "trace", Selection(city="jincheng"))
    targets = [data for _, data in graph.nodes(data=True) if data["kind"] == "target"]
    assert all(data["label_zh"].startswith(f"{data['indicator']} ") for data in targets)
    labels = {data["label"] for data in targets}
    assert {"单位GDP能耗 ↓ 15.5 % (2025)", "水泥熟料企业达到… = 2 户 (2025)"} <= labels


@pytest.mark.parametrize(
    ("numbers", "unit", "text"),
    [
        (("2070000",), "千瓦", "207万千瓦"),
        (("1000000000",), "元", "10亿元"),
        (("12345678",), "吨", "12345678 吨"),
        (("30000",), "万元", "30000 万元"),
        (("95", "98"), "%", "95–98 %"),
        (("20000", "35000"), "台", "2–3.5万台"),
        (("1.30",), "", "1.3"),
    ],
)
def test_whether_large_numbers_are_told_as_people_do(numbers: tuple[str, ...], unit: str, text: str) -> None:
    assert measured([Decimal(number) for number in numbers], unit) == text


def test_whether_every_fact_leads_up_to_a_national_directive(opened: Build) -> None:
    graph = network(opened, "trace")
    assert nx.is_directed_acyclic_graph(graph)
    tops = set(graph) - {source for source, *_ in graph.edges()}
    assert {graph.nodes[node]["kind"] for node in tops} == {"directive"}
    assert [graph.nodes[node]["number"] for node in tops] == ["国发〔2021〕33号"]
    found = Counter(kinds(graph).values())
    assert (found["obligation"], found["target"]) == (
        len(rows(opened, "obligations")),
        len(rows(opened, "targets")),
    )


def test_whether_citations_are_counted(opened: Build) -> None:
    graph = network(opened, "documents")
    found = {(source, target): data["weight"] for source, target, data in graph.edges(data=True)}
    weights = sum(weight for (source, _), weight in found.items() if "/plan/" in source)
    assert weights == len(rows(opened, "citations"))


def test_whether_documents_lead_through_the_province_to_the_nation(opened: Build) -> None:
    base = "https://w3id.org/policygraph/id/directive/"
    graph = network(opened, "documents")
    found = {
        (source.removeprefix(base), target.removeprefix(base)): data["weight"]
        for source, target, data in graph.edges(data=True)
        if source.startswith(base)
    }
    # By the number of plans that go back this way.
    plans = {row["document"] for row in rows(opened, "documents")}
    assert set(found) <= {("jinzhengfa-2022-25", "guofa-2021-33"), ("yuzheng-2022-29", "guofa-2021-33")}
    assert sum(found.values()) == len(plans)


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_everything_has_a_name_in_both_languages(view: str, opened: Build) -> None:
    graph = network(opened, view)
    assert all(len(line) > 10 for line in views()[view].about)
    assert len(views()[view].about) == 2
    assert all(data["label"].strip() and data["label_zh"].strip() for _, data in graph.nodes(data=True))
    assert {kind for *_, kind in joined(graph)} <= EDGES.keys()
    assert set(kinds(graph).values()) <= KINDS.keys()
    if view == "indicators":
        assert graph.nodes["https://w3id.org/policygraph/vocab/indicator/green-factories"]["label_en"] == (
            "Green factories created"
        )


@pytest.mark.parametrize("view", sorted(views()))
def test_whether_nodes_and_edges_come_in_sorted_order(view: str, opened: Build) -> None:
    graph = network(opened, view)
    assert list(graph) == sorted(graph)
    assert [edge[:2] for edge in graph.edges] == sorted(edge[:2] for edge in graph.edges)


@pytest.mark.parametrize("view", sorted(views()))
@pytest.mark.parametrize("city", ["jincheng", "晋城市"])
def test_whether_a_city_is_found_by_document_and_by_name(view: str, city: str, opened: Build) -> None:
    graph = network(opened, view, Selection(city=city))
    assert {data["document"] for _, data in graph.nodes(data=True) if data.get("document")} <= {"jincheng"}
    assert graph.number_of_edges() > 4


@pytest.mark.parametrize("chapter", ["3", "三、", "第三章"])
def test_whether_a_chapter_is_selected(chapter: str, opened: Build) -> None:
    graph = network(opened, "responsibility", Selection(chapter=chapter))
    assert joined(graph) == joined(network(opened, "responsibility", Selection(chapter="三")))
    paths = {data["path"] for _, data in graph.nodes(data=True) if data["kind"] == "measure"}
    assert {path.split("/")[0] for path in paths} == {"三"}


@pytest.mark.parametrize("path", ["三/(九)", "三（九）", "三、（九）", "3.9", "第三章（九）"])
def test_whether_a_theme_is_found_by_its_path_in_any_usual_writing(path: str, opened: Build) -> None:
    by_title = network(opened, "trace", Selection(theme="挥发性有机物"))
    assert joined(network(opened, "trace", Selection(theme=path))) == joined(by_title)


def test_whether_a_path_is_that_of_the_highest_directive(opened: Build) -> None:
    # 三/（一） of the province is coal, which the nation has in 三/（八）.
    graph = network(opened, "trace", Selection(theme="三/（一）"))
    measures = {node for node, kind in kinds(graph).items() if kind == "measure"}
    table = {row["iri"] for row in rows(opened, "measures") if "三/（一）" in row["theme"].split(";")}
    assert measures == table


def test_whether_a_theme_selects_what_localises_it(opened: Build) -> None:
    graph = network(opened, "trace", Selection(theme="挥发性有机物"))
    measures = [node for node, kind in kinds(graph).items() if kind == "measure"]
    table = [row["iri"] for row in rows(opened, "measures") if "三/（九）" in row["theme"].split(";")]
    assert sorted(measures) == sorted(table)
    assert "directive" in kinds(graph).values()


def test_whether_an_agency_selects_its_edges_and_elsewhere_its_measures(opened: Build) -> None:
    graph = network(opened, "responsibility", Selection(agency="能源局"))
    assert {d["label_zh"][-3:] for _, d in graph.nodes(data=True) if d["kind"] == "agency"} == {"能源局"}
    measures = {node for node, kind in kinds(graph).items() if kind == "measure"}
    traced = network(opened, "trace", Selection(agency="能源局"))
    assert {node for node, kind in kinds(traced).items() if kind == "measure"} == measures


def test_whether_an_indicator_is_found_in_english_too(opened: Build) -> None:
    graph = network(opened, "indicators", Selection(indicator="green factories"))
    assert {d["label_zh"] for _, d in graph.nodes(data=True) if d["kind"] == "indicator"} == {
        "绿色工厂创建数"
    }


def test_whether_selections_narrow_each_other(opened: Build) -> None:
    both = network(opened, "responsibility", Selection(city="jincheng", theme="三/（一）", agency="工业"))
    assert [edge for edge in joined(both) if edge[2] in ROLES] == [
        (
            "https://w3id.org/policygraph/id/agency/晋城市工业和信息化局",
            "https://w3id.org/policygraph/id/plan/jincheng/measure/3.2",
            "responsible",
        )
    ]


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        (Selection(city="nowhere"), "no document 'nowhere'; it holds: anyang, jincheng"),
        (Selection(chapter="99"), "no plan has a chapter '99'"),
        (Selection(theme="nowhere"), "no measure localises a provision 'nowhere'"),
        (Selection(agency="nowhere"), "no agency with 'nowhere' in its name"),
        (Selection(indicator="nowhere"), "no indicator with 'nowhere' in its name"),
        (Selection(city="jincheng", agency="安阳"), "holds nothing that fits the selection"),
    ],
)
def test_whether_names_that_fit_nothing_are_told(selection: Selection, sentence: str, opened: Build) -> None:
    with pytest.raises(UsageError, match=sentence):
        network(opened, "responsibility", selection)


def test_whether_an_unknown_view_is_told(opened: Build) -> None:
    with pytest.raises(UsageError, match="no view 'nonsense'; choose agencies, documents"):
        network(opened, "nonsense")


def test_whether_roles_are_called_as_in_the_graph(opened: Build) -> None:
    reader = Reader(opened)
    code = "https://w3id.org/policygraph/vocab/code/"
    roles = sorted({role for _, role in reader.pairs("https://w3id.org/policygraph/ontology#role")})
    assert [role.removeprefix(code) for role in roles] == ["implement", "lead", "responsible", "support"]
    for role in roles:
        look = EDGES[role.removeprefix(code)]
        assert (look.zh, look.en) == (reader.label(role), reader.label(role, "en"))
    assert EDGES["implement"].zh == "落实"
