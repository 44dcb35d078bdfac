"""What assistants ask of a build: rows, things, chains and sentences, each with the places that show it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, cast

from policygraph.errors import QueryError
from policygraph.queries.parameters import parameters
from policygraph.queries.questions import question, questions
from policygraph.queries.tables import column_named
from policygraph.rdf.terms import DCTERMS, PG
from policygraph.review.lines import path_at
from policygraph.server.places import names_of
from policygraph.server.pool import pool_of
from policygraph.server.search import index_of

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench
    from policygraph.server.worker import Request

__all__ = ["MOST_ROWS", "Assistant", "Data"]

# An answer has to fit into a conversation: who wants more asks for the next rows.
MOST_ROWS = 200

Data = dict[str, object]
_Cell = str | list[str]


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers as values of JSON.

    A place is a document, the path of the part, the exact quote, and its half-open offsets in code points.
    """

    workbench: Workbench

    def questions(self) -> list[Data]:
        """All stock questions in English and Chinese, with what can be given to each; ``is_needed`` has to be."""
        known = parameters()
        return [
            {
                "name": one.name,
                "subject": one.subject,
                "english": one.english,
                "chinese": one.chinese,
                "parameters": [
                    {
                        "name": name,
                        "english": known[name].en,
                        "chinese": known[name].zh,
                        "is_needed": bool(example),
                    }
                    for name, example in one.parameters.items()
                ],
            }
            for one in questions()
        ]

    def ask(self, name: str, given: Mapping[str, str], limit: int, offset: int) -> Data:
        """The rows of a stock question, ``limit`` of them after the first ``offset``.

        Raises:
            QueryError: there is no such question, or it does not know what is given.
        """
        one = question(name)
        said = {"name": name, "english": one.english, "chinese": one.chinese}
        found = self._rows({"do": "rows", "name": name, "given": dict(given)}, limit, offset)
        explained = [column_named(name, str(column)) for column in cast("list[str]", found["columns"])]
        found["columns"] = [{"name": one.name, "english": one.en, "chinese": one.zh} for one in explained]
        return said | found

    def sparql(self, query: str, limit: int, offset: int, seconds: float) -> Data:
        """The rows of a read-only query, or the ``boolean`` of an ASK.

        Raises:
            QueryError: it is refused, or was stopped.
        """
        return self._rows({"do": "rows", "query": query}, limit, offset, seconds)

    def show(self, name: str, path: str) -> Data:
        """All that is said about one thing.

        Raises:
            QueryError: the build knows no such thing.
        """
        return cast("Data", self._placed(asdict(self.workbench.session.show(name, path))))

    def trace(self, name: str, path: str, *, is_down: bool) -> Data:
        """The chain from a thing up to the directives, or down to what carries it out.

        Raises:
            QueryError: the build knows no such thing.
        """
        session = self.workbench.session
        if not is_down:
            return cast("Data", self._placed(asdict(session.trace(name, path))))
        below = session.down(name, path)
        tables = [
            {
                "title": table.title,
                "note": table.note,
                "rows": [self._below(table.columns, row) for row in table.rows],
            }
            for table in below.tables
        ]
        return {"tree": self._placed(asdict(below.tree)), "tables": tables}

    def _below(self, columns: Sequence[str], cells: Sequence[str]) -> Data:
        """A row of a view from above; a column may be named after a document, with a sign and a path in its cells."""
        values = dict(zip(columns, cells, strict=True))
        parts = self.workbench.once("parts", self._parts)
        named = ((name, cell.partition(" ")[2]) for name, cell in values.items())
        places = [place for one in named if one in parts and (place := self._place_of(parts[one]))]
        return {"values": values, "places": places or self._places(values)}

    def search(self, words: str, document: str, limit: int, offset: int) -> Data:
        """The sentences that hold some words, in all documents or in one, and what is called by them.

        Raises:
            QueryError: nothing is looked for, or there is no such document.
        """
        if not words.strip():
            raise QueryError("nothing is looked for; give words, two characters or more find best")
        if document and document not in names_of(self.workbench):
            raise QueryError(f"the build holds no document {document!r}; ask the question documents for all")
        index = index_of(self.workbench)
        hits = [hit for hit in index.hits(words) if document in ("", hit.document)]
        return {
            "total": len(hits),
            "occurrences": sum(len(hit.places) for hit in hits),
            "named": [asdict(one) for one in index.named(words)[:_MOST_NAMED]],
            "rows": [
                {
                    "title": hit.title,
                    "places": [
                        _place(
                            hit.document,
                            hit.path,
                            index.text(hit.document)[hit.sentence.start : hit.sentence.end],
                            hit.sentence.start,
                        )
                    ],
                    "words_at": [[place.start, place.end] for place in hit.places],
                    "facts": [
                        {
                            "kind": fact.kind,
                            "iri": fact.iri,
                            "quote": index.text(hit.document)[fact.span.start : fact.span.end],
                        }
                        for fact in hit.facts
                    ],
                }
                for hit in hits[offset : offset + limit]
            ],
        }

    def _rows(self, request: Request, limit: int, offset: int, seconds: float = 0) -> Data:
        answer = json.loads(pool_of(self.workbench).ask({**request, "most": offset + limit}, seconds))
        if answer["boolean"] is not None:
            return {"boolean": answer["boolean"]}
        columns: Sequence[str] = answer["columns"]
        return {
            "columns": columns,
            "total": answer["total"],
            "rows": [
                {"values": {name: _plain(cell) for name, cell in row.items()}, "places": self._places(row)}
                for cells in answer["rows"][offset:]
                for row in [dict(zip(columns, cast("list[_Cell]", cells), strict=True))]
            ],
        }

    def _places(self, row: Mapping[str, _Cell]) -> list[Data]:
        """Where the sources show what a row says.

        Its own place, else those of the things that it names, of the facts that say the same, or the heading of the
        part of a document; none of a row that counts.
        """
        texts = {name: _plain(cell) for name, cell in row.items()}
        name = texts.get("document", "")
        if name in names_of(self.workbench) and texts.get("start") and texts.get("quote"):
            start = int(texts["start"])
            path = texts.get("measure") or path_at(self.workbench.reader, name, start)
            return [_place(name, path, texts["quote"], start)]
        part = self.workbench.once("parts", self._parts).get((name, texts.get("measure", "")), "")
        for things in (
            (cell[0] for cell in row.values() if isinstance(cell, list)),
            self._facts(texts),
            filter(None, (part,)),
        ):
            places = (self._place_of(iri) for iri in things)
            found = {(place["document"], place["start"]): place for place in places if place}
            if found:
                return list(found.values())[:_MOST_PLACES]
        return []

    def _facts(self, texts: Mapping[str, str]) -> Iterator[str]:
        """The facts of a document that say what a row without their IRI does."""
        said = {_COLUMNS.get(name, name): text for name, text in texts.items() if text and name not in _OTHER}
        for table, keys in _FACTS.items():
            if "document" in said and keys & said.keys():
                for row in self.workbench.where(table, "document", said["document"]):
                    if all(row[name] == text for name, text in said.items() if name in row):
                        yield row["iri"]

    def _parts(self) -> Mapping[tuple[str, str], str]:
        """The parts of all documents by document and path."""
        reader = self.workbench.reader
        document, name = PG.iri("ofDocument"), DCTERMS.iri("identifier")
        return {
            (reader.value(reader.value(part, document), name), path): part
            for part, path in reader.pairs(PG.iri("path"))
        }

    def _place_of(self, iri: str) -> Data | None:
        reader = self.workbench.reader
        quote = reader.evidence(iri)
        if quote is None:
            return None
        path = reader.value(reader.value(iri, PG.iri("inProvision")) or iri, PG.iri("path"))
        path = path or path_at(reader, quote.document, quote.start)
        return _place(quote.document, path, quote.text, quote.start)

    def _placed(self, value: object) -> object:
        """Values of JSON in which each quote has the path of the part that it stands in."""
        if isinstance(value, list | tuple):
            return [self._placed(one) for one in value]
        if not isinstance(value, dict):
            return value
        found = {name: self._placed(one) for name, one in value.items()}
        if {"document", "start", "end", "text"} <= found.keys() and found["document"]:
            found["path"] = path_at(self.workbench.reader, str(found["document"]), int(str(found["start"])))
        return found


# Things that are called by the words of a search, and places of a row.
_MOST_NAMED, _MOST_PLACES = 20, 20
# Tables of facts, with columns of which a row has to have one that it can be about such facts; columns that mean
# another thing elsewhere, and what some questions call a column of these.
_FACTS: Mapping[str, frozenset[str]] = {
    "targets": frozenset(("concept", "indicator")),
    "assignments": frozenset(("agency",)),
    "citations": frozenset(("doc_number", "title")),
}
_OTHER = {"iri", "derived"}
_COLUMNS = {"number": "doc_number", "county": "area"}


def _place(document: str, path: str, quote: str, start: int) -> Data:
    return {"document": document, "path": path, "quote": quote, "start": start, "end": start + len(quote)}


def _plain(cell: _Cell) -> str:
    return cell[0] if isinstance(cell, list) else cell
