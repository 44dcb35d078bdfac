"""Questions as forms: asked as a browser without scripts asks them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import httpx
import openpyxl
import pytest

from policygraph.builds.store import Build
from policygraph.queries.questions import question, questions
from policygraph.queries.run import run
from policygraph.server.forms import form_routes
from policygraph.server.limits import Limits
from policygraph.server.workbench import application
from tests.server.disguises import RUNAWAYS
from tests.server.serving import client_of, listening, workbench

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def client(chain_of_plans: Build) -> Iterator[httpx.Client]:
    limits = Limits(seconds=10, rows=5000, memory=256 << 20, at_once=2)
    with (
        workbench(chain_of_plans, limits) as made,
        listening(application(made, routes=form_routes())) as address,
        client_of(address) as client,
    ):
        yield client


def test_whether_every_question_is_listed_and_answered(client: httpx.Client, chain_of_plans: Build) -> None:
    page = client.get("/questions").text
    for one in questions():
        assert f'href="/questions/{one.name}"' in page
        answer = client.get(f"/questions/{one.name}.json", params=dict(one.parameters))
        found = answer.json()
        assert answer.status_code == 200 or "the build knows no" in found["error"], one.name
        assert not found["error"] or found["fields"], one.name
        if not one.parameters:
            assert found["total"] == len(run(chain_of_plans, one.query).rows), one.name


@pytest.mark.parametrize(("lang", "asked"), [("zh", "chinese"), ("en", "english")])
def test_whether_a_page_asks_in_its_language(client: httpx.Client, lang: str, asked: str) -> None:
    page = client.get("/questions/search", params={"lang": lang}).text
    assert f"<h1>{getattr(question('search'), asked)}</h1>" in page
    assert re.search(r'<input name="text" value="" placeholder="[^"]+" required/>', page)
    assert "<table>" not in page


def test_whether_an_answer_leads_to_its_sentences(client: httpx.Client, chain_of_plans: Build) -> None:
    page = client.get("/questions/targets").text
    name = chain_of_plans.manifest.documents[0].name
    assert re.search(rf'<a href="/documents/{re.escape(name)}[^"]*">{re.escape(name)}</a>', page)
    assert re.search(r'<a href="/measures/[^"]+">', page)
    assert re.search(r'<a href="/documents/[^"]+#at-\d+">', page)


@pytest.mark.parametrize(
    ("name", "lang", "heads", "words"),
    [
        ("due", "zh", ["到期时间", "承担该措施的机构"], ["任务要求", "目标"]),
        ("agencies", "zh", ["责任单位", "措施数"], []),
        ("due", "en", ["Due", "Bodies that answer for the measure"], ["obligation", "target"]),
    ],
)
def test_whether_an_answer_is_worded_for_people(
    client: httpx.Client, name: str, lang: str, heads: list[str], words: list[str]
) -> None:
    found = client.get(f"/questions/{name}.json", params={"lang": lang}).json()
    assert set(heads) <= {column["head"] for column in found["columns"]}
    assert set(words) <= {cell["word"] for row in found["rows"] for cell in row}
    page = client.get(f"/questions/{name}", params={"lang": lang}).text
    assert all(f">{one}</th>" in page for one in heads)


def test_whether_an_answer_comes_as_a_file(client: httpx.Client) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/questions/targets.csv").text)))
    answer = client.get("/questions/targets.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["targets"]
    assert rows[0] == [cell.value for cell in sheet[1]]
    assert len(rows) == sheet.max_row > 1
    assert 'filename="targets.xlsx"' in answer.headers["content-disposition"]
    assert client.get("/questions/none.csv").status_code == 400
    assert "the build knows no year" in client.get("/questions/due.csv", params={"year": "1"}).text


def test_whether_a_value_that_nothing_has_is_answered_with_a_sentence(client: httpx.Client) -> None:
    answer = client.get("/questions/due", params={"year": '"><script>x</script>'})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "<script>x" not in answer.text
    assert client.get("/questions/nothing").status_code == 404


def test_whether_a_question_of_ones_own_is_answered(client: httpx.Client) -> None:
    query = 'SELECT ?n ("<script>x</script>" AS ?x) { ?d a pg:CityPlan ; dcterms:identifier ?n }'
    bare = client.get("/questions/sparql").text
    prefixes = re.findall(r"PREFIX (\w+): &lt;(.*?)&gt;", bare)
    whole = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes) + query
    page = client.get("/questions/sparql", params={"query": whole}).text
    assert "<td" in page
    assert "<script>x" not in page
    assert "是</strong>" in client.get("/questions/sparql", params={"query": "ASK {}"}).text
    assert question("targets").chinese in client.get("/questions/sparql", params={"example": "targets"}).text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("SELECT", "not valid SPARQL"),
        ("DROP ALL", "read-only"),
        ("ASK { SERVICE <http://127.0.0.1:9/> {} }", "SERVICE is not allowed"),
        (RUNAWAYS["product of three"], "was stopped"),
    ],
)
def test_whether_what_cannot_be_answered_is_said(client: httpx.Client, query: str, sentence: str) -> None:
    answer = client.get("/questions/sparql", params={"query": query, "timeout": "0.5", "lang": "en"})
    assert answer.status_code == 400
    assert sentence in answer.text


def test_whether_the_editor_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    answer = client.get("/questions/editor")
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert re.search(r"style-src 'self' 'sha256-[\w+/]+='", policy)
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text)
    assert "/static/yasgui/yasgui.min.js" in loaded
    assert [client.get(address).status_code for address in loaded] == [200] * len(loaded)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)
    assert "MIT License" in client.get("/static/yasgui/LICENSES.txt").text
