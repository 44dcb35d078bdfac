"""The knowledge that extraction and resolution work with, loaded from ontology/ and seeds/directives/.

Everything here is data: a new synonym is a line of Turtle, never a line of Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from policygraph.model import Comparator, KnownProvisions, NamedArea, TargetKind, WordingPlace
from policygraph.vocabulary.turtle import (
    DCTERMS,
    ELI,
    PG,
    SKOS,
    KnowledgeFiles,
    StatementIndex,
    read_knowledge,
)

__all__ = [
    "Area",
    "BodyForm",
    "Cue",
    "Directive",
    "Grade",
    "IndicatorEntry",
    "Lexicon",
    "ParentProvision",
    "UnitEntry",
    "ValueWording",
    "lexicon_of",
    "load_lexicon",
]

# Lists of codes that words in a text tell, and those of them whose preferred labels are no such words.
_CUED = (
    "AreaLevel",
    "BearerKind",
    "ConditionAddressee",
    "ConditionKind",
    "ConsequenceKind",
    "DeliverableKind",
    "EntityKind",
    "EvaluationKind",
    "Frequency",
    "Modality",
    "WordList",
)
_NAMED_APART = ("AreaLevel", "ConditionAddressee", "ConditionKind", "EntityKind", "Modality", "WordList")


# Tuples, as thousands of these come from the cache at each start: pickle makes them four times as fast as objects.
class Area(NamedTuple):
    """An administrative area; ``code`` after GB/T 2260, ``level`` one of country, province, prefecture, county.

    ``parent`` is the IRI of the area that it is part of; ``around`` is that area, where the vocabulary does not know
    this one.
    """

    iri: str
    code: str
    name: str
    names: tuple[str, ...]
    parent: str
    level: str
    number_prefixes: tuple[str, ...]
    around: Area | None = None


class BodyForm(NamedTuple):
    """A usual form of public body, its labels without area, and how its full name is built.

    ``pattern`` holds ``{area}`` (宜宾市; 宜宾 if the text says so), ``{short}`` (宜宾) or ``{whole}``. ``local``
    maps an area's IRI, or a level of areas, to abbreviations that stand for this form only there. A
    ``county_function`` is set where a body does other work in a county.
    """

    iri: str
    labels: tuple[str, ...]
    pattern: str
    function: str
    function_label: str
    local: tuple[tuple[str, str], ...]
    county_function: str = ""
    county_function_label: str = ""


class IndicatorEntry(NamedTuple):
    """An indicator of the vocabulary with all its labels."""

    iri: str
    label: str
    labels: tuple[str, ...]
    quantity: str
    unit: str


class UnitEntry(NamedTuple):
    """A unit with its spellings; ``is_counter`` for 家, 座, 个 and the like."""

    iri: str
    label: str
    labels: tuple[str, ...]
    unit_class: str

    @property
    def is_counter(self) -> bool:
        """Whether the unit counts things."""
        return self.unit_class == "count"


@dataclass(frozen=True, slots=True)
class ValueWording:
    """Words that stand for a value of a target (全部, 清零), their ``labels`` the longest first.

    ``unit`` is the usual spelling of its unit, '' of a zero. ``ending`` makes an indicator's name of the thing.
    ``only_of`` are the last words of the things to which the words give a value, none where any thing will do.
    """

    labels: tuple[str, ...]
    place: WordingPlace
    value: Decimal
    unit: str
    op: Comparator
    kind: TargetKind
    ending: str
    only_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that tell one code of a list; … in them is a gap within the clause. ``code`` is its local name."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade with its names; one of ``beside`` has to stand in the sentence, if there are any."""

    iri: str
    words: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParentProvision:
    """A provision of a directive in the register; ``cues`` are words of titles that localise it."""

    path: str
    title: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive of the register.

    ``based_on`` are the IRIs of those that it was made under. ``is_partial`` holds where the register lists some of its
    provisions only.
    """

    iri: str
    number: str
    titles: tuple[str, ...]
    area: str
    provisions: tuple[ParentProvision, ...]
    based_on: tuple[str, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True)
class Lexicon:
    """All vocabularies, read-only.

    ``regions`` are groups of areas that figures are set for, by each of their names. ``qualifiers`` are words that
    never change an indicator, ``words`` those that stand for others in its name. ``cues`` are the words that tell the
    codes of a list, by the list's class (``Frequency``). ``name_parts`` are short words for fields of work in joined
    names of bodies, with what they stand for; ``owner_names`` begin names of bodies that no area's name goes before.
    """

    areas: Mapping[str, Area]
    regions: Mapping[str, NamedArea]
    forms: Sequence[BodyForm]
    indicators: Sequence[IndicatorEntry]
    qualifiers: Sequence[str]
    words: Mapping[str, str]
    units: Sequence[UnitEntry]
    directives: Sequence[Directive]
    wordings: Sequence[ValueWording]
    grades: Sequence[Grade]
    cues: Mapping[str, Sequence[Cue]]
    name_parts: Mapping[str, str]
    owner_names: tuple[str, ...]

    @cached_property
    def unit_by_label(self) -> Mapping[str, UnitEntry]:
        """Every spelling of a unit → the unit."""
        return {label: unit for unit in self.units for label in unit.labels}

    @cached_property
    def indicator_by_label(self) -> Mapping[str, IndicatorEntry]:
        """Every label of an indicator → the indicator; an earlier preferred label wins."""
        found: dict[str, IndicatorEntry] = {}
        for entry in self.indicators:
            found[entry.label] = entry
        for entry in self.indicators:
            for label in entry.labels:
                found.setdefault(label, entry)
        return found


def load_lexicon(ontology: Path, register: Path) -> Lexicon:
    """Load vocabularies from ``ontology/vocabularies/*.ttl`` and the register from ``register/*.ttl``.

    Raises:
        GraphError: a file is no Turtle (the message names the line).
    """
    return lexicon_of(read_knowledge(ontology, register))


def lexicon_of(knowledge: KnowledgeFiles) -> Lexicon:
    """The lexicon of files that are read already."""
    data = StatementIndex((*knowledge.vocabularies, *knowledge.register))
    return Lexicon(
        areas=_areas(data),
        regions=_regions(data),
        forms=_forms(data),
        indicators=_indicators(data),
        qualifiers=_said_of_schemes(data, "ignorableQualifier"),
        words=_pairs(data, "sameInNames"),
        units=_units(data),
        directives=_directives(data),
        wordings=_wordings(data),
        grades=_grades(data),
        cues={name: _cues(data, name) for name in _CUED},
        name_parts=_pairs(data, "partOfNames"),
        owner_names=_said_of_schemes(data, "ownerName"),
    )


def _local(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


def _level(iri: str) -> str:
    return _local(iri).removeprefix("level-")


def _areas(data: StatementIndex) -> dict[str, Area]:
    found = {}
    for iri in data.instances(PG + "AdministrativeArea"):
        names = tuple(data.labels(iri))
        found[iri] = Area(
            iri=iri,
            code=data.one(iri, SKOS + "notation"),
            name=names[0],
            names=names,
            parent=data.one(iri, DCTERMS + "isPartOf"),
            level=_level(data.one(iri, PG + "areaLevel")),
            number_prefixes=tuple(data.all(iri, PG + "numberPrefix")),
        )
    return found


def _regions(data: StatementIndex) -> dict[str, NamedArea]:
    found = {}
    for iri in data.instances(PG + "Region"):
        names = tuple(data.labels(iri))
        found.update(dict.fromkeys(names, NamedArea(names[0], _local(iri))))
    return found


def _forms(data: StatementIndex) -> tuple[BodyForm, ...]:
    found = []
    for iri in data.instances(PG + "BodyForm"):
        function = data.one(iri, PG + "performs")
        county = data.one(iri, PG + "performsInCounties")
        labels = tuple(data.labels(iri))
        levels = [_level(code) for code in data.all(iri, PG + "abbreviationAt")]
        places = [*data.all(iri, PG + "abbreviationIn"), *levels]
        abbreviations = data.all(iri, PG + "localAbbreviation")
        found.append(
            BodyForm(
                iri=iri,
                labels=labels,
                pattern=data.one(iri, PG + "namePattern") or "{area}" + labels[0],
                function=function,
                function_label=data.one(function, SKOS + "prefLabel", "zh"),
                local=tuple((place, short) for place in places for short in abbreviations),
                county_function=county,
                county_function_label=data.one(county, SKOS + "prefLabel", "zh") if county else "",
            )
        )
    return tuple(found)


def _indicators(data: StatementIndex) -> tuple[IndicatorEntry, ...]:
    found = []
    for iri in data.instances(PG + "Indicator"):
        labels = tuple(data.labels(iri))
        quantity = _local(data.one(iri, PG + "quantity"))
        found.append(IndicatorEntry(iri, labels[0], labels, quantity, data.one(iri, PG + "usualUnit")))
    return tuple(found)


def _said_of_schemes(data: StatementIndex, name: str) -> tuple[str, ...]:
    """The values of a property of the schemes, the longest first."""
    schemes = data.instances(SKOS + "ConceptScheme")
    words = {word for scheme in schemes for word in data.all(scheme, PG + name)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _pairs(data: StatementIndex, name: str) -> dict[str, str]:
    """Words in names → the words that they stand for: 比重 = 比例."""
    pairs = sorted(_said_of_schemes(data, name))
    return {word: meant for word, _, meant in (pair.partition(" = ") for pair in pairs)}


def _units(data: StatementIndex) -> tuple[UnitEntry, ...]:
    found = []
    for iri in data.instances(PG + "Unit"):
        labels = tuple(data.labels(iri))
        unit_class = _local(data.one(iri, PG + "unitClass")).removeprefix("unit-")
        found.append(UnitEntry(iri, labels[0], labels, unit_class))
    return tuple(found)


def _wordings(data: StatementIndex) -> tuple[ValueWording, ...]:
    comparators = {comparator.code: comparator for comparator in Comparator}
    found = []
    for iri in data.instances(PG + "ValueWording"):
        unit = data.one(iri, PG + "statesUnit")
        found.append(
            ValueWording(
                labels=tuple(sorted(data.labels(iri), key=lambda label: (-len(label), label))),
                place=WordingPlace(_local(data.one(iri, PG + "wordingPlace"))),
                value=Decimal(data.one(iri, PG + "statesValue")),
                unit=data.one(unit, SKOS + "prefLabel", "zh") if unit else "",
                op=comparators[_local(data.one(iri, PG + "statesComparator"))],
                kind=TargetKind(_local(data.one(iri, PG + "statesKind"))),
                ending=data.one(iri, PG + "indicatorEnding"),
                only_of=tuple(data.all(iri, PG + "saidOnlyOf")),
            )
        )
    return tuple(found)


def _grades(data: StatementIndex) -> tuple[Grade, ...]:
    return tuple(
        Grade(
            iri=iri,
            words=tuple(data.labels(iri)),
            beside=tuple(data.all(data.one(iri, PG + "ladder"), PG + "besideWord")),
        )
        for iri in data.instances(PG + "Grade")
    )


def _cues(data: StatementIndex, name: str) -> tuple[Cue, ...]:
    """The cues of a list; 许可 and 省级 name their codes, and in a text they tell something else."""
    codes = data.instances(PG + name)
    if name not in _NAMED_APART:
        return tuple(Cue(_local(iri), tuple(data.labels(iri))) for iri in codes)
    predicate, language = (PG + "listedWord", "") if name == "WordList" else (SKOS + "altLabel", "zh")
    return tuple(Cue(_local(iri), tuple(data.all(iri, predicate, language))) for iri in codes)


def _directives(data: StatementIndex) -> tuple[Directive, ...]:
    provisions: dict[str, list[ParentProvision]] = {}
    for iri in data.instances(PG + "Provision"):
        provision = ParentProvision(
            path=data.one(iri, PG + "path"),
            title=data.one(iri, DCTERMS + "title", "zh"),
            cues=tuple(data.all(iri, PG + "cue")),
        )
        provisions.setdefault(data.one(iri, PG + "ofDocument"), []).append(provision)
    return tuple(
        Directive(
            iri=iri,
            number=data.one(iri, PG + "docNumber"),
            titles=(*data.all(iri, DCTERMS + "title", "zh"), *data.all(iri, DCTERMS + "alternative", "zh")),
            area=data.one(iri, PG + "area"),
            provisions=tuple(provisions.get(iri, ())),
            based_on=tuple(data.all(iri, ELI + "based_on")),
            is_partial=_local(data.one(iri, PG + "provisionsKnown")) != KnownProvisions.ALL.code,
        )
        for iri in data.instances(PG + "Directive")
    )
