"""Bodies beside words that make them answerable, or in brackets and cells of their own, of which nothing was read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from policygraph.extraction.clauses import CREATE, DIRECTIVE_LEAD
from policygraph.misses.miss import Miss, Spans, findings_of
from policygraph.model import Assignment, Cell, Finding, Outline, Sentence, Table, Text

__all__ = ["find_bodies"]

_ENDS = r"(?:局|委|办|厅|部(?!门)|院|中心|政府|公司|集团|行|队|会|残联|妇联|工商联|文联|科协|办公室|街道|站|所|处|段)"
_PLACED = r"(?:各?(?:[省市县区州盟旗镇乡]|自治[区州县])(?!场)|[\u4e00-\u9fff]{2,4}[市县区州盟旗]|国家|国务院|全国|中央)"
# What is a body by its form: with its place, or by an end that nothing else has.
_SURE = re.compile(
    rf"{_PLACED}[\u4e00-\u9fff]{{1,16}}{_ENDS}"
    r"|各?[\u4e00-\u9fff]{2,14}(?:局|委员会|委|厅|政府|管委会|公司|办事处|部(?!门)|总工会)"
)
# A body with its place, as it stands in running text.
_AT = (
    r"(?:各?[省市县区州盟旗镇]|国家|自治区|[开新园]发?区"
    r"|(?:(?![由对将把向为让请])[\u4e00-\u9fff]){2,4}[市县区](?=[\u4e00-\u9fff]{2}))"
)
_BODY = re.compile(
    rf"(?:(?<=[，；：、和与及由同对])|^){_AT}[\u4e00-\u9fff]{{1,12}}?"
    r"(?:委员会|管委会|办公室|公安局|分局|局|委|办|厅|政府|中心|公司|集团|银行|支队|总队|大队|联合会|工会|残联|妇联|团委|部门)"
    r"(?=[、和及与等（]|要|应|须|牵头|负责|会同|联合|配合|协同|协助|协调|参与|承担|组织|指导|督促|统筹|主办|承办|协办|督办"
    r"|为|按|[，；。]|$)"
)
# Behind 由 and 会同 whatever comes next is done by the body: 由市审计局出台….
_BY = re.compile(
    r"(?:(?<=(?<![交报转])由)|(?<=会同)|(?<=联合)|(?<=设在))[\u4e00-\u9fff]{2,14}?"
    r"(?:委员会|管委会|办公室|分局|局|委|办|厅|政府|中心|公司|集团|部门|支队|大队|总队)(?![员派托])"
)
_FIELD = re.compile(
    r"(?:(?<=[，；：、同])|^)(?:(?!由)[\u4e00-\u9fff]){2,8}(?:部门|主管部门|单位)"
    r"(?=(?:要|应|须)?(?:牵头|会同|负责|配合|具体负责|统筹负责))"
)
# A name at the start of a clause or in a list, whatever is said of it: 州文旅局挑头组建专班.
_NAME = re.compile(
    rf"(?:(?<=[，；：、和与及由给])|^){_AT}[\u4e00-\u9fff]{{2,12}}?"
    r"(?:委员会|管委会|分局|(?<![布格])局|委(?!托)|厅|政府|支队|总队|大队|联合会|总?工会|残联|妇联|科协|供销社|公司(?=[对按负要应]))"
)
# Each with what it cannot do without, which is looked for first: they are tried at each letter.
_END = re.compile("[会室局委办厅府心司团行队联门协社]")
_SIGNED = (
    (_BY, re.compile("由|会同|联合|设在")),
    (_BODY, _END),
    (_FIELD, re.compile("部门|单位")),
    (_NAME, _END),
)
_OPENS = re.compile(
    rf"(?:{CREATE})|充分|依托|其|以[及上]|根据|顺应|降低|处置|保障|健全|构建|在|发挥|挂靠|经|与"
)
_NOBODY = re.compile(
    r"^(?:有关|相关|各|责任|牵头|主管|成员|其他|行业|职能|本|上级|所属|用人|建设|施工|监管|业务|实施)*(?:部门|单位|主管部门)$"
    r"|人大|政协|监委|纪委|委办公[室厅]|小组|专班|联席|有关部门|各部门|[布格]局$|布局"
)
_DUTY = re.compile(
    r"由|设在|按职责|牵头|会同|负责(?!人)|主办|承办|协办|督办|配合|兜底|归口|包保|责任(?:单位|部门)|参与|协助|承担|主责|指导|统筹"
)
_FIRM = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位)?)?(?:要|应|须)?(?:[（(][^（）]*[）)])?(?:按(?:照)?(?:各自)?职责(?:分工)?)?(?:具体|共同|统一|统筹|分别)?(?:牵头|负责(?!人|同志|解释)|会同|主办|承办|督办|归口|包保|兜底|为(?:牵头|责任|主责))"
)
# 由市水利局牵头的联席会议: which it is.
_QUALIFIES = re.compile(r"[^，；]{0,4}(?:牵头|负责|组成)的")
_LABEL = re.compile(r"(?<![^，；、])[\u4e00-\u9fff]{2,6}(?:单位|部门|主体|处室|科室)[：:](?=..)")
_OPEN = re.compile(r"[（〔【](?P<inner>[^（）〔〕【】]*(?:（[^（）]*）[^（）〔〕【】]*)*)[）〕】]")
_PART, _CLAUSE = re.compile(r"[、，；,;]"), re.compile(r"[，；：。（）]")
_NO_TASK = re.compile(r"解释|^(?:鼓励|支持|引导)|的(?:机制|制度|会议|格局|体系)|备案|同意|批准")
_ANY_BODY = re.compile(r"[局委办厅部府院会行联队司]")
_BACKGROUND = frozenset({"preamble"})
_WORDS_OF_DUTY = re.compile(
    r"(?:按照?|依|根据|各自|职责|职能|分工|共同|分别|具体|负责|牵头|落实|配合|参与|实施|组织|等|有关|相关|部门|单位|均|由|要|协同|指导|督导|推进|完成|前|年|月|底|\d|：|:|责任|主办|承办|协办|主要|各|以上|以下|下同)+"
)
_TERM = re.compile(r"(?:时限|期限|时间)：")
_SHORTEST, _FEWEST = 4, 2


def find_bodies(
    text: Text,
    outline: Outline,
    assignments: Sequence[Assignment],
    told: Sequence[Finding],
    is_body: Callable[[str], bool],
) -> Iterator[Finding]:
    """Findings for bodies that seem to answer for something and of which no assignment was made.

    Args:
        text: the document.
        outline: its structure.
        assignments: what was read.
        told: findings about bodies already.
        is_body: whether the vocabulary knows a body by that name.
    """
    reader = _Reader(text, outline, assignments, told, is_body)
    listed = list(reader.of_brackets())
    within = Spans((place.start, place.end) for place in listed)
    others = (*reader.of_sentences(), *reader.of_tables())
    places = [*listed, *(place for place in others if not within.touch(place.start, place.end))]
    yield from findings_of("body-unread", "may be made answerable here and was not read", places, text)


class _Reader:
    def __init__(
        self,
        text: Text,
        outline: Outline,
        assignments: Sequence[Assignment],
        told: Sequence[Finding],
        is_body: Callable[[str], bool],
    ) -> None:
        self._text, self._clean, self._outline = text, text.clean, outline
        self._is_body = is_body
        spans = [one.span for one in assignments] + [one.span for one in told if one.span]
        self._taken = Spans((span.start, span.end) for span in spans)
        self._answered = {one.path for one in assignments}
        self._answering = {(one.path, text.reading(one.span)) for one in assignments}

    def _is_read(self, start: int, end: int) -> bool:
        span = self._text.span(start, end)
        return self._taken.touch(span.start, span.end)

    def of_brackets(self) -> Iterator[Miss]:
        """Brackets that look like responsibility statements, and statements of which too little was read."""
        known = Spans((one.start, one.end) for one in self._outline.brackets)
        for statement in self._outline.brackets:
            yield from self._of_statement(statement)
        for part in self._outline.provisions:
            for match in _OPEN.finditer(self._clean, part.start, part.end):
                if _ANY_BODY.search(match["inner"]) and not known.touch(match.start(), match.end()):
                    yield from self._of_bracket(match)

    def _of_statement(self, statement: Sentence) -> Iterator[Miss]:
        start = statement.start
        if not self._is_read(start, statement.end):
            # 责任单位：有关单位 names nobody in particular.
            if _SURE.search(statement.text):
                yield Miss(start, statement.end, is_likely=True, group=start)
            return
        for first, last in _pieces(statement.text):
            if _TERM.search(statement.text, first, last):
                continue
            piece = _WORDS_OF_DUTY.sub("", statement.text[first:last])
            # What a standing rule says again was left out.
            if (statement.path, piece) in self._answering or self._is_read(start + first, start + last):
                continue
            if _SURE.fullmatch(piece):
                yield Miss(start + first, start + last, self._is_body(piece), start)

    def _of_bracket(self, match: re.Match[str]) -> Iterator[Miss]:
        inner, start, end = match["inner"], match.start("inner"), match.end("inner")
        if len(inner) < _SHORTEST or self._is_read(start, end):
            return
        members = [inner[first:last].rpartition("：")[2] for first, last in _pieces(inner)]
        sure = sum(bool(_SURE.fullmatch(one)) or self._is_body(one) for one in members)
        closes = self._clean[match.end() : match.end() + 1] in ("", "\n", "。", "；")
        is_list = len(members) >= _FEWEST and 2 * sure >= len(members)
        has_duty = bool(_LABEL.search(inner) or _DUTY.search(inner))
        if (is_list or has_duty) and sure and closes:
            yield Miss(start, end, is_likely=is_list or self._is_body(members[0]), group=start)
        elif sure or any(map(self._is_body, self._names(inner))):
            yield Miss(start, end, is_likely=False, group=start)

    def _names(self, text: str) -> Iterator[str]:
        """What may be names of bodies in a stretch of text."""
        return (match.group() for match in _NAME.finditer(text))

    def of_sentences(self) -> Iterator[Miss]:
        """Bodies in running text that a word of duty stands beside."""
        for sentence in self._outline.sentences:
            if sentence.path in _BACKGROUND or not _ANY_BODY.search(sentence.text):
                continue
            label = _LABEL.search(sentence.text)
            if label and not self._is_read(sentence.start, sentence.end):
                # 责任处室：甲处、乙处: whatever the label is, those behind it are named as answering.
                yield Miss(sentence.start + label.start(), sentence.end, is_likely=True, group=sentence.start)
                continue
            for first, last in _clauses(sentence.text):
                clause = sentence.text[first:last]
                if not _NO_TASK.search(clause):
                    yield from self._of_clause(clause, sentence.start + first, sentence)

    def _of_clause(self, clause: str, offset: int, sentence: Sentence) -> Iterator[Miss]:
        for match in _in_clause(clause):
            start, end = offset + match.start(), offset + match.end()
            if _is_no_name(match.group()) or self._is_read(start, end):
                continue
            # A signature, and what the measure's list says already.
            if match.group() == sentence.text or (sentence.path, match.group()) in self._answering:
                continue
            before = clause[: match.start()]
            is_said = bool(_FIRM.match(clause, match.end()))
            is_firm = is_said or before.endswith(("由", "会同", "设在"))
            is_known = self._is_body(match.group())
            if is_known or is_firm or _SURE.fullmatch(match.group()):
                # 由林草部门负责: what stands between the two words answers for it, whoever it is.
                is_between = is_said and before.endswith(("由", "会同"))
                is_likely = is_between or (is_known and (is_firm or sentence.path not in self._answered))
                is_likely = is_likely and not _QUALIFIES.match(clause, match.end())
                yield Miss(start, end, is_likely, sentence.start)

    def of_tables(self) -> Iterator[Miss]:
        """Cells that hold nothing but bodies, in tables of which no column was read as that of those responsible."""
        for table in self._outline.tables:
            if not table.repeats and not self._is_read(table.start, table.end):
                cells = list(self._lists_of_bodies(table))
                if len(cells) >= _FEWEST:
                    yield from (
                        Miss(cell.start, cell.end, is_likely=True, group=table.start) for cell in cells
                    )

    def _lists_of_bodies(self, table: Table) -> Iterator[Cell]:
        for row in table.rows[1:]:
            for cell in row[1:]:
                members = [cell.text[first:last] for first, last in _pieces(cell.text)]
                if cell.text and all(self._is_body(one) for one in members):
                    yield cell


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for mark in (*_PART.finditer(text), None):
        end = mark.start() if mark else len(text)
        if at < end:
            yield at, end
        at = mark.end() if mark else end


def _in_clause(clause: str) -> Iterator[re.Match[str]]:
    """Names of bodies in a clause, each once."""
    end = 0
    there = (pattern for pattern, sign in _SIGNED if sign.search(clause))
    found = [match for pattern in there for match in pattern.finditer(clause)]
    for match in sorted(found, key=lambda one: one.start()):
        if match.start() >= end:
            yield match
            end = match.end()


def _is_no_name(words: str) -> bool:
    return bool(_NOBODY.search(words) or _OPENS.match(words) or DIRECTIVE_LEAD.match(words))


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for mark in _CLAUSE.finditer(text):
        yield at, mark.start()
        at = mark.end()
    yield at, len(text)
