"""Defects that a program puts into documents and graphs, and what a validation has to say of each.

A mutation changes the text of one document before the build, or the triples of its graph after it. All documents of
the corpus are built together; one build carries a mutation in each of several documents, so that a hundred defects
take seconds. Findings are told apart by document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policygraph.builds.store import open_build
from policygraph.pipeline import build
from policygraph.validation.check import validate
from policygraph.validation.results import Result

PREFIXES = """
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX code: <https://w3id.org/policygraph/vocab/code/>
PREFIX unit: <https://w3id.org/policygraph/vocab/unit/>
PREFIX ind: <https://w3id.org/policygraph/vocab/indicator/>
PREFIX id: <https://w3id.org/policygraph/id/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A finding as a reader sees it. ``line`` is 0 and ``quote`` empty where it has no place in the text.

    ``reason`` says why a finding follows that is not the mutation's own.
    """

    rule: str
    line: int
    quote: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One defect in one document, and how its findings differ from those of the unmutated corpus.

    ``text`` are replacements: what stands there exactly once, and what is put in its place. ``patterns`` are regular
    expressions, all of whose matches are replaced. ``update`` is a SPARQL update of the built graph. ``hits`` are all
    new findings, the rule's own first (none for a harmless change); ``lost`` are those that vanish.
    """

    name: str
    document: str
    hits: tuple[Hit, ...]
    text: tuple[tuple[str, str], ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()
    update: str = ""
    lost: tuple[Hit, ...] = ()

    @property
    def rule(self) -> str:
        """The rule that the mutation is made for."""
        return self.hits[0].rule

    def changed(self, source: str) -> str:
        """The text of the document with the defect.

        Raises:
            ValueError: a stretch to replace does not stand there exactly once, or a pattern matches nowhere.
        """
        for old, new in self.text:
            if source.count(old) != 1:
                raise ValueError(f"{self.name}: {old!r} stands {source.count(old)} times in {self.document}")
            source = source.replace(old, new)
        for pattern, new in self.patterns:
            source, number = re.subn(pattern, new, source)
            if not number:
                raise ValueError(f"{self.name}: {pattern!r} matches nowhere in {self.document}")
        return source


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a mutation changed: new findings and vanished ones, and the new ones' messages in Chinese and English."""

    new: Counter[Hit]
    lost: Counter[Hit]
    messages: tuple[tuple[str, str], ...]


def loss(rule: str, document: str, thing: str, quote: str, line: int, predicate: str) -> Mutation:
    """The fact that was read from ``quote`` loses its statements with ``predicate``."""
    return Mutation(
        f"{rule} {document} loses {predicate} of {quote}",
        document,
        (Hit(rule, line, quote),),
        update=f"""DELETE {{ ?fact {predicate} ?value }} WHERE {{
            ?fact a pg:{thing} ; {predicate} ?value ; prov:wasQuotedFrom|pg:textSpan ?span .
            ?span pg:exact "{quote}" ; pg:inText ?text . ?text pg:fileName "{document}.txt" }}""",
    )


def rounds(mutations: Sequence[Mutation]) -> Iterator[tuple[Mutation, ...]]:
    """Mutations packed so that no two of a round change one document."""
    waiting = list(mutations)
    while waiting:
        chosen = {m.document: m for m in reversed(waiting)}
        yield tuple(chosen.values())
        waiting = [m for m in waiting if chosen[m.document] is not m]


def outcomes(mutations: Sequence[Mutation], corpus: Mapping[str, str], folder: Path) -> dict[str, Outcome]:
    """The outcome of each mutation by its name, and of each document that a round left alone.

    Args:
        mutations: with names that differ.
        corpus: the unmutated texts by document.
        folder: an empty folder for the builds.
    """
    before = _validated(corpus, (), folder / "unmutated")
    found: dict[str, Outcome] = {}
    for number, chosen in enumerate(rounds(mutations)):
        # The empty name stands for findings that belong to no document.
        names = {document: f"{document}, unmutated in round {number}" for document in (*corpus, "")}
        names |= {m.document: m.name for m in chosen}
        texts = dict(corpus) | {m.document: m.changed(corpus[m.document]) for m in chosen}
        after = _validated(texts, chosen, folder / str(number))
        found |= {name: _difference(before[document], after[document]) for document, name in names.items()}
    return found


def _validated(
    texts: Mapping[str, str], mutations: Iterable[Mutation], folder: Path
) -> defaultdict[str, list[Result]]:
    """The findings by document."""
    sources = folder / "plans"
    sources.mkdir(parents=True)
    for name, text in texts.items():
        (sources / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    build([sources], folder / "build")
    opened = open_build(folder / "build")
    for mutation in mutations:
        if mutation.update:
            opened.store.update(PREFIXES + mutation.update)
    found: defaultdict[str, list[Result]] = defaultdict(list)
    for result in validate(opened, engine="shifty").results:
        found[result.document].append(result)
    return found


def _difference(before: Sequence[Result], after: Sequence[Result]) -> Outcome:
    new = _without(after, before)
    return Outcome(
        new=Counter(map(hit, new)),
        lost=Counter(map(hit, _without(before, after))),
        messages=tuple((result.zh, result.en) for result in new),
    )


def hit(result: Result) -> Hit:
    """A result as a reader sees it."""
    return Hit(
        result.rule, result.place.line if result.place else 0, result.place.quote if result.place else ""
    )


def counted(hits: Iterable[Hit]) -> Counter[Hit]:
    """How often each place is hit, whatever the reasons."""
    return Counter(Hit(one.rule, one.line, one.quote) for one in hits)


def _without(results: Iterable[Result], others: Iterable[Result]) -> list[Result]:
    """Findings are the same if rule, words and quote are: a mutation moves the lines behind it."""
    known = Counter(map(_key, others))
    found = []
    for result in results:
        key = _key(result)
        known[key] -= 1
        if known[key] < 0:
            found.append(result)
    return found


def _key(result: Result) -> tuple[str, str, str]:
    return result.rule, result.zh, result.place.quote if result.place else ""
