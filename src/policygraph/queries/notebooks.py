"""What notebooks show of answers, chains and things: small pieces of HTML, in Chinese and English."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, tostring

from policygraph.builds.places import block_words
from policygraph.model import Quote
from policygraph.printable import one_line
from policygraph.queries.questions import question
from policygraph.queries.run import Answer
from policygraph.queries.show import Thing
from policygraph.queries.tables import column_named
from policygraph.queries.trace import Step
from policygraph.queries.views_from_above import Below

__all__ = ["answer_html", "below_html", "build_html", "step_html", "table_html", "thing_html"]

# What a screen holds; the rest is counted.
_MOST_ROWS = 20
_MOST_STEPS = 200
_MOST_PROPERTIES = 40
_LONGEST = 200
_QUIET = "color: #666666"
_RELATIONS = {
    "answers for": "负责",
    "holds": "载有",
    "implements": "落实",
    "is assigned to": "责任单位",
    "is based on": "依据",
    "is localised by": "由其落实",
    "is measured by": "目标",
    "is named in": "见于",
    "is part of": "属于",
    "is the basis of": "据此制定",
    "leads": "牵头",
    "localises": "落实条款",
    "no counterpart in": "无对应条款",
    "stands in": "载于",
    "supports": "配合",
    "unknown in": "对应不明",
}
# In the order in which they are shown.
_COUNTED = {
    "documents": "文件",
    "measures": "措施",
    "targets": "目标",
    "obligations": "义务",
    "assignments": "责任分工",
    "agencies": "机构",
    "citations": "引用",
    "correspondences": "对应关系",
    "findings": "问题提示",
    "quads": "四元组",
}
_KINDS = {
    "agency": "机构",
    "annex": "附件",
    "assignment": "责任分工",
    "chapter": "章节",
    "directive": "上级文件",
    "document": "文件",
    "indicator": "指标",
    "measure": "措施",
    "obligation": "义务",
    "plan": "方案",
    "preamble": "序言",
    "provision": "条款",
    "target": "目标",
}


def table_html(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]], *about: str) -> str:
    """A table under what it is ``about`` (a line each), the first rows of it.

    Args:
        columns: the heads, each with what it means ('' if that is clear).
        rows: the cells; None is empty.
        about: lines above the table.
    """
    return _html(*(_line(text) for text in about if text), *_table(columns, list(rows)))


def build_html(folder: str, totals: Mapping[str, int]) -> str:
    """A build: where it lies, and how much it holds of each kind."""
    names = [*(name for name in _COUNTED if name in totals), *sorted(totals.keys() - _COUNTED.keys())]
    rows = [(f"{_COUNTED.get(name, '')} {name}".lstrip(), f"{totals[name]:,}") for name in names]
    head = _element("div", _element("b", "policygraph"), f" {folder}")
    return _html(head, _rows([], rows))


def answer_html(answer: Answer) -> str:
    """The first rows of an answer; of ASK what it says."""
    if answer.boolean is not None:
        return _html(_line("是 true" if answer.boolean else "否 false"))
    meanings = (column_named(answer.name, name) for name in answer.columns)
    columns = [(column.name, " / ".join(filter(None, (column.zh, column.en)))) for column in meanings]
    asked = question(answer.name) if answer.name else None
    return table_html(columns, answer.values, *((asked.chinese, asked.english) if asked else ()))


def step_html(step: Step) -> str:
    """A chain as a nested list."""
    return _html(_tree(step))


def below_html(below: Below) -> str:
    """A view from above: the list, then the first rows of its tables."""
    tables = (
        part
        for table in below.tables
        for part in (_line(table.title), *_table([(name, "") for name in table.columns], table.rows))
    )
    return _html(_tree(below.tree), *tables)


def thing_html(thing: Thing) -> str:
    """What is said of a thing, and the sentence that it was read from."""
    head = _element("div", _element("b", thing.label or thing.iri), f" {', '.join(thing.kinds)} ")
    head.append(_element("span", thing.iri, style=_QUIET))
    rows = [(item.name, " ".join(filter(None, (item.label, item.value)))) for item in thing.properties]
    parts = [head, *_table([("属性 property", ""), ("值 value", "")], rows, _MOST_PROPERTIES)]
    if thing.quote and thing.context:
        mark = _element("mark", thing.context.quote)
        sentence = _element("blockquote", thing.context.before, mark, thing.context.after)
        parts += [_line(_place(thing.quote)), sentence]
    return _html(*parts)


def _tree(root: Step) -> Element:
    """The steps as nested lists; where they are too many, those nearest to the root."""
    top = _element("ul", style="list-style: none; padding-left: 0")
    waiting, shown = deque([(root, top)]), 0
    while waiting and shown < _MOST_STEPS:
        step, parent = waiting.popleft()
        shown += 1
        item = _element("li", *_said(step))
        parent.append(item)
        if step.steps:
            branch = _element("ul")
            item.append(branch)
            waiting += [(child, branch) for child in step.steps]
    if hidden := _count(root) - shown:
        top.append(_element("li", f"… 另有 {hidden:,} 项 {hidden:,} more", style=_QUIET))
    return top


def _count(root: Step) -> int:
    waiting, number = [root], 0
    while waiting:
        number += 1
        waiting += waiting.pop().steps
    return number


def _said(step: Step) -> Iterable[Element | str]:
    relation = step.relation.partition(" (")[0]
    if step.relation:
        yield _element("span", f"{_RELATIONS.get(relation, '')} {step.relation} ".lstrip(), style=_QUIET)
    yield _element("span", f"{_KINDS.get(step.kind, '')} {step.kind} ".lstrip(), style="color: #0072b2")
    yield _element("b", step.label)
    if step.note:
        yield _element("span", f" ({step.note})", style=_QUIET)
    if step.quote:
        words = "" if step.quote.text in step.label else f" “{step.quote.text}”"
        yield _element("span", f" [{_place(step.quote)}]{words}", style="color: #00664b")


def _place(quote: Quote) -> str:
    where = block_words(quote.block)
    return " ".join(filter(None, (quote.file, where, f"{quote.start}–{quote.end}")))


def _table(
    columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]], most: int = _MOST_ROWS
) -> Iterable[Element]:
    """The first rows, and how many there are."""
    yield _rows(columns, rows[:most])
    number = f"{len(rows):,}"
    cut = f"前 {most} 行，共 {number} 行 first {most} of {number} rows"
    yield _element("div", cut if len(rows) > most else f"{number} 行 rows", style=_QUIET)


def _rows(columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> Element:
    heads = [_element("th", name, **({"title": meaning} if meaning else {})) for name, meaning in columns]
    lines = (_element("tr", *(_element("td", _cell(cell)) for cell in row)) for row in rows)
    head = [_element("thead", _element("tr", *heads))] if heads else []
    return _element("table", *head, _element("tbody", *lines), style="text-align: left")


def _cell(value: object) -> str:
    """What a cell shows: of an IRI of the build what stands behind ``/id/``."""
    text = "" if value is None else str(value)
    return text.partition("/id/")[2] or text if text.startswith(("http://", "https://")) else text


def _line(text: str) -> Element:
    return _element("div", text)


def _element(tag: str, *content: Element | str, **attributes: str) -> Element:
    """An element with text, on one line and not too long, and elements in this order."""
    made = Element(tag, {name: one_line(value) for name, value in attributes.items()})
    last: Element | None = None
    for part in content:
        if isinstance(part, Element):
            made.append(part)
            last = part
        elif last is None:
            made.text = (made.text or "") + _short(part)
        else:
            last.tail = (last.tail or "") + _short(part)
    return made


def _short(text: str) -> str:
    """Text without what would hide or turn what stands beside it; blanks at its ends are kept."""
    line = one_line(text)
    cut = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return f"{' ' * text.startswith(' ')}{cut}{' ' * text.endswith(' ')}"


def _html(*parts: Element) -> str:
    return tostring(_element("div", *parts), encoding="unicode", method="html")
