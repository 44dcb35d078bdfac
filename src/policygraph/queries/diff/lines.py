"""Differences in words for people, in Chinese and English: what all formats print."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policygraph.builds.reader import Reader
from policygraph.model import Verdict
from policygraph.pages import Language
from policygraph.queries.diff.differences import TOLD, Difference, Differences, Field, Kind, Side
from policygraph.queries.diff.rewording import Mark, Stretch
from policygraph.queries.facts import FactKind
from policygraph.rdf.terms import CODE, plain

__all__ = ["DiffLine", "Said", "change_of", "lines_of", "notes_of", "said", "summary"]

_WORDS = Path(__file__).parent / "differences.toml"
# Fields whose values are codes of the vocabulary.
_CODED = frozenset({"relation", "kind", "role", "op", "strength", "modality"})
# So much of what stayed is shown on either side of a change.
_AROUND = 12
_PERCENT = 100
# The values that the columns before, after and name show.
_SHOWN: Mapping[FactKind, Sequence[str]] = {
    FactKind.TARGET: ("value", "op", "unit", "target_year", "baseline_year", "kind"),
    FactKind.ASSIGNMENT: ("role",),
    FactKind.CITATION: ("title",),
    FactKind.DOCUMENT: ("title",),
}


@dataclass(frozen=True, slots=True)
class Said:
    """The same in Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.told(Language.BOTH)

    def told(self, language: Language) -> str:
        """The words in a language, or both with a space between."""
        return language.say(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One difference in words: what became of what, where, and what stood and stands there.

    ``words`` are the stretches of a reworded sentence, which the two quotes of ``before`` and ``after`` are.
    """

    what: FactKind
    kind: Kind
    change: Said
    place: str
    name: str
    before: str
    after: str
    note: Said
    words: tuple[Stretch, ...]

    def shortened(self) -> tuple[Stretch, ...]:
        """The words with long stretches that stayed cut to what stands beside a change."""
        last = len(self.words) - 1
        return tuple(
            Stretch(one.mark, _cut(one.text, at > 0, at < last)) if one.mark is Mark.KEPT else one
            for at, one in enumerate(self.words)
        )


def lines_of(found: Sequence[Difference], reader: Reader) -> list[DiffLine]:
    """Differences in words; ``reader`` reads the later build, which knows what codes are called."""
    return [_Worded(one, reader).line() for one in found]


def said(group: str, name: str, **values: str) -> Said:
    """What something is called in ``differences.toml``, with ``values`` put in."""
    entry = _words()[group][name]
    return Said(*(entry[language].format(**values) for language in ("zh", "en")))


def notes_of(found: Differences) -> Iterator[Said]:
    """What has to be known of the whole comparison."""
    for before, after in found.renamed.items():
        yield said("text", "renamed", before=before, after=after)
    before, after = found.versions
    if before != after:
        yield said("text", "versions", before=before, after=after)


def summary(found: Sequence[Difference]) -> Said:
    """How many differences there are of each kind; of targets, how many are stricter and looser."""
    counts = Counter((one.what, change_of(one)) for one in found)
    parts = [
        (said("what", what), [(change, number) for (of, change), number in counts.items() if of is what])
        for what in TOLD
        if any(of is what for of, _ in counts)
    ]
    return Said(
        "；".join(
            f"{what.zh}：{'、'.join(f'{change.zh}{n}' for change, n in kinds)}" for what, kinds in parts
        ),
        "; ".join(
            f"{what.en}: {', '.join(f'{n} {change.en}' for change, n in kinds)}" for what, kinds in parts
        ),
    )


def change_of(one: Difference) -> Said:
    """What the change is called: that of a target by its verdict, where that says whether more or less is asked."""
    judgement = one.judgement
    if judgement and judgement.verdict in (Verdict.STRICTER, Verdict.LOOSER):
        return said("verdict", judgement.verdict)
    return said("kind", one.kind)


@cache
def _words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


class _Worded:
    """One difference, with the build that knows its codes."""

    def __init__(self, one: Difference, reader: Reader) -> None:
        self._one, self._reader = one, reader

    def line(self) -> DiffLine:
        one = self._one
        return DiffLine(
            what=one.what,
            kind=one.kind,
            change=change_of(one),
            place=_place(one),
            name=self._name(),
            before=self._shown(one.before, is_after=False),
            after=self._shown(one.after, is_after=True),
            note=self._note(),
            words=one.words,
        )

    def _name(self) -> str:
        names = dict.fromkeys(side.name for side in (*self._one.before, *self._one.after) if side.name)
        if self._one.what in (FactKind.PROVISION, FactKind.DOCUMENT):
            return ""
        return " → ".join(names)

    def _shown(self, sides: Sequence[Side], *, is_after: bool) -> str:
        return "；".join(filter(None, (self._side(side, is_after=is_after) for side in sides)))

    def _side(self, side: Side, *, is_after: bool) -> str:
        what = self._one.what
        if what is FactKind.TARGET:
            return side.figure
        if what is FactKind.OBLIGATION:
            return "".join(side.words.split("\n"))
        if what is FactKind.ASSIGNMENT:
            role = next((field for field in self._one.fields if field.name == "role"), None)
            return str(self._value(role, is_after=is_after)) if role else ""
        if what is FactKind.PROVISION:
            return f"{side.path} {side.name}".strip()
        return side.name

    def _note(self) -> Said:
        """The verdict where no change is called by it, and the values that differ and are not shown by themselves."""
        parts = [part for part in (self._verdict(),) if part]
        shown = _SHOWN.get(self._one.what, ())
        is_told = self._one.kind in (Kind.CHANGED, Kind.REWORDED) or self._one.what is FactKind.DOCUMENT
        for field in self._one.fields if is_told else ():
            if field.name not in shown:
                before, after = (self._value(field, is_after=side) for side in (False, True))
                name = said("field", field.name)
                parts.append(Said(_arrow(name.zh, before.zh, after.zh), _arrow(name.en, before.en, after.en)))
        return Said("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))

    def _verdict(self) -> Said | None:
        judgement = self._one.judgement
        if not judgement or judgement.verdict in (Verdict.STRICTER, Verdict.LOOSER):
            return None
        if judgement.reason:
            reason = self._code(judgement.reason)
            zh, en = (said("verdict", "none", reason=text) for text in (reason.zh, reason.en))
            return Said(zh.zh, en.en)
        share = f"{plain(judgement.share * _PERCENT)} %" if judgement.share is not None else ""
        if judgement.verdict is Verdict.SHARE and not share:
            return None
        return said("verdict", judgement.verdict or Verdict.EQUAL, share=share)

    def _value(self, field: Field, *, is_after: bool) -> Said:
        value = field.after if is_after else field.before
        return self._code(value) if field.name in _CODED and value else Said(value, value)

    def _code(self, name: str) -> Said:
        iri = CODE.iri(name)
        return Said(*(self._reader.label_in(iri, language) or name for language in ("zh", "en")))


def _arrow(name: str, before: str, after: str) -> str:
    return f"{name} {before or '—'} → {after or '—'}"


def _place(one: Difference) -> str:
    if one.what in (FactKind.PROVISION, FactKind.DOCUMENT):
        return ""
    before, after = (
        "、".join(dict.fromkeys(side.path for side in sides)) for sides in (one.before, one.after)
    )
    return " → ".join(dict.fromkeys(filter(None, (before, after))))


def _cut(text: str, has_before: bool, has_after: bool) -> str:
    most = _AROUND * (has_before + has_after)
    if len(text) <= most + 1:
        return text
    head = text[:_AROUND] if has_before else ""
    tail = text[-_AROUND:] if has_after else ""
    return f"{head}…{tail}"
