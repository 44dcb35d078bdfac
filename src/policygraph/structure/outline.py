"""The outline of a document: preamble, chapters, measures, annexes, and what each of them holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from policygraph.model import Finding, Outline, Provision, ProvisionKind, Sentence, Severity, Table, Text
from policygraph.model.numbering import to_chinese
from policygraph.structure.annexes import Annexes, annex_findings
from policygraph.structure.brackets import Bracket, find_brackets
from policygraph.structure.front import read_front
from policygraph.structure.groups import find_groups
from policygraph.structure.headings import Heading, NumberKind, find_headings
from policygraph.structure.parts import split_parts
from policygraph.structure.scheme import Placed, place_headings
from policygraph.structure.sentences import Prose, heads_paragraphs, read_prose
from policygraph.structure.siblings import settle_titles
from policygraph.structure.tables import find_tables, is_ragged, mark_repeats, row_blocks

__all__ = ["read_outline"]

# The longest sentences of official plans have some 500 characters.
_MAX_SENTENCE = 5000
_OF_BODY = (ProvisionKind.CHAPTER, ProvisionKind.MEASURE)
_BOX = re.compile(r"^(?:专栏|附?表[\d一二三四五六七八九十])", re.MULTILINE)


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
        grouped = find_groups(clean, find_headings(clean), row_blocks(clean))
        headings = grouped.headings
        boxes = [match.start() for match in _BOX.finditer(clean)]
        parts = split_parts(clean, headings)
        annexes = parts.annexes
        placed = self._placed(parts.headings, boxes, parts.body_end)
        first = [one.heading.start for one in placed] or [annex.start for annex in annexes.found]
        body = first[0] if first else len(clean)
        front = read_front(clean, body)
        provisions = [
            *self._preamble(front.title_end, body),
            *self._numbered(placed, parts.body_end),
            *self._annexes(annexes, headings, boxes),
        ]
        if not placed:
            self._find("no-headings", "the document has no numbered headings; all of it is read as preamble")
        self._report_annexes(annexes, provisions)
        tables = self._tables(provisions, grouped.heads)
        prose = self._prose(provisions, tables, annexes)
        return Outline(
            title=front.title,
            title_start=front.title_start,
            title_end=front.title_end,
            provisions=tuple(provisions),
            tables=tables,
            sentences=tuple(prose.sentences),
            brackets=tuple(prose.brackets),
            labels=tuple(prose.labels),
            number=front.number,
            issuer=front.issuer,
            date=front.date,
            findings=tuple(self.findings),
        )

    def _placed(self, headings: Sequence[Heading], boxes: Sequence[int], end: int) -> list[Placed]:
        return settle_titles(self.text.clean, list(place_headings(headings, boxes, end)), end)

    def _preamble(self, title_end: int, body: int) -> Iterator[Provision]:
        if self.text.clean[:body].strip():
            yield Provision(ProvisionKind.PREAMBLE, "preamble", "", title_end, title_end, 0, body, title_end)

    def _numbered(self, placed: Sequence[Placed], body_end: int, above: str = "") -> Iterator[Provision]:
        """The numbered parts of a plan, or of an annex, whose path is then ``above`` theirs."""
        for i, one in enumerate(placed):
            heading = one.heading
            following = placed[i + 1] if i + 1 < len(placed) else None
            end = following.heading.start if following else body_end
            has_items = following is not None and following.level > one.level
            has_text = bool(self.text.clean[heading.body_start : end].strip())
            is_item = one.level > 1 or one.path.startswith("（")
            self._check_number(one)
            yield Provision(
                ProvisionKind.MEASURE if is_item else ProvisionKind.CHAPTER,
                f"{above}/{one.path}" if above else one.path,
                self.text.clean[heading.title_start : heading.title_end],
                heading.title_start,
                heading.title_end,
                heading.body_start,
                end,
                heading.start,
                is_measure=is_item or (has_text and not has_items),
            )

    def _check_number(self, one: Placed) -> None:
        if one.times > 1:
            message = f"heading {one.path.partition('〔')[0]} stands again; it is read as {one.path}"
            self._find("heading-repeated", message, one.heading.start)
        elif one.heading.number != one.expected:
            number, expected = to_chinese(one.heading.number), to_chinese(one.expected)
            message = f"heading number {number} where {expected} is expected"
            self._find("heading-out-of-sequence", message, one.heading.start)

    def _annexes(
        self, annexes: Annexes, headings: Sequence[Heading], boxes: Sequence[int]
    ) -> Iterator[Provision]:
        starts = [heading.start for heading in headings]
        for i, annex in enumerate(annexes.found):
            end = annexes.found[i + 1].start if i + 1 < len(annexes.found) else len(self.text.clean)
            path = f"附件{annex.number}"
            own = headings[bisect_left(starts, annex.body_start) : bisect_left(starts, end)]
            placed = self._placed(own, boxes, end) if self._is_document(own, annex.body_start, end) else []
            yield Provision(
                ProvisionKind.ANNEX,
                path,
                self.text.clean[annex.title_start : annex.title_end],
                annex.title_start,
                annex.title_end,
                annex.body_start,
                placed[0].heading.start if placed else end,
                annex.start,
            )
            yield from self._numbered(placed, end, path)

    def _is_document(self, headings: Sequence[Heading], start: int, end: int) -> bool:
        """Whether an annex is a paper with chapters and prose of its own, and no table or list."""
        chapters = [heading for heading in headings if heading.kind <= NumberKind.BRACKET]
        return len(chapters) > 1 and self.text.clean.count("。", start, end) >= len(chapters)

    def _report_annexes(self, annexes: Annexes, provisions: Sequence[Provision]) -> None:
        for finding, place in annex_findings(annexes):
            span = self.text.span(*place) if place else None
            self.findings.append(Finding(finding.code, finding.severity, finding.message, span))
        divided = {one.path.partition("/")[0] for one in provisions if "/" in one.path}
        for provision in provisions:
            if provision.kind is not ProvisionKind.ANNEX:
                continue
            body = self.text.clean[max(provision.start, provision.title_end) : provision.end]
            if not body.strip("\n") and provision.path not in divided:
                message = f"annex {provision.path} “{provision.title}” has a heading but no content"
                self._find("annex-empty", message, provision.title_start)

    def _prose(self, provisions: Sequence[Provision], tables: Sequence[Table], annexes: Annexes) -> Prose:
        clean = self.text.clean
        found = Prose()
        starts = [table.start for table in tables]
        chapters = [one for one in provisions if one.kind in _OF_BODY]
        fewest = heads_paragraphs(clean, chapters[0].start, chapters[-1].end) if chapters else 0
        for provision in provisions:
            inside = tables[bisect_left(starts, provision.start) : bisect_left(starts, provision.end)]
            brackets = find_brackets(clean, provision.start, provision.end)
            self._report_unclosed(brackets)
            found.brackets += [
                Sentence(provision.path, clean[b.inner_start : b.inner_end], b.inner_start, b.inner_end)
                for b in brackets
            ]
            prose = read_prose(
                clean, provision.start, provision.end, provision.path, brackets, inside, fewest
            )
            found.labels += prose.labels
            for sentence in prose.sentences:
                if len(sentence.text) <= _MAX_SENTENCE:
                    found.sentences.append(sentence)
                else:
                    message = (
                        f"a sentence of {len(sentence.text)} characters is not analysed; is it prose at all?"
                    )
                    self._find("sentence-too-long", message, sentence.start)
        if annexes.list_start is not None:
            start, end = annexes.list_start, annexes.list_end
            found.labels.append(
                Sentence(provisions[-1].path if provisions else "", clean[start:end], start, end)
            )
        return found

    def _report_unclosed(self, brackets: Sequence[Bracket]) -> None:
        for bracket in brackets:
            if not bracket.closed:
                self._find("bracket-unclosed", "a responsibility bracket is not closed", bracket.start)

    def _tables(
        self, provisions: Sequence[Provision], heads: Mapping[int, tuple[int, int]]
    ) -> tuple[Table, ...]:
        found = [
            table
            for p in provisions
            for table in find_tables(self.text.clean, p.start, p.end, p.path, heads.get(p.number_start))
        ]
        marked = mark_repeats(found)
        for table in marked:
            if table.repeats:
                self._find(
                    "table-repeated", f"a table of {table.path} is printed again and read once", table.start
                )
            if is_ragged(table):
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
