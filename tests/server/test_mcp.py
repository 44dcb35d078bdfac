"""``policygraph mcp`` as an assistant meets it: the package's own client, over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import Any

import pytest
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

from policygraph.builds.store import Build

pytestmark = pytest.mark.long

CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "targets": ("ask", {"name": "targets", "limit": 3, "offset": 1}),
    "agencies": ("ask", {"name": "agencies", "limit": 50}),
    "part": ("show", {"name": "city", "path": "二/（一）"}),
    "chain": ("trace", {"name": "city", "path": "二/（一）"}),
    "below": ("trace", {"name": "province", "down": True}),
    "words": ("search", {"words": "能耗"}),
    "own": ("sparql", {"query": "SELECT ?t { ?t <http://www.w3.org/ns/prov#wasQuotedFrom> ?s }"}),
    "truth": ("sparql", {"query": "ASK {}"}),
    "no name": ("ask", {"name": "targts"}),
    "outside": ("sparql", {"query": "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }"}),
    "update": ("sparql", {"query": "CLEAR ALL"}),
    "for ever": (
        "sparql",
        {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "timeout": 0.5},
    ),
    "too many": ("ask", {"name": "targets", "limit": 100_000}),
    "nothing": ("search", {"words": " "}),
}
REFUSED = {
    "no name": "there is no query 'targts'",
    "outside": "SERVICE is not allowed",
    "update": "a build is read-only",
    "for ever": "took more than 0.5 s",
    "too many": "less than or equal to 200",
    "nothing": "nothing is looked for",
}


async def talk(folder: str) -> dict[str, Any]:
    command = StdioServerParameters(
        command=sys.executable, args=["-m", "policygraph", "mcp", "--graph", folder], env=dict(os.environ)
    )
    async with Client(stdio_client(command)) as client:
        found: dict[str, Any] = {"tools": (await client.list_tools()).tools}
        for name, (tool, arguments) in CALLS.items():
            found[name] = await client.call_tool(tool, arguments)
        found["ontology"] = await client.read_resource("policygraph://ontology")
        return found


def shown(value: object) -> list[dict[str, Any]]:
    """The places in an answer, wherever they stand."""
    if isinstance(value, list):
        return [place for one in value for place in shown(one)]
    if not isinstance(value, dict):
        return []
    quote = value.get("quote", value.get("text"))
    is_place = {"document", "path", "start", "end"} <= value.keys() and isinstance(quote, str)
    here = [{**value, "quote": quote}] if is_place else []
    return here + [place for one in value.values() for place in shown(one)]


def test_whether_an_assistant_is_answered_with_places(chain_of_plans: Build) -> None:
    found = asyncio.run(talk(str(chain_of_plans.folder)))
    assert {tool.name for tool in found["tools"]} == {
        "list_questions",
        "ask",
        "show",
        "trace",
        "search",
        "sparql",
    }
    assert all(tool.annotations.read_only_hint for tool in found["tools"])
    answers = {name: found[name].structured_content for name in CALLS if name not in REFUSED}
    for name in answers.keys() - {"truth"}:
        places = shown(answers[name])
        assert places, name
        for place in places:
            text = chain_of_plans.text(place["document"])
            assert text[place["start"] : place["end"]] == place["quote"], name
    for name in ("targets", "agencies", "words"):
        assert all(row["places"] for row in answers[name]["rows"]), name
    assert len(answers["targets"]["rows"]) == 3
    assert answers["targets"]["total"] > 3
    assert answers["truth"] == {"boolean": True}
    assert "能耗" in json.dumps(answers["words"], ensure_ascii=False)
    for name, sentence in REFUSED.items():
        assert found[name].is_error
        assert sentence in found[name].content[0].text
        assert "Traceback" not in found[name].content[0].text
    assert "owl:Ontology" in found["ontology"].contents[0].text
