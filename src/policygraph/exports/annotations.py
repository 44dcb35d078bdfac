"""The facts as Web Annotations (https://www.w3.org/TR/annotation-model/), for the tools in which people mark text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.model import Span
from policygraph.queries.address import document
from policygraph.queries.quoted import QuotedFact, quoted_facts
from policygraph.queries.selection import Scope
from policygraph.rdf.terms import PG
from policygraph.sources.written_corrections import anchor_at

__all__ = ["web_annotations"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def web_annotations(build: Build, scope: Scope) -> Iterator[bytes]:
    """A collection of one page with an annotation a line for each fact, by document and place.

    The target is the document's text with a TextQuoteSelector and a TextPositionSelector, which counts code points.
    The bodies are the fact's IRI (identifying), its kind (tagging) and its columns, one each (describing, as
    ``value: 18``); what is empty has none. A document as such has no selector.

    Raises:
        GraphError: the text of a document is missing from the build.
    """
    facts = [
        fact for fact in quoted_facts(build) if scope.documents is None or fact.document in scope.documents
    ]
    reader = Reader(build)
    texts = {
        name: reader.value(document(reader, name), PG.iri("sourceText"))
        for name in {f.document for f in facts}
    }
    collection = f"{build.base}id/annotations"
    head = {"@context": _CONTEXT, "id": collection, "type": "AnnotationCollection", "total": len(facts)}
    page = {"id": f"{collection}/1", "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
    yield f'{_json(head)[:-1]}, "first": {_json(page)[:-1]}, "items": ['.encode()
    for number, fact in enumerate(facts):
        one = _annotation(fact, texts[fact.document], build.text(fact.document))
        yield f"{',' if number else ''}\n{_json(one)}".encode()
    yield b"\n]}}\n"


def _annotation(fact: QuotedFact, text_iri: str, text: str) -> dict[str, Any]:
    told = (("document", fact.document), ("measure", fact.path), *fact.fields)
    target: dict[str, Any] = {"type": "SpecificResource", "source": text_iri}
    if fact.quote:
        target["selector"] = _selectors(fact, text)
    return {
        "id": f"{fact.iri}#annotation",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "SpecificResource", "source": fact.iri, "purpose": "identifying"},
            {"type": "TextualBody", "purpose": "tagging", "value": fact.kind, "format": "text/plain"},
            *(
                {
                    "type": "TextualBody",
                    "purpose": "describing",
                    "value": f"{name}: {value}",
                    "format": "text/plain",
                }
                for name, value in told
                if value
            ),
        ],
        "target": target,
    }


def _selectors(fact: QuotedFact, text: str) -> list[dict[str, Any]]:
    anchor = anchor_at(text, Span(fact.start, fact.end), fact.path)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        },
        {"type": "TextPositionSelector", "start": fact.start, "end": fact.end},
    ]


def _json(node: object) -> str:
    return json.dumps(node, ensure_ascii=False)
