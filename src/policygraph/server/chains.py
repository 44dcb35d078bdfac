"""Traces: from a fact or a part of a document up to the directives, each step with its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from policygraph.builds.places import block_words
from policygraph.pages import Language
from policygraph.queries.story import story
from policygraph.queries.trace import Step
from policygraph.server.addresses import Addresses
from policygraph.server.marking import mark_at
from policygraph.server.places import address_of, split
from policygraph.server.views import NothingThereError, PageRequest, PageView

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["fact", "part", "step_data"]


def part(workbench: Workbench, asked: PageRequest) -> PageView:
    """The trace of a document or a part of it."""
    name, path = split(workbench, asked.path["name"])
    return _view(workbench, asked, workbench.session.trace(name, path))


def fact(workbench: Workbench, asked: PageRequest) -> PageView:
    """The trace of the thing whose IRI, number or name is given as ``iri``."""
    if not asked.query.get("iri"):
        raise NothingThereError("trace")
    return _view(workbench, asked, workbench.session.trace(asked.query["iri"]))


def _view(workbench: Workbench, asked: PageRequest, step: Step) -> PageView:
    title = f"{asked.language.say('追溯', 'Trace')}: {step.label}"
    data = {
        "chain": step_data(workbench, step, asked.to),
        "story": [asdict(event) for event in story(workbench.reader, step.iri)],
    }
    return PageView("server/trace.html", title, data)


def step_data(workbench: Workbench, step: Step, to: Addresses) -> Mapping[str, object]:
    """A step and those behind it as values of JSON, each with the addresses of its page and of its place."""
    quote = step.quote
    relation, _, how = step.relation.partition(" (")
    return {
        "relation": relation,
        "kind": step.kind,
        "iri": step.iri,
        "label": step.label,
        "note": step.note,
        "notes": [
            *_notes(workbench, how.removesuffix(")"), to.language),
            *_notes(workbench, step.note, to.language),
        ],
        "address": address_of(workbench, step.iri, to),
        "quote": quote
        and {
            "document": quote.document,
            "start": quote.start,
            "end": quote.end,
            "text": quote.text,
            "place": block_words(quote.block),
            "address": to.document(quote.document, mark_at(workbench, quote.document, quote.start)),
        },
        "steps": [step_data(workbench, one, to) for one in step.steps],
    }


# How a chain says what else is known, and how each language does; groups of codes are put into its words.
_NOTES = (
    (re.compile(r"evidence: ([\w-]+)"), "出处：{}", "known from: {}"),
    (re.compile(r"confidence ([\d.]+) from (.+)"), "可信度 {}，依据“{}”", "confidence {} from “{}”"),
    (re.compile(r"confidence ([\d.]+)"), "可信度 {}", "confidence {}"),
    (re.compile(r"by hand"), "由人判断", "by hand"),
    (re.compile(r"by the standing rule in (.+)"), "按 {} 的通用规定", "by the standing rule in {}"),
    (re.compile(r"after the register of directives"), "据上级文件名录", "after the register of directives"),
    (re.compile(r"(\d+) targets?"), "{} 项目标", "{} targets"),
    (re.compile(r"(\d+) assignments?"), "{} 项责任", "{} responsibilities"),
    (
        re.compile(r"only (\d+) provisions? of (.+) (?:is|are) known: .*"),
        "{1} 仅有 {0} 条条款已知",
        "{0} provisions of {1} are known",
    ),
    (re.compile(r"the text of (.+) is not here: .*"), "没有 {} 的全文", "the text of {} is not here"),
    (
        re.compile(r"cited only: .*"),
        "仅被引用，无全文也未收录",
        "cited only: neither its text nor an entry in the register is there",
    ),
)


def _notes(workbench: Workbench, note: str, language: Language) -> Sequence[str]:
    """What else is known of a step in the words of a language; codes as the vocabulary names them."""
    found = []
    for one in filter(None, re.split(r"[;,] ", note)):
        known = next(((m, zh, en) for form, zh, en in _NOTES if (m := form.fullmatch(one))), None)
        if known:
            match, zh, en = known
            code = f"evidence-{match[1]}" if one.startswith("evidence: ") else ""
            groups = (workbench.word(code, language),) if code else match.groups()
            found.append(language.say(zh, en).format(*groups))
        else:
            found.append(" ".join(workbench.word(piece, language) for piece in one.split()))
    return found
