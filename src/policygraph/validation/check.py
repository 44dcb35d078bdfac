"""Validating a build: shapes, profile and an earlier report in, one report out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from policygraph import resources
from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.messages.catalogue import in_chinese
from policygraph.queries.facts import Fact, facts_of
from policygraph.rdf.iris import Iris
from policygraph.rdf.terms import PG
from policygraph.validation import engines
from policygraph.validation.baseline import Baseline
from policygraph.validation.catalogue import Shapes, apply_profile, read_shapes
from policygraph.validation.checked import checked
from policygraph.validation.data import data_of, texts_of
from policygraph.validation.engine_names import Engine
from policygraph.validation.locator import Locator
from policygraph.validation.lost_facts import changed_facts
from policygraph.validation.results import Report, Result, Rule

__all__ = ["validate"]

_HOLE = re.compile(r"\\\{\\?[?$](\w+)\\\}")
_REASON = "problem"
# Rules about documents of which nothing but a citation is known.
_MISSING = frozenset({"PG019", "PG028"})


def validate(
    build: Build,
    *,
    files: Mapping[str, str] | None = None,
    shapes: Sequence[Path] = (),
    profile: str = "default",
    engine: str = Engine.AUTO,
    baseline: Baseline | None = None,
    documents: Collection[str] | None = None,
    with_facts: bool = True,
) -> Report:
    """Check a build.

    Args:
        build: the build.
        files: where the documents lie, by name, as reports are to show it; else the files' bare names.
        shapes: a team's own shapes, beside those of policygraph.
        profile: see ``catalogue.apply_profile``.
        engine: see ``Engine``.
        baseline: an earlier report; its findings are marked as not new, and facts that it lists are looked for.
        documents: names of those to report on: what is found in them, and in others about them; None for all.
        with_facts: whether the report lists the facts, as a baseline has to; with ``baseline`` it always does.

    Raises:
        UsageError: shapes, profile or engine cannot be used.
    """
    chosen = engines.choose(engine)
    found = read_shapes(resources.shapes(), shapes)
    rules = {rule.iri: rule for rule in apply_profile(found.rules, profile)}
    texts = texts_of(build)
    rows = checked(build, chosen, found, lambda: data_of(build, texts, found.predicates))
    places = {d.name: (files or {}).get(d.name, d.file) for d in build.manifest.documents}
    locator = Locator(build, texts, places)
    own = _of_rules(rows, found)
    results = _numbered([_result(row, rules[row.shape], locator) for row in own if row.shape in rules])
    earlier = baseline or Baseline()
    facts = facts_of(build) if with_facts or baseline else ()
    before = earlier.facts or ()
    if documents is not None:
        results = [result for result in results if _concerns(result, documents)]
        facts, before = _of_documents(facts, documents), _of_documents(before, documents)
    # What is lost stays new until a baseline without it is accepted.
    lost = changed_facts(before, facts, rules.values(), Iris(build.base), locator)
    known = [replace(result, is_new=result.fingerprint not in earlier.findings) for result in results]
    return Report(
        rules=tuple(rules.values()),
        documents=tuple(item for item in places.items() if documents is None or item[0] in documents),
        results=tuple(sorted((*known, *_numbered(lost)), key=_order)),
        missing=_missing(build, results),
        engine=chosen,
        version=resources.VERSION,
        facts=facts,
        is_compared=baseline is not None,
    )


def _concerns(result: Result, documents: Collection[str]) -> bool:
    """Whether a result is one of the documents, or points at a place in one."""
    return result.document in documents or bool(result.related and result.related.document in documents)


def _of_documents(facts: Iterable[Fact], documents: Collection[str]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.document in documents)


def _of_rules(rows: Iterable[engines.ResultRow], shapes: Shapes) -> list[engines.ResultRow]:
    """The rows under the IRIs of rules; a row of any other shape must not vanish unseen."""
    found = [replace(row, shape=shapes.parts.get(row.shape, row.shape)) for row in rows]
    unknown = sorted({row.shape for row in found} - {rule.iri for rule in shapes.rules})
    if unknown:
        raise UsageError(
            f"your shapes report results of {unknown[0]}, which is not a rule; give that shape an IRI and a target"
        )
    return found


def _order(result: Result) -> tuple[str, int, str, str, str]:
    return (
        result.document,
        result.place.start if result.place else -1,
        result.rule,
        result.focus,
        result.value,
    )


def _numbered(found: Iterable[Result]) -> list[Result]:
    """Results in order, with their fingerprints."""
    seen: Counter[str] = Counter()
    numbered = []
    for result in sorted(found, key=_order):
        key = _key(result)
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:32]
        numbered.append(replace(result, fingerprint=digest))
    return numbered


def _key(result: Result) -> str:
    """What stays the same when text is inserted elsewhere: rule, document, message and the quoted words."""
    quote = result.place.quote if result.place else ""
    return "\n".join((result.rule, result.document, result.zh, quote))


def _result(row: engines.ResultRow, rule: Rule, locator: Locator) -> Result:
    place = locator.place(row.focus)
    texts: dict[str, str] = {}
    for language, template in rule.templates:
        texts[language] = texts.get(language) or _message(language, template, row.messages)
    any_message = row.messages[0] if row.messages else rule.label("en")
    document = place.document if place else locator.document(row.focus)
    return Result(
        rule=rule.id,
        level=rule.level,
        focus=row.focus,
        value=row.value,
        zh=texts.get("zh") or any_message,
        en=texts.get("en") or texts.get("") or any_message,
        document=document,
        place=place,
        related=locator.place(row.value, document) if row.value else None,
        fingerprint="",
    )


def _message(language: str, template: str, messages: Sequence[str]) -> str:
    """The message made from ``template``: engines do not say in which language a message is."""
    pattern = re.compile(_HOLE.sub(_filled, re.escape(template)))
    found = next(filter(None, map(pattern.fullmatch, messages)), None)
    if found is None:
        return ""
    said = found.groupdict().get(_REASON, "")
    # A reason is a sentence of the program, which a graph holds in English only.
    return found[0].replace(said, in_chinese(said)) if said and language == "zh" else found[0]


def _filled(hole: re.Match[str]) -> str:
    return f"(?P<{_REASON}>(?s:.*))" if hole[1] == _REASON else "(?s:.*)"


def _missing(build: Build, results: Iterable[Result]) -> tuple[tuple[str, int], ...]:
    cites = ox.NamedNode(PG.iri("cites"))
    ranked = [
        (
            _last(r.focus),
            sum(
                1
                for _ in build.store.quads_for_pattern(None, cites, ox.NamedNode(r.focus), ox.DefaultGraph())
            ),
        )
        for r in results
        if r.rule in _MISSING
    ]
    return tuple(sorted(ranked, key=lambda pair: (-pair[1], pair[0])))


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
