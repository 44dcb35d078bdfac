"""The outline of a document: preamble, chapters, measures, annexes, and what each of them holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policygraph.model import Finding, Outline, Provision, ProvisionKind, Sentence, Severity, Table, Text
from policygraph.model.numbering import to_chinese
from policygraph.structure.annexes import Annexes, annex_findings, find_annexes
from policygraph.structure.brackets import Bracket, find_brackets
from policygraph.structure.front import read_front
from policygraph.structure.headings import Heading, find_headings
from policygraph.structure.sentences import split_sentences
from policygraph.structure.tables import find_tables, mark_repeats

# The longest sentences of official plans have some 500 characters.
_MAX_SENTENCE = 5000


def read_outline(text: Text) -> Outline:
    """Read the structure of a document.

    No text is refused: without headings everything is preamble, and a finding says so.
    """
    return _Reader(text).read()


@dataclass
class _Reader:
    text: Text
    findings: list[Finding] = field(default_factory=list)

    def read(self) -> Outline:
        clean = self.text.clean
        headings = self._plan_headings(find_headings(clean, 0, len(clean)))
        body = headings[0].start if headings else len(clean)
        front = read_front(clean, body)
        annexes = find_annexes(clean, headings[-1].body_start if headings else len(clean))
        body_end = min([a.start for a in annexes.found] + [len(clean)])
        if annexes.list_start is not None:
            body_end = min(body_end, annexes.list_start)
        headings = [h for h in headings if h.start < body_end]
        provisions = [
            *self._preamble(front.title_end, body),
            *self._numbered(headings, body_end),
            *self._annexes(annexes),
        ]
        self._check_sequence(headings)
        self._report_annexes(annexes, provisions)
        brackets, sentences = self._prose(provisions)
        return Outline(
            title=front.title,
            title_start=front.title_start,
            title_end=front.title_end,
            provisions=tuple(provisions),
            tables=self._tables(provisions),
            sentences=tuple(sentences),
            brackets=tuple(brackets),
            number=front.number,
            issuer=front.issuer,
            date=front.date,
            findings=tuple(self.findings),
        )

    def _plan_headings(self, headings: list[Heading]) -> list[Heading]:
        """Headings of the plan itself: a notice before it may have a numbering of its own."""
        restarts = [i for i, h in enumerate(headings) if h.level == 1 and h.number == 1]
        if len(restarts) > 1:
            first, second = headings[restarts[0]], headings[restarts[1]]
            between = self.text.clean[first.start : second.start]
            if re.search(r"^[^，。；\n\t]{4,80}(?:方案|规划|计划|意见)$", between, re.MULTILINE):
                return headings[restarts[1] :]
        return headings

    def _preamble(self, title_end: int, body: int) -> Iterator[Provision]:
        if self.text.clean[:body].strip():
            yield Provision(ProvisionKind.PREAMBLE, "preamble", "", title_end, title_end, 0, body)
        if body == len(self.text.clean):
            self._find("no-headings", "the document has no numbered headings; all of it is read as preamble")

    def _numbered(self, headings: list[Heading], body_end: int) -> Iterator[Provision]:
        chapter = ""
        seen: set[str] = set()
        for i, heading in enumerate(headings):
            following = headings[i + 1] if i + 1 < len(headings) else None
            end = following.start if following else body_end
            if heading.level == 1:
                chapter = to_chinese(heading.number)
                path, kind = chapter, ProvisionKind.CHAPTER
                has_items = following is not None and following.level == 2
                is_measure = not has_items and bool(self.text.clean[heading.body_start : end].strip())
            else:
                item = f"（{to_chinese(heading.number)}）"
                path, kind, is_measure = f"{chapter}/{item}" if chapter else item, ProvisionKind.MEASURE, True
            if path in seen:
                self._find(
                    "heading-repeated", f"heading {path} stands twice; the second is left out", heading.start
                )
                continue
            seen.add(path)
            title = self.text.clean[heading.title_start : heading.title_end]
            yield Provision(
                kind, path, title, heading.title_start, heading.title_end, heading.body_start, end, is_measure
            )

    def _annexes(self, annexes: Annexes) -> Iterator[Provision]:
        for i, annex in enumerate(annexes.found):
            end = annexes.found[i + 1].start if i + 1 < len(annexes.found) else len(self.text.clean)
            title = self.text.clean[annex.title_start : annex.title_end]
            yield Provision(
                ProvisionKind.ANNEX,
                f"附件{annex.number}",
                title,
                annex.title_start,
                annex.title_end,
                annex.body_start,
                end,
            )

    def _check_sequence(self, headings: list[Heading]) -> None:
        expected = {1: 1, 2: 1}
        for heading in headings:
            if heading.number != expected[heading.level]:
                message = (
                    f"heading number {to_chinese(heading.number)} where {to_chinese(expected[heading.level])} "
                    "is expected"
                )
                self._find("heading-out-of-sequence", message, heading.start)
            expected[heading.level] = heading.number + 1
            if heading.level == 1:
                expected[2] = 1

    def _report_annexes(self, annexes: Annexes, provisions: list[Provision]) -> None:
        for finding, place in annex_findings(annexes):
            span = self.text.span(*place) if place else None
            self.findings.append(Finding(finding.code, finding.severity, finding.message, span))
        for provision in provisions:
            if provision.kind is not ProvisionKind.ANNEX:
                continue
            body = self.text.clean[max(provision.start, provision.title_end) : provision.end]
            if not body.strip("\n"):
                message = f"annex {provision.path} “{provision.title}” has a heading but no content"
                self._find("annex-empty", message, provision.title_start)

    def _prose(self, provisions: list[Provision]) -> tuple[list[Sentence], list[Sentence]]:
        clean = self.text.clean
        statements: list[Sentence] = []
        sentences: list[Sentence] = []
        for provision in provisions:
            brackets = find_brackets(clean, provision.start, provision.end)
            statements += [
                Sentence(provision.path, clean[b.inner_start : b.inner_end], b.inner_start, b.inner_end)
                for b in brackets
            ]
            self._report_unclosed(brackets)
            for sentence in split_sentences(clean, provision.start, provision.end, provision.path, brackets):
                if len(sentence.text) <= _MAX_SENTENCE:
                    sentences.append(sentence)
                else:
                    message = (
                        f"a sentence of {len(sentence.text)} characters is not analysed; is it prose at all?"
                    )
                    self._find("sentence-too-long", message, sentence.start)
        return statements, sentences

    def _report_unclosed(self, brackets: list[Bracket]) -> None:
        for bracket in brackets:
            if not bracket.closed:
                self._find("bracket-unclosed", "a responsibility bracket is not closed", bracket.start)

    def _tables(self, provisions: list[Provision]) -> tuple[Table, ...]:
        found = [t for p in provisions for t in find_tables(self.text.clean, p.start, p.end, p.path)]
        marked = mark_repeats(found)
        for table in marked:
            if table.repeats:
                self._find(
                    "table-repeated", f"a table of {table.path} is printed again and read once", table.start
                )
            if len({len(row) for row in table.rows}) > 1:
                self._find("table-ragged", f"rows of a table of {table.path} differ in length", table.start)
        return tuple(marked)

    def _find(self, code: str, message: str, at: int | None = None) -> None:
        """Record a finding; ``at`` is a clean offset whose line is its place."""
        span = None
        if at is not None and at < len(self.text.clean):
            stop = self.text.clean.find("\n", at + 1)
            stop = len(self.text.clean) if stop < 0 else stop
            span = self.text.span(at, min(stop, at + 40))
        self.findings.append(Finding(code, Severity.WARNING, message, span))
