"""Tables of tasks: what is to be done, who leads and who supports, and by when, a row a task.

The heads tell what a column holds. Every sentence of a task's cell directs somebody, as one in prose does; its
quantities are targets, the bodies in the columns beside it answer for it, and the time in its row is its deadline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from policygraph.extraction.assignments.statements import find_in_list
from policygraph.extraction.mentions import BodyMention, ObligationMention, TargetMention
from policygraph.extraction.obligations.deadlines import term
from policygraph.extraction.obligations.sentences import ObligationReader
from policygraph.extraction.periods import own_year, year_of_tasks
from policygraph.model import Cell, Comparator, Outline, Role, Sentence, Strength, Table, TargetKind
from policygraph.structure.sentences import read_prose

__all__ = ["TaskTable", "find_task_tables"]


class _Column(Enum):
    """What a column of a table of tasks holds, beside bodies in a role."""

    TASK = auto()
    TIME = auto()


_TASK = re.compile(
    r"(?:(?:任务|工作|事项|实事|举措|措施|内容|要求|行动|工程|项目|目标)(?:名称|内容|分解|任务|措施|要求|清单|要点|举措)?"
    r"(?:[及和与](?:实施|推进|工作)计划)?|^(?:实施|推进|工作)计划)(?:（[^）]*）)?$"
    r"|（(?:具体|主要|工作|任务|建设|实施)?(?:内容|任务|措施|举措)）$"
)
# 具体指标: 新建水厂3座，管网120公里; in a table of indicators the column 指标 names them: 30万千瓦级机组煤耗.
_AIM = re.compile(r"(?:具体|工作|任务|目标|建设|绩效|考核)指标$|(?:标准|成效|成果)$")
_FIGURE = re.compile(r"\d")
_TIME = re.compile(r"时限|时间|期限|进度|节点|日期|^(?:实施|计划|完成)?年度$")
_BODY = re.compile(r"单位|部门|主体|处室|科室|牵头|配合|责任|主办|协办|承办")
_HEAD_OF_BODIES = re.compile(r"(?:牵头|主办|主责|责任|配合|协办|参与|承办|实施)(?:单位|部门|主体|处室|科室)$")
# 年度投资金额（万元）, 2024年计划投资（亿元）; 总投资 says how large a project is.
_SUM = re.compile(
    r"(?P<what>[^（）]*(?:计划|年度|本年|当年|20\d\d年)[^（）]*投资(?:额|金额|规模|计划)?)[（(](?P<scale>[万亿]?)元[）)]"
)
_NAME = re.compile(r"(?:项目|工程|任务)名称|项目|工程")
_PLACES = re.compile(
    r"(?:(?:项目|实施|建设|工程)?(?:地点|地址|所在地|位置|区域)|乡镇|镇街|县区|区县)(?:（[^（）]*）)?"
)
_ONE_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}(?:镇|乡|街道|县|区|市|旗|村|社区)")
# 青石县2024年老旧小区改造项目
_OF_YEAR = re.compile(r"^(?:[\u4e00-\u9fff]{1,6}[市县区])?20\d\d年度?(?=.{4})")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_YEAR = re.compile(r"20\d\d(?=年)")
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}
_PERSON = re.compile(r"人$|人员|领导|联系|负责人|电话")
_LEAD = re.compile(r"牵头|主办|主责|主管|第一责任")
_SUPPORT = re.compile(r"配合|协办|参与|参加|协同|协助")
_NUMBERING = re.compile(r"^(?:序号|编号|类别|领域|分类|备注|属性)$")
_SENTENCE = re.compile(r"[\u4e00-\u9fff]{4}")
# 一 | 扩大资源 above 1 | 新建幼儿园: what the rows below are about.
_GROUP_NUMBER, _ROW_NUMBER = (
    re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)]?、?"),
    re.compile(r"\d{1,3}[.．]?"),
)
_HEAD_ROWS, _LEAST_SENTENCE = 3, 4


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table of tasks: its columns by what they hold, and its rows below the heads.

    Times count from ``own_year``; ``due`` is the year whose tasks the table holds by its title, or ''; ``heads`` are
    those of its columns.
    """

    table: Table
    columns: tuple[tuple[int, _Column | Role], ...]
    rows: tuple[tuple[Cell, ...], ...]
    own_year: str
    due: str
    heads: tuple[str, ...]

    @property
    def has_tasks(self) -> bool:
        """Whether a column says what is to be done; in a table of indicators figures do."""
        return any(column is _Column.TASK for _, column in self.columns)

    def sentences(self, clean: str) -> Iterator[tuple[Sentence, str]]:
        """The sentences of the tasks with the time that is set for each row ('' where none is)."""
        for sentence, row in self._sentences(clean):
            yield sentence, self._due(row)

    def obligations(self, clean: str, reader: ObligationReader) -> Iterator[ObligationMention]:
        """An obligation for each sentence, due when the sentence says, or else when the row does."""
        for sentence, due in self.sentences(clean):
            if len(sentence.text) >= _LEAST_SENTENCE:
                yield reader.read(sentence, due)

    def bodies(self, clean: str, is_body: Callable[[str], bool]) -> Iterator[BodyMention]:
        """The bodies of all rows, each in the role that its column's head names."""
        for row in self.rows:
            for role in (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT):
                for cell in self._cells(row, role):
                    listed = Sentence(self.table.path, cell.text, cell.start, cell.end)
                    yield from find_in_list(clean, listed, role, is_body)

    def targets(
        self, clean: str, outline: Outline, find: Callable[[Outline], Iterator[TargetMention]]
    ) -> Iterator[TargetMention]:
        """The targets in the sentences, for the year of the row where the sentence names none.

        Args:
            clean: the clean text.
            outline: the document.
            find: finds the targets in the sentences of an outline.
        """
        told = list(self._sentences(clean))
        for mention in find(replace(outline, sentences=tuple(sentence for sentence, _ in told))):
            row = next((row for one, row in told if one.start <= mention.start < one.end), ())
            year = mention.target_year or self._due(row)[:4]
            yield replace(mention, target_year=year, place=mention.place or self._place(row))

    def sums(self) -> Iterator[TargetMention]:
        """What is to be spent on each task in a year, where a column says so: 年度投资金额（万元）."""
        named = [at for at, head in enumerate(self.heads) if _NAME.fullmatch(head)]
        columns = [(at, found) for at, head in enumerate(self.heads) if (found := _SUM.fullmatch(head))]
        for row in self.rows if named else ():
            for at, column in columns:
                name = row[named[0]].text if named[0] < len(row) else ""
                if name and at < len(row) and _NUMBER.fullmatch(row[at].text):
                    year = _YEAR.search(column["what"])
                    yield TargetMention(
                        path=self.table.path,
                        start=row[at].start,
                        end=row[at].end,
                        phrase=_OF_YEAR.sub("", name) + column["what"],
                        context="",
                        op=Comparator.EQ,
                        value=Decimal(row[at].text.replace(",", "")) * _SCALES[column["scale"]],
                        upper=None,
                        unit="元",
                        kind=TargetKind.AMOUNT,
                        baseline_year="",
                        target_year=year[0] if year else self._due(row)[:4],
                        strength=Strength.FIRM,
                        place=self._place(row),
                        row=(row[0].start, row[-1].end),
                    )

    def _sentences(self, clean: str) -> Iterator[tuple[Sentence, Sequence[Cell]]]:
        for row in self.rows:
            for cell in self._cells(row, _Column.TASK):
                for sentence in read_prose(clean, cell.start, cell.end, self.table.path, (), ()).sentences:
                    yield sentence, row

    def _place(self, row: Sequence[Cell]) -> str:
        """The one place that a row's column of places names; '' where it names none or several."""
        at = next((at for at, head in enumerate(self.heads) if _PLACES.fullmatch(head)), len(row))
        return row[at].text if at < len(row) and _ONE_PLACE.fullmatch(row[at].text) else ""

    def _due(self, row: Sequence[Cell]) -> str:
        terms = (term(cell.text, self.own_year) for cell in self._cells(row, _Column.TIME))
        return next(filter(None, terms), self.due)

    def _cells(self, row: Sequence[Cell], held: _Column | Role) -> Iterator[Cell]:
        for index, column in self.columns:
            if column is held and index < len(row) and row[index].text:
                yield row[index]


def find_task_tables(outline: Outline) -> Iterator[TaskTable]:
    """The tables of tasks of a document, one that is printed twice read once."""
    year = own_year(outline.title, outline.number, outline.date)
    titles = {p.path: p.title for p in outline.provisions}
    for table in outline.tables:
        if table.repeats:
            continue
        for i, row in enumerate(table.rows[:_HEAD_ROWS]):
            heads, rows = [cell.text for cell in row], table.rows[i + 1 :]
            if rows and len(rows[0]) == len(row) and _is_second_head(rows[0]):
                heads = [below.text or above for above, below in zip(heads, rows[0], strict=True)]
                rows = rows[1:]
            columns = _columns(heads, rows)
            if columns:
                due = year_of_tasks(outline.title) or year_of_tasks(titles.get(table.path, ""))
                yield TaskTable(table, columns, _without_groups(rows, columns), year, due, tuple(heads))
                break


def _without_groups(
    rows: Sequence[tuple[Cell, ...]], columns: Sequence[tuple[int, _Column | Role]]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows but those that only name what the rows below them are about, where these have numbers of their own."""
    is_numbered = any(row and _ROW_NUMBER.fullmatch(row[0].text) for row in rows)
    bodies = [index for index, held in columns if isinstance(held, Role)]
    return tuple(
        row
        for row in rows
        if not (is_numbered and row and _GROUP_NUMBER.fullmatch(row[0].text))
        or any(index < len(row) and row[index].text for index in bodies)
    )


def _is_second_head(row: Sequence[Cell]) -> bool:
    """Whether a row parts the bodies that one head above names together: 牵头单位 and 配合单位 below 责任单位."""
    named = [cell.text for cell in row if cell.text]
    return len(named) > 1 and not row[0].text and all(map(_HEAD_OF_BODIES.match, named))


def _columns(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[tuple[int, _Column | Role], ...]:
    """What the columns hold; nothing where the heads are none of a table of tasks."""
    found: list[tuple[int, _Column | Role]] = []
    tasks: list[int] = []
    for index, head in enumerate(heads):
        if not head or _NUMBERING.match(head) or _PERSON.search(head):
            continue
        if _TIME.search(head):
            found.append((index, _Column.TIME))
        elif _BODY.search(head) and len(head) <= 12:
            found.append((index, _role(head)))
        elif len(head) <= 12 and (_TASK.search(head) or (_AIM.search(head) and _has_figures(rows, index))):
            tasks.append(index)
    # Of several columns of tasks, the others name groups, unless figures stand there too; a column of nothing but
    # figures (节水目标) is none.
    lengths = {index: _words([row[index].text for row in rows if index < len(row)]) for index in tasks}
    longest = max(tasks, key=lambda index: lengths[index], default=0)
    if not found or not lengths.get(longest):
        # A table of indicators may say who answers for each.
        answering = [one for one in found if isinstance(one[1], Role)]
        return tuple(answering) if any("指标" in head for head in heads) else ()
    kept = (one for one in tasks if one == longest or (lengths[one] and _has_figures(rows, one)))
    return tuple(sorted([*found, *((one, _Column.TASK) for one in kept)], key=lambda one: one[0]))


def _words(cells: Sequence[str]) -> int:
    """How long the cells are that say something in words; 0 where most of them do not."""
    words = [cell for cell in cells if _SENTENCE.search(cell)]
    return sum(map(len, words)) if 2 * len(words) > sum(map(bool, cells)) else 0


def _has_figures(rows: Sequence[Sequence[Cell]], index: int) -> bool:
    """Whether most cells of a column say in words how much of something."""
    texts = [row[index].text for row in rows if index < len(row) and row[index].text]
    return 2 * sum(bool(_FIGURE.search(text) and _SENTENCE.search(text)) for text in texts) > len(texts)


def _role(head: str) -> Role:
    leads, supports = _LEAD.search(head), _SUPPORT.search(head)
    if leads and supports:
        return Role.RESPONSIBLE
    if leads:
        return Role.LEAD
    return Role.SUPPORT if supports else Role.RESPONSIBLE
