"""The rules as the shapes files describe them, those without a shape, and the profiles that re-level them."""

from __future__ import annotations

import tomllib
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from policygraph.builds.guard import check_depth
from policygraph.errors import QueryError, UsageError
from policygraph.rdf.terms import DCTERMS, OWL, RDF, RDFS, SH, SKOS
from policygraph.validation.lost_facts import RULES
from policygraph.validation.own_shapes import check_own
from policygraph.validation.predicates import named_predicates
from policygraph.validation.results import Level, Rule
from policygraph.validation.shape_nesting import DEEPEST
from policygraph.validation.shape_parts import named_parts

__all__ = ["Shapes", "apply_profile", "read_shapes"]

_SH = SH.base
_LEVELS = {f"{_SH}{level.name.capitalize()}": level for level in Level}
_SHAPE_CLASSES = (f"{_SH}NodeShape", f"{_SH}PropertyShape")
_CLASSES = (f"{RDFS.base}Class", f"{OWL.base}Class")
_Node = ox.Literal | ox.NamedNode | ox.BlankNode
_Values = dict[str, list[_Node]]


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes of a validation: their Turtle, and the rules by id, also those that no shape checks.

    ``predicates`` are those of the statements that the shapes look at; None where that may be all of them. ``parts``
    are IRIs given to shapes nested in a rule, and the rule's: an engine names the nested one in its results.
    """

    turtle: bytes
    rules: tuple[Rule, ...]
    predicates: frozenset[str] | None
    parts: Mapping[str, str]


def read_shapes(folder: Path, extra: Sequence[Path] = ()) -> Shapes:
    """Read the shapes of ``folder`` and a team's own files.

    Raises:
        UsageError: a file is missing or no Turtle, a team's file has a fault (see ``own.check_own``) or no rule, or
            two rules share an id.
    """
    files = {path: _parse(path) for path in sorted(folder.glob("*.ttl"))}
    rules = [rule for path, quads in files.items() for rule in _rules(path.stem, quads)]
    rules += RULES
    triples = dict.fromkeys(triple for quads in files.values() for triple in quads)
    parts: Mapping[str, str] = {}
    if extra:
        own = {path: _parse(path) for path in extra}
        added = _own_rules(own, tuple(triples))
        stated = tuple(dict.fromkeys(triple for quads in own.values() for triple in quads))
        named = named_parts([rule.iri for rule in added], stated, tuple(triples))
        rules, parts = rules + added, named.parts
        triples |= dict.fromkeys(named.triples)
    ids = [rule.id for rule in rules]
    if repeated := sorted({name for name in ids if ids.count(name) > 1}):
        raise UsageError(
            f"the rule {repeated[0]} is defined twice; give your own rule another dcterms:identifier"
        )
    return Shapes(
        turtle=ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"",
        rules=tuple(sorted(rules, key=lambda rule: (rule.id, rule.iri))),
        # A team's query may ask for any predicate with a variable; those of policygraph name what they ask for.
        predicates=None if extra else named_predicates(triples),
        parts=parts,
    )


def _own_rules(own: Mapping[Path, Sequence[ox.Triple]], base: Sequence[ox.Triple]) -> list[Rule]:
    """The rules of a team's files, after a check; shapes of one file may refer to those of another."""
    everything = (*base, *(triple for quads in own.values() for triple in quads))
    found: list[Rule] = []
    for path, quads in own.items():
        check_own(path, quads, everything)
        rules = _rules(path.stem, quads)
        if not rules:
            raise UsageError(
                f"the shapes file {path} holds no rule: give a sh:NodeShape or sh:PropertyShape an IRI and a target"
            )
        found += rules
    return found


def apply_profile(rules: Sequence[Rule], profile: str) -> tuple[Rule, ...]:
    """The rules that remain, at the level the profile gives them.

    Args:
        rules: all rules.
        profile: ``default``, ``strict`` (nothing below warning) or a TOML file with a table ``[rules]`` such as
            ``PG012 = "info"`` or ``PG021 = "off"``.

    Raises:
        UsageError: the profile, a rule in it, or a level is unknown.
    """
    if profile == "default":
        return tuple(rules)
    if profile == "strict":
        return tuple(replace(rule, level=max(rule.level, Level.WARNING)) for rule in rules)
    changes = _changes(profile)
    known = {rule.id for rule in rules}
    if unknown := sorted(changes.keys() - known):
        raise UsageError(f"{profile}: there is no rule {unknown[0]}; policygraph rules lists them")
    return tuple(
        replace(rule, level=changes[rule.id] or rule.level) if rule.id in changes else rule
        for rule in rules
        if changes.get(rule.id, rule.level) is not None
    )


def _changes(profile: str) -> Mapping[str, Level | None]:
    if not profile.endswith(".toml"):
        raise UsageError(
            f"there is no profile {profile!r}; choose default, strict or a file that ends in .toml"
        )
    try:
        table = tomllib.loads(Path(profile).read_text(encoding="utf-8-sig")).get("rules")
    except OSError as error:
        raise UsageError(f"the profile {profile} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"the profile {profile} is not UTF-8 text; save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        raise UsageError(f"the profile {profile} is not TOML: {error}") from error
    if not isinstance(table, dict):
        raise UsageError(
            f'{profile} has no table [rules]; write [rules], and below it lines such as PG012 = "info"'
        )
    return {name: _level(profile, name, value) for name, value in table.items()}


def _level(profile: str, name: str, value: object) -> Level | None:
    if value == "off":
        return None
    if str(value).upper() in Level.__members__:
        return Level[str(value).upper()]
    raise UsageError(f"{profile}: {name} is {value!r}; write violation, warning, info or off")


def _parse(path: Path) -> list[ox.Triple]:
    try:
        data = path.read_bytes().removeprefix(BOM_UTF8)
        check_depth(data.decode(errors="replace"), DEEPEST)
        quads = ox.parse(data, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        return [quad.triple for quad in quads]
    except SyntaxError as error:
        raise UsageError(f"the shapes file {path} is not valid Turtle: {error.msg}") from error
    except QueryError as error:
        raise UsageError(f"the shapes file {path}: {error}") from error
    except OSError as error:
        raise UsageError(f"the shapes file {path} cannot be read: {error.strerror or error}") from error


def _rules(topic: str, triples: Sequence[ox.Triple]) -> list[Rule]:
    properties: dict[ox.NamedNode | ox.BlankNode, _Values] = {}
    for triple in triples:
        if not isinstance(triple.subject, ox.Triple) and not isinstance(triple.object, ox.Triple):
            values = properties.setdefault(triple.subject, {}).setdefault(triple.predicate.value, [])
            values.append(triple.object)
    return [
        _rule(topic, node.value, values, _messages(values, properties))
        for node, values in properties.items()
        if isinstance(node, ox.NamedNode) and _is_rule(values)
    ]


def _is_rule(values: _Values) -> bool:
    """Whether a node has a target, which makes it a shape, or is a shape and a class, which is its own target."""
    types = {value.value for value in values.get(f"{RDF.base}type", [])}
    has_target = any(name.startswith(f"{_SH}target") for name in values)
    return has_target or not (types.isdisjoint(_SHAPE_CLASSES) or types.isdisjoint(_CLASSES))


def _messages(values: _Values, properties: Mapping[ox.NamedNode | ox.BlankNode, _Values]) -> list[_Node]:
    """The messages of a shape, and of its queries: only there does the standard fill in what a query found."""
    queries = [node for node in values.get(f"{_SH}sparql", []) if not isinstance(node, ox.Literal)]
    places = (values, *(properties.get(query, {}) for query in queries))
    return [message for place in places for message in place.get(f"{_SH}message", [])]


def _rule(topic: str, iri: str, values: _Values, messages: Sequence[_Node]) -> Rule:
    def first(name: str) -> str:
        return next((value.value for value in values.get(name, ())), "")

    return Rule(
        id=first(f"{DCTERMS.base}identifier") or iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1],
        iri=iri,
        topic=topic,
        level=_LEVELS.get(first(f"{_SH}severity"), Level.VIOLATION),
        labels=_texts(values.get(f"{RDFS.base}label", [])),
        templates=_texts(messages),
        about=_texts(values.get(f"{RDFS.base}comment", [])),
        why=_texts(values.get(f"{SKOS.base}scopeNote", [])),
        remedy=_texts(values.get(f"{SKOS.base}editorialNote", [])),
        example=first(f"{SKOS.base}example"),
    )


def _texts(values: Sequence[_Node]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(v.language or "", v.value) for v in values if isinstance(v, ox.Literal)}))
