"""The pages of the workbench: all of them linked, whole, in one language, and the same as their JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from starlette.testclient import TestClient

from policygraph.builds.store import Build
from policygraph.pages import Language
from policygraph.pipeline import build
from policygraph.queries.tables import stock_table
from policygraph.server.addresses import Addresses
from policygraph.server.responses import page_routes
from policygraph.server.views import PageRequest, PageView
from policygraph.server.workbench import Workbench, application
from policygraph.session import Session, open
from tests.server.browsing import Seen, seen_in

TO = Addresses()


@pytest.fixture(scope="module")
def client(chain_of_plans: Build) -> TestClient:
    return TestClient(application(Workbench(Session(chain_of_plans))))


PAGES = {
    "start": TO.start(),
    "document": TO.document("city"),
    "one kind of facts": f"{TO.document('city')}?kind=target",
    "measure": TO.measure("city", "二/（一）"),
    "preamble": TO.measure("city", "preamble"),
    "indicators": TO.indicators(),
    "indicator": TO.indicator("单位GDP能耗"),
    "agencies": TO.agencies(),
    "agency": TO.agency("株洲市工业和信息化局"),
    "directives": TO.directives(),
    "directive": TO.directive("国发〔2026〕12号"),
    "calendar": TO.calendar(),
    "calendar of a year": TO.calendar(year="2030"),
    "matrix": TO.matrix(),
    "trace": TO.trace("city", "二/（一）"),
    "trace of a document": TO.trace("city"),
    "findings": TO.findings(),
}


def html_of(client: TestClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return str(response.text)


def flaws(page: Seen) -> Iterator[str]:
    """What no page may have."""
    if page.headings.count(1) != 1 or page.headings[0] != 1:
        yield f"headings {page.headings}"
    if any(later - earlier > 1 for earlier, later in pairwise(page.headings)):
        yield f"a heading is left out: {page.headings}"
    if page.open:
        yield f"not closed: {page.open}"
    if len(set(page.ids)) < len(page.ids):
        yield f"ids stand twice: {sorted(one for one in page.ids if page.ids.count(one) > 1)}"
    if forbidden := [name for name in page.attributes if name == "style" or name.startswith("on")]:
        yield f"attributes that a strict policy refuses: {forbidden}"
    if "style" in page.tags or page.scripts != ["/static/workbench.js"]:
        yield f"style or script: {page.scripts}"
    if elsewhere := [link for link in (*page.links, *page.forms) if not link.startswith(("/", "#"))]:
        yield f"leads elsewhere: {elsewhere}"
    if page.fields_without_label:
        yield "a field has no label"


@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
@pytest.mark.parametrize("name", PAGES)
def test_whether_a_page_is_whole_and_in_its_language(
    client: TestClient, name: str, language: Language
) -> None:
    address = PAGES[name]
    sign = "&" if "?" in address else "?"
    page = seen_in(html_of(client, f"{address}{sign}lang={language}"))
    assert (page.language, list(flaws(page))) == (language, [])
    ways = [link for link in page.links if link.startswith("/") and not link.startswith("/static/")]
    # Only the switch leads to the other language.
    assert len([one for one in ways if ("lang=en" in one) is not (language is Language.EN)]) == 1


@pytest.mark.long
def test_whether_every_link_leads_somewhere(client: TestClient) -> None:
    pages: dict[str, Seen] = {}
    todo = {TO.start(), *PAGES.values()}
    while todo:
        address = todo.pop()
        response = client.get(address)
        assert response.status_code == 200, address
        is_page = response.headers["content-type"].startswith("text/html")
        pages[address] = seen_in(response.text) if is_page else Seen()
        assert list(flaws(pages[address])) == [] or not is_page, address
        links = {urldefrag(link).url for link in pages[address].links}
        todo |= {one for one in links if one.startswith("/") and "lang=" not in one} - pages.keys()
    assert len(pages) > 100
    for address, page in pages.items():
        for link in page.links:
            there, anchor = urldefrag(link)
            if anchor and "lang=" not in link:
                assert unquote(anchor) in pages[there or address].ids, f"{address}: {link}"


@pytest.mark.parametrize("name", ["nation", "province", "city", "county", "department"])
def test_whether_marks_hold_just_the_words_of_their_facts(client: TestClient, name: str) -> None:
    page = client.get(f"/documents/{name}.json").json()
    marked: dict[str, str] = {}
    for line in page["lines"]:
        for piece in line["pieces"]:
            for fact in piece["facts"]:
                marked[fact] = marked.get(fact, "") + piece["text"]
    quotes = {fact["id"]: fact["row"]["quote"].replace("\n", "") for fact in page["facts"]}
    assert len(quotes) > 5
    assert marked == quotes


def test_whether_the_reader_keeps_every_character(client: TestClient, chain_of_plans: Build) -> None:
    page = client.get("/documents/city.json").json()
    read = "".join(piece["text"] for line in page["lines"] for piece in line["pieces"])
    assert "".join(read.split()) == "".join(chain_of_plans.text("city").split())


@pytest.mark.parametrize("name", [name for name in PAGES if name != "start"])
def test_whether_json_stands_at_the_address_of_the_page(client: TestClient, name: str) -> None:
    path, _, query = PAGES[name].partition("?")
    asked = [
        client.get(f"{path}.json?{query}"),
        client.get(f"{path}?{query}&format=json"),
        client.get(PAGES[name], headers={"Accept": "application/json"}),
    ]
    assert {response.headers["content-type"] for response in asked} == {"application/json"}
    first, *others = [response.json() for response in asked]
    assert [first] * 2 == others
    assert first["title"] in html_of(client, PAGES[name]).replace("&#34;", '"')


@pytest.mark.parametrize(
    "address",
    [
        "/documents/nothing",
        "/documents/city/二",
        "/measures/city/九",
        "/measures/city",
        "/agencies/无此局",
        "/indicators/无此指标",
        "/directives/国发〔1900〕1号",
        "/trace",
        "/trace?iri=http://example.org/nothing",
        "/trace/nothing/一",
        "/tables/nothing.csv",
        "/tables/targets.exe",
        "/documents/../../etc/passwd",
        "/static/../workbench.py",
        "/static/nothing.css",
        "/nowhere.json",
    ],
)
def test_whether_what_is_not_there_has_a_page(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    page = seen_in(response.text)
    assert (page.words["h1"], list(flaws(page))) == ("没有此页", [])
    assert client.get(address, headers={"Accept": "application/json"}).json() == {"title": "没有此页"}


def test_whether_an_internal_fault_says_nothing_to_clients(chain_of_plans: Build) -> None:
    def page(workbench: Workbench, asked: PageRequest) -> PageView:
        raise ValueError("secret")

    made = application(Workbench(Session(chain_of_plans)), routes=page_routes("/broken", page))
    response = TestClient(made, raise_server_exceptions=False).get("/broken?lang=en")
    assert response.status_code == 500
    assert "Internal fault" in response.text
    assert "secret" not in response.text
    assert "Traceback" not in response.text


HOSTILE = "<script>alert(1)</script>'\"><img src=x onerror=alert(2)>{{7*7}}"


@pytest.mark.long
def test_whether_what_documents_say_is_never_markup(tmp_path: Path) -> None:
    plans = tmp_path / "plans" / "a b" / "50%?#&"
    plans.mkdir(parents=True)
    text = (
        f"临河市{HOSTILE}方案\n一、主要目标{HOSTILE}\n到2025年，秸秆综合利用率达到92%以上。依据《{HOSTILE}规划》。\n"
        f"二、重点任务\n（一）{HOSTILE}工程。建设光伏。（市{HOSTILE}局、市生态环境局负责）\n"
    )
    (plans / "x<b>.json.txt").write_text(text, "utf-8")
    build([tmp_path / "plans"], tmp_path / "out")
    client = TestClient(application(Workbench(open(tmp_path / "out"))))
    name = "a b/50%?#&/x<b>.json"
    todo, seen = {TO.document(name), TO.trace(name), TO.start()}, set[str]()
    while todo:
        address = todo.pop()
        seen.add(address)
        response = client.get(address)
        assert response.status_code == 200, address
        if not response.headers["content-type"].startswith("text/html"):
            continue
        page = seen_in(response.text)
        assert list(flaws(page)) == [], address
        assert "img" not in page.tags
        links = {urldefrag(link).url for link in page.links}
        todo |= {one for one in links if one.startswith("/") and "lang=" not in one} - seen
    assert any(address.startswith("/measures/") for address in seen)


def test_whether_the_matrix_is_filtered_and_sorted_by_its_address(client: TestClient) -> None:
    whole = client.get("/matrix.json").json()
    names = [column["name"] for column in whole["columns"]]
    sorted_ = client.get("/matrix.json", params={"sort": "city"}).json()
    cells = [line["cells"][names.index("city")] for line in sorted_["lines"]]
    figures = [float(cell[0]["value"].partition("..")[0]) for cell in cells if cell]
    assert figures == sorted(figures, reverse=True)
    assert [bool(cell) for cell in cells] == sorted((bool(cell) for cell in cells), reverse=True)
    energy = client.get("/matrix.json", params={"topic": "能源"}).json()
    assert 0 < len(energy["lines"]) <= len(whole["lines"])
    assert {line["topic"] for line in energy["lines"]} == {"能源"}
    year = client.get("/matrix.json", params={"year": "2028"}).json()
    years = {one["year"] for line in year["lines"] for cell in line["cells"] for one in cell}
    assert years <= {"2028"}
    assert client.get("/matrix.json", params={"year": "1850"}).json()["lines"] == []


def test_whether_a_table_is_downloaded_as_it_is_asked(client: TestClient, chain_of_plans: Build) -> None:
    response = client.get("/tables/targets.csv")
    assert response.headers["content-disposition"] == 'attachment; filename="targets.csv"'
    rows = list(csv.reader(io.StringIO(response.text)))
    table = stock_table(chain_of_plans, "targets")
    assert rows[0] == [column.name for column in table.columns]
    assert len(rows) == len(table.rows) + 1
    assert client.get("/tables/targets.xlsx").content[:2] == b"PK"


@pytest.mark.long
def test_whether_indicators_are_there_whatever_says_something_of_them(real_plans: Build) -> None:
    """Some have no figure of their own, and some are compared with a plan that is itself among the documents."""
    client = TestClient(application(Workbench(Session(real_plans))))
    delegated = list(rows_of(real_plans, "delegated", "concept", "quote"))
    for concept, quote in delegated:
        assert quote[:20] in unescape(html_of(client, TO.indicator(concept)))
    compared = {concept for concept, above in rows_of(real_plans, "levels", "concept", "above") if above}
    addresses = {
        urldefrag(link).url
        for concept in compared
        for link in seen_in(html_of(client, TO.indicator(concept))).links
        if link.startswith(("/documents", "/directives"))
    }
    assert len(delegated) > 10
    assert len(addresses) > 5
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def rows_of(build: Build, table: str, *columns: str) -> Iterator[list[str]]:
    found = stock_table(build, table)
    places = [[one.name for one in found.columns].index(column) for column in columns]
    return ([str(row[at] or "") for at in places] for row in found.rows)


def test_whether_an_indicator_says_who_asks_for_more(client: TestClient) -> None:
    page = client.get("/indicators/单位GDP能耗.json").json()
    (group,) = page["groups"]
    verdicts = {one["document"]: {row["verdict"] for row in one["compared"]} for one in group["targets"]}
    assert verdicts["city"] == {"stricter", "looser"}
    assert verdicts["nation"] == set()
    assert {bar["document"] for bar in group["chart"]} >= {"nation", "city", "county"}
    assert "严于上级" in client.get("/indicators/单位GDP能耗").text


@pytest.mark.long
def test_whether_findings_are_said_in_the_language_of_the_page(real_plans: Build) -> None:
    client = TestClient(application(Workbench(Session(real_plans))))
    chinese, english = (client.get(f"/findings?rule=table-repeated&lang={one}").text for one in ("zh", "en"))
    assert "表格重复：附件3的表格再次出现，只读一次" in chinese
    assert "is printed again and read once" not in chinese
    assert "a table of 附件3 is printed again and read once" in english
    assert "表格重复：附件3的表格再次出现" in client.get("/documents/anyang").text


def test_whether_the_first_page_names_areas_in_its_language(client: TestClient) -> None:
    for language, area, head in ((Language.ZH, "株洲市", "目标"), (Language.EN, "Zhuzhou", "Targets")):
        page = html_of(client, Addresses(language).start())
        assert f"<td>{area}</td>" in page
        assert f'<th scope="col" class="number">{head}</th>' in page
