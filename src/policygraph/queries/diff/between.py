"""The differences between two builds in what people ask for: documents, provisions, targets, duties, citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from policygraph.builds.reader import Reader
from policygraph.builds.store import Build
from policygraph.graph.verdicts import Judgement
from policygraph.queries.changes import Edition, editions
from policygraph.queries.diff.differences import TOLD, Difference, Differences, Field, Kind, Side
from policygraph.queries.diff.judging import Judge
from policygraph.queries.diff.pairing import paired_documents
from policygraph.queries.diff.provisions import Provisions
from policygraph.queries.diff.rewording import marked
from policygraph.queries.editions import bare
from policygraph.queries.facts import Fact, FactKind, facts_of, fields_of
from policygraph.queries.wording import number
from policygraph.rdf.iris import Iris

__all__ = ["differences"]


def differences(before: Build, after: Build, names: Mapping[str, str] = MappingProxyType({})) -> Differences:
    """What differs between two builds.

    Documents are paired by their names, and those that are left on both sides where area and title say that they are
    editions of one.

    Args:
        before: the earlier build.
        after: the later one.
        names: the only documents to compare, each with its name in the later build; all where none is given.

    Raises:
        QueryError: a build has no document of that name.
    """
    old, new = facts_of(before), facts_of(after)
    paired = paired_documents(old, new, names)
    judge = Judge(before, after)
    found = [
        difference
        for edition in editions(old, new, paired)
        if not names or edition.before in names
        for difference in _Told(edition, Reader(before), Reader(after), judge).differences()
    ]
    renamed = {one: other for one, other in paired.items() if one != other}
    return Differences(tuple(found), renamed, (before.manifest.policygraph, after.manifest.policygraph))


class _Told:
    """Tells what became of the facts of one document."""

    def __init__(self, edition: Edition, old: Reader, new: Reader, judge: Judge) -> None:
        self._edition, self._judge = edition, judge
        self._readers = (old, new)
        self._provisions = Provisions(edition)
        self._name = edition.after or edition.before

    def differences(self) -> Iterator[Difference]:
        """By kind, in the order of the text."""
        edition = self._edition
        if not (edition.before and edition.after):
            yield self._whole()
            return
        tell: Mapping[FactKind, Callable[[], Iterable[Difference]]] = {
            FactKind.PROVISION: self._of_provisions,
            FactKind.OBLIGATION: self._of_obligations,
        }
        for kind in TOLD:
            yield from tell[kind]() if kind in tell else self._of_facts(kind)

    def _whole(self) -> Difference:
        """A document that came or went, with how much it holds."""
        edition = self._edition
        facts = edition.new or edition.lost
        counts = {kind: sum(fact.kind is kind for fact in facts) for kind in TOLD}
        document = next(fact for fact in facts if fact.kind is FactKind.DOCUMENT)
        fields = [
            Field(f"{kind}s", *(("", str(count)) if edition.after else (str(count), "")))
            for kind, count in counts.items()
            if kind is not FactKind.DOCUMENT and count
        ]
        return self._came(document, tuple(fields)) if edition.after else self._went(document, tuple(fields))

    def _of_facts(self, kind: FactKind) -> Iterator[Difference]:
        for one, other in self._pairs(kind):
            fields = _fields(one, other)
            if kind is FactKind.TARGET and any(field.name not in _NO_FIGURE for field in fields):
                judgement = self._judge.of(one, other)
                if not (judgement and _is_in_another_unit(judgement, fields)):
                    yield self._between(Kind.CHANGED, one, other, fields, judgement)
            elif fields:
                yield self._between(Kind.CHANGED, one, other, fields)
            if not self._is_at_its_place(one, other):
                yield self._between(Kind.MOVED, one, other)
        yield from self._come_and_gone(kind)

    def _of_obligations(self) -> Iterator[Difference]:
        """A sentence of whose words others became part is told once, with all of them."""
        joined, parted = self._edition.alignment.joined, self._edition.alignment.parted
        more: dict[str, tuple[list[Fact], list[Fact]]] = {}
        for one, other in self._pairs(FactKind.OBLIGATION):
            pair = joined.get(one.key) or parted.get(other.key)
            key = pair[0].key if pair else one.key
            ones, others = more.setdefault(key, ([], []))
            ones += [one] if one not in ones else []
            others += [other] if other not in others else []
        pairs = {one.key: (one, other) for one, other in self._edition.alignment.sentences}
        for key, (ones, others) in more.items():
            yield from self._of_sentence(*pairs[key], tuple(ones), tuple(others))
        yield from self._come_and_gone(FactKind.OBLIGATION)

    def _of_sentence(
        self, one: Fact, other: Fact, ones: tuple[Fact, ...], others: tuple[Fact, ...]
    ) -> Iterator[Difference]:
        before, after = "；".join(f.words for f in ones), "；".join(f.words for f in others)
        fields = _fields(one, other)
        if bare(before) != bare(after):
            words = marked(before, after)
            yield Difference(
                self._name,
                FactKind.OBLIGATION,
                Kind.REWORDED,
                self._old(*ones),
                self._new(*others),
                fields,
                words,
            )
        elif fields:
            yield self._between(Kind.CHANGED, one, other, fields)
        if not self._provisions.are_one(one.path, other.path):
            yield self._between(Kind.MOVED, one, other)

    def _of_provisions(self) -> Iterator[Difference]:
        for kind, ones, others in self._provisions.changes():
            yield Difference(self._name, FactKind.PROVISION, kind, self._old(*ones), self._new(*others))

    def _come_and_gone(self, kind: FactKind) -> Iterator[Difference]:
        is_told = self._is_told if kind is FactKind.ASSIGNMENT else lambda _fact: True
        for fact in self._edition.lost:
            if fact.kind is kind and is_told(fact):
                yield self._went(fact)
        for fact in self._edition.new:
            if fact.kind is kind and is_told(fact):
                yield self._came(fact)

    def _is_told(self, fact: Fact) -> bool:
        """Whether nobody else says the same in a provision that was split or merged, each part with all its bodies."""
        said = {
            (self._provisions.group(other.path), other.about, other.says)
            for one, other in self._pairs(FactKind.ASSIGNMENT)
            if self._provisions.is_divided(other.path)
        }
        group = self._provisions.group(fact.path, is_old=fact in self._edition.lost)
        return (group, fact.about, fact.says) not in said

    def _is_at_its_place(self, one: Fact, other: Fact) -> bool:
        """Whether a fact stayed in its provision, or went with its sentence."""
        if one.kind is FactKind.DOCUMENT or self._provisions.are_one(one.path, other.path):
            return True
        return bool(one.within and other.within)

    def _pairs(self, kind: FactKind) -> list[tuple[Fact, Fact]]:
        return [pair for pair in self._edition.pairs if pair[0].kind is kind]

    def _went(self, fact: Fact, fields: tuple[Field, ...] = ()) -> Difference:
        return Difference(
            self._name, fact.kind, Kind.DROPPED, self._old(fact), (), fields or _stated(fact, 0)
        )

    def _came(self, fact: Fact, fields: tuple[Field, ...] = ()) -> Difference:
        return Difference(self._name, fact.kind, Kind.ADDED, (), self._new(fact), fields or _stated(fact, 1))

    def _between(
        self,
        kind: Kind,
        one: Fact,
        other: Fact,
        fields: tuple[Field, ...] = (),
        judgement: Judgement | None = None,
    ) -> Difference:
        return Difference(self._name, one.kind, kind, self._old(one), self._new(other), fields, (), judgement)

    def _old(self, *facts: Fact) -> tuple[Side, ...]:
        return tuple(_side(fact, self._readers[0]) for fact in facts)

    def _new(self, *facts: Fact) -> tuple[Side, ...]:
        return tuple(_side(fact, self._readers[1]) for fact in facts)


# Values that are no part of the figure itself.
_NO_FIGURE = ("indicator", "area")


def _side(fact: Fact, reader: Reader) -> Side:
    plan = Iris(reader.build.base).plan(fact.document)
    iri = f"{plan}/{fact.key}" if fact.key else plan
    figure = number(reader, iri) if fact.kind is FactKind.TARGET else ""
    return Side(
        fact.document, fact.path, iri, fact.about[0] if fact.about else "", fact.quote, fact.words, figure
    )


def _is_in_another_unit(judgement: Judgement, fields: Iterable[Field]) -> bool:
    """Whether a figure is only written otherwise (50万千瓦, 500兆瓦): its sentence tells that it was reworded."""
    return judgement.difference == 0 and all(field.name in ("value", "unit") for field in fields)


def _fields(one: Fact, other: Fact) -> tuple[Field, ...]:
    """The values in which two facts differ."""
    old, new = fields_of(one), fields_of(other)
    return tuple(
        Field(name, old[name], new[name]) for name in old if bare(old[name]) != bare(new.get(name, ""))
    )


def _stated(fact: Fact, side: int) -> tuple[Field, ...]:
    """What a fact says that is there on one side only."""
    return tuple(
        Field(name, *((value, "") if side == 0 else ("", value)))
        for name, value in fields_of(fact).items()
        if value
    )
