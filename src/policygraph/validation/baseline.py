"""Earlier reports in JSON, with which a new one is compared: their findings and their facts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from policygraph.errors import UsageError
from policygraph.queries.facts import Fact, FactKind

__all__ = ["Baseline", "facts_as_json", "read_baseline"]

# What few facts have, and reports of earlier versions do not list.
_IF_ANY = ("within", "means", "reading")


@dataclass(frozen=True, slots=True)
class Baseline:
    """What an earlier report knows: fingerprints of its findings, and its facts; None where it lists none."""

    findings: frozenset[str] = frozenset()
    facts: tuple[Fact, ...] | None = None


def read_baseline(path: Path) -> Baseline:
    """The findings and facts of an earlier report in JSON; reports of earlier versions list no facts.

    Raises:
        UsageError: the file is not such a report.
    """
    try:
        report = json.loads(path.read_text(encoding="utf-8-sig"))
        findings = frozenset(_text(result["fingerprint"]) for result in report["results"])
        return Baseline(findings, tuple(_facts(report["facts"])) if "facts" in report else None)
    except OSError as error:
        raise UsageError(f"the baseline {path} cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"the baseline {path} is not a report of policygraph validate; write one with --accept FILE.json"
        ) from error


def facts_as_json(facts: Iterable[Fact]) -> str:
    """Facts as a JSON object by document and provision path, one fact a line."""
    documents = [
        f"  {_json(document)}: {{\n{_provisions(listed)}\n  }}"
        for document, listed in groupby(facts, key=lambda fact: fact.document)
    ]
    return "{\n" + ",\n".join(documents) + "\n }" if documents else "{}"


def _provisions(facts: Iterable[Fact]) -> str:
    # A part of a document may be named by facts that stand before its title.
    by_path: dict[str, list[str]] = {}
    for fact in facts:
        by_path.setdefault(fact.path, []).append(f"    {_json(_entry(fact))}")
    return ",\n".join(
        f"   {_json(path)}: [\n" + ",\n".join(lines) + "\n   ]" for path, lines in by_path.items()
    )


def _entry(fact: Fact) -> dict[str, object]:
    entry = {
        "kind": fact.kind,
        "key": fact.key,
        "about": fact.about,
        "says": fact.says,
        "quote": fact.quote,
    }
    return entry | {name: value for name in _IF_ANY if (value := getattr(fact, name))}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _facts(documents: Mapping[str, Mapping[str, object]]) -> Iterator[Fact]:
    for document, provisions in documents.items():
        for path, entries in provisions.items():
            for entry in _list(entries):
                yield Fact(
                    kind=FactKind(_text(entry["kind"])),
                    document=document,
                    path=path,
                    key=_text(entry["key"]),
                    about=_texts(entry["about"]),
                    says=_texts(entry["says"]),
                    quote=_text(entry["quote"]),
                    **{name: _text(entry.get(name, "")) for name in _IF_ANY},
                )


def _texts(values: object) -> tuple[str, ...]:
    return tuple(map(_text, _list(values)))


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r:.40} is not a list")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40} is not text")
    return value
