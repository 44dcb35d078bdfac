"""Corrections through edits, changed rules and a spreadsheet: each in the right state, none elsewhere, none lost."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from policygraph import resources
from policygraph.corrections.correct import Corrector
from policygraph.corrections.knowledge import Names
from policygraph.model import Facts, Span
from policygraph.model.corrections import Correction, CorrectionKind, Decision, Outcome, SettledLine
from policygraph.pipeline import read_facts
from policygraph.sources.corrections import read_corrections
from policygraph.sources.written_corrections import corrections_text
from policygraph.vocabulary import Lexicon, load_lexicon
from tests.corrections.made import SEEDS, Drawn, drawn, span_of
from tests.corrections.plans import INVENTED

pytestmark = pytest.mark.long

_SEEDED = 52
_INVENTED = 30
_INSERTED = "同时做好宣传引导。"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(resources.ontology(), resources.directives())


@pytest.fixture(scope="module")
def corrector(lexicon: Lexicon) -> Corrector:
    return Corrector(lexicon)


@pytest.fixture(scope="module")
def cases(lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Facts, list[Drawn]]]:
    """At least 300 lines over the five plans and the invented ones."""
    folder, names = tmp_path_factory.mktemp("invented"), Names(lexicon)
    texts = [(path.stem, path.read_text("utf-8"), _SEEDED) for path in SEEDS]
    texts += [(name, text, _INVENTED) for name, text in INVENTED.items()]
    found = []
    for number, (name, text, count) in enumerate(texts):
        facts = _read(folder, name, text)
        found.append((facts, drawn(facts, names, count, number)))
    assert sum(len(lines) for _, lines in found) >= 300
    return found


def _read(folder: Path, name: str, text: str) -> Facts:
    path = folder / f"{name}.txt"
    path.write_text(text, "utf-8")
    return read_facts(path)


def _settled(corrector: Corrector, facts: Facts, lines: Sequence[Correction]) -> Sequence[SettledLine]:
    return corrector.correct(facts, lines, lambda _: facts).settled


def _wrong(
    drawn_lines: Sequence[Drawn], settled: Sequence[SettledLine], facts: Facts, moved: int = 0
) -> list[str]:
    """The lines that ended in another state, or at another place."""
    wrong = []
    for one, result in zip(drawn_lines, settled, strict=True):
        place = span_of(facts, result.fact) if result.fact else None
        is_there = place in (None, Span(one.span.start + moved, one.span.end + moved))
        if result.outcome is not one.outcome or not is_there:
            wrong.append(
                f"{one.line.kind} {one.line.anchor.exact!r}: {result.outcome}, {result.problem} {place}"
            )
    return wrong


def test_whether_every_line_ends_in_the_right_state(
    corrector: Corrector, cases: list[tuple[Facts, list[Drawn]]]
) -> None:
    seen: Counter[tuple[CorrectionKind, Decision | None, Outcome]] = Counter()
    for facts, lines in cases:
        settled = _settled(corrector, facts, [one.line for one in lines])
        assert _wrong(lines, settled, facts) == []
        seen.update((one.line.kind, one.line.decision, one.outcome) for one in lines)
    assert {kind for kind, _, _ in seen} == set(CorrectionKind) - {CorrectionKind.DOCUMENT}
    assert {decision for _, decision, _ in seen} == {None, *Decision}
    assert {outcome for *_, outcome in seen} == set(Outcome) - {Outcome.LOST}


def test_whether_a_line_on_top_changes_nothing(
    corrector: Corrector, cases: list[tuple[Facts, list[Drawn]]], tmp_path: Path
) -> None:
    top = "发布机构：办公室\n"
    for facts, lines in cases:
        edited = _read(tmp_path, facts.source.name, top + facts.source.text)
        settled = _settled(corrector, edited, [one.line for one in lines])
        assert _wrong(lines, settled, edited, len(top)) == []


def test_whether_unrelated_edits_change_nothing(
    corrector: Corrector, cases: list[tuple[Facts, list[Drawn]]], tmp_path: Path
) -> None:
    chance = random.Random(7)  # noqa: S311 - the same lines each time
    for facts, lines in cases:
        text = facts.source.text
        ends = [s.end for s in (facts.text.span(s.start, s.end) for s in facts.outline.sentences)]
        ends = [end + 1 for end in ends if text[end : end + 1] == "。"]
        places = sorted(chance.sample(ends, min(10, len(ends) // 2)))
        edited = text
        for place in reversed(places):
            edited = edited[:place] + _INSERTED + edited[place:]
        after = _read(tmp_path, facts.source.name, edited)
        settled = _settled(corrector, after, [one.line for one in lines])
        for one, result in zip(lines, settled, strict=True):
            moved = len(_INSERTED) * sum(place <= one.span.start for place in places)
            # Edits on both sides of a short quote leave too little of what stood around it.
            near = [place for place in places if one.span.start - 32 < place < one.span.end + 32]
            if len(near) < 2 or result.outcome is not Outcome.LOST:
                assert _wrong([one], [result], after, moved) == []


def test_whether_a_line_about_an_edited_sentence_is_never_applied_elsewhere(
    corrector: Corrector, cases: list[tuple[Facts, list[Drawn]]], tmp_path: Path
) -> None:
    kept = lost = 0
    for facts, lines in cases:
        text = facts.source.text
        for one in lines:
            if one.line.decision is None:
                continue
            # A word more in the sentence: before the quote, and within it.
            start, end = one.span.start, one.span.end
            middle = (start + end + 1) // 2
            for place in (max(0, start - 3), middle):
                after = _read(tmp_path, facts.source.name, f"{text[:place]}切实{text[place:]}")
                (result,) = _settled(corrector, after, [one.line])
                if place == middle and end - start > 1:
                    assert result.outcome is Outcome.LOST, (one.line, result)
                    assert result.problem
                    continue
                found = span_of(after, result.fact) if result.fact else None
                # Where the word breaks the figure before it, both may be read as one.
                assert found is None or (found.start <= start + 2 and end + 2 <= found.end), (
                    one.line,
                    result,
                )
                is_right = result.outcome in (one.outcome, Outcome.STALE, Outcome.LOST, Outcome.UNNEEDED)
                assert is_right, (one.line, result)
                kept += result.outcome is one.outcome
                lost += result.outcome is not one.outcome
    assert kept > 5 * lost


def test_whether_lines_are_not_needed_where_the_rules_agree(
    corrector: Corrector, cases: list[tuple[Facts, list[Drawn]]]
) -> None:
    for facts, lines in cases:
        agreed = [
            replace(one.line, was=one.line.now, now=one.line.was)
            for one in lines
            if one.line.decision is Decision.REPLACE and one.outcome is Outcome.APPLIED
        ]
        assert {one.outcome for one in _settled(corrector, facts, agreed)} <= {Outcome.UNNEEDED}
        # What was added once and is read now; what was rejected once and is not read any more.
        added = [
            replace(one.line, decision=Decision.ADD)
            for one in lines
            if one.line.decision in (Decision.CONFIRM, Decision.REJECT)
        ]
        assert {one.outcome for one in _settled(corrector, facts, added)} <= {Outcome.UNNEEDED}
        rejected = [
            replace(one.line, decision=Decision.REJECT)
            for one in lines
            if one.line.decision is Decision.ADD and one.outcome is Outcome.APPLIED
        ]
        results = _settled(corrector, facts, rejected)
        assert {one.outcome for one in results if one.line.kind is CorrectionKind.ASSIGNMENT} <= {
            Outcome.UNNEEDED
        }


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("localc")),
    reason="LibreOffice Calc, which saves the file, is missing",
)
def test_whether_a_file_saved_by_libreoffice_says_the_same(
    corrector: Corrector, cases: list[tuple[Facts, list[Drawn]]], tmp_path: Path
) -> None:
    tabs = "Text - txt - csv (StarCalc):9,34,76,1"
    for number, (facts, lines) in enumerate(cases):
        path = tmp_path / f"{number}.corrections.tsv"
        path.write_text(corrections_text(one.line for one in lines), "utf-8")
        _convert(tmp_path, path, "xlsx", f"--infilter={tabs}")
        path.unlink()
        _convert(tmp_path, path.with_suffix(".xlsx"), f"csv:{tabs}")
        saved = read_corrections(path.with_suffix(".csv"))
        assert saved.errors == ()
        settled = _settled(corrector, facts, saved.lines)
        assert _wrong(lines, settled, facts) == []


def _convert(folder: Path, path: Path, into: str, *options: str) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        *options,
        "--convert-to",
        into,
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
