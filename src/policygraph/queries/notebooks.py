"""What notebooks show of answers, chains and things: small pieces of HTML, in Chinese and English."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from policygraph.builds.places import block_words
from policygraph.model import Quote
from policygraph.pages import render
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
# In the order in which they are shown.
_COUNTED = (
    "documents",
    "measures",
    "targets",
    "obligations",
    "assignments",
    "agencies",
    "citations",
    "correspondences",
    "findings",
    "quads",
)


@dataclass(slots=True)
class _Node:
    """A step as it is shown, with those of its steps that are."""

    relation: str
    how: str
    kind: str
    label: str
    note: str
    place: str
    quote: str
    steps: list[_Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The first rows of a table of ``number``."""

    title: str
    heads: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[str]]
    number: int


def table_html(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]], *about: str) -> str:
    """A table under what it is ``about`` (a line each), the first rows of it.

    Args:
        columns: the heads, each with what it means ('' if that is clear).
        rows: the cells; None is empty.
        about: lines above the table.
    """
    return _html(about=about, tables=[_table(columns, rows)])


def build_html(folder: str, totals: Mapping[str, int]) -> str:
    """A build: where it lies, and how much it holds of each kind."""
    names = [*(name for name in _COUNTED if name in totals), *sorted(totals.keys() - set(_COUNTED))]
    rows = [(name, f"{totals[name]:,}") for name in names]
    return _html(title="policygraph", subtitle=_short(folder), tables=[_table([], rows)])


def answer_html(answer: Answer) -> str:
    """The first rows of an answer; of ASK what it says."""
    if answer.boolean is not None:
        return _html(about=["是 true" if answer.boolean else "否 false"])
    meanings = (column_named(answer.name, name) for name in answer.columns)
    columns = [(column.name, " / ".join(filter(None, (column.zh, column.en)))) for column in meanings]
    asked = question(answer.name) if answer.name else None
    return table_html(columns, answer.values, *((asked.chinese, asked.english) if asked else ()))


def step_html(step: Step) -> str:
    """A chain as a nested list."""
    tree, hidden = _pruned(step)
    return _html(tree=tree, hidden=hidden)


def below_html(below: Below) -> str:
    """A view from above: the list, then the first rows of its tables."""
    tree, hidden = _pruned(below.tree)
    tables = [_table([(name, "") for name in one.columns], one.rows, title=one.title) for one in below.tables]
    return _html(tree=tree, hidden=hidden, tables=tables)


def thing_html(thing: Thing) -> str:
    """What is said of a thing, and the sentence that it was read from."""
    rows = [(item.name, " ".join(filter(None, (item.label, _cell(item.value))))) for item in thing.properties]
    sentence = None
    if thing.quote and thing.context:
        parts = {name: _short(getattr(thing.context, name)) for name in ("before", "quote", "after")}
        sentence = {"place": _place(thing.quote), **parts}
    return _html(
        title=_short(thing.label or thing.iri),
        subtitle=_short(f"{', '.join(thing.kinds)} {thing.iri}"),
        tables=[_table([("属性 property", ""), ("值 value", "")], rows, most=_MOST_PROPERTIES)],
        sentence=sentence,
    )


def _html(
    *,
    title: str = "",
    subtitle: str = "",
    about: Iterable[str] = (),
    tree: _Node | None = None,
    hidden: int = 0,
    tables: Sequence[_Rows] = (),
    sentence: Mapping[str, str] | None = None,
) -> str:
    return render(
        "notebook.html",
        title=title,
        subtitle=subtitle,
        about=[_short(line) for line in about],
        tree=tree,
        hidden=hidden,
        tables=tables,
        sentence=sentence,
    )


def _table(
    heads: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[object]],
    *,
    title: str = "",
    most: int = _MOST_ROWS,
) -> _Rows:
    cells = [[_cell(cell) for cell in row] for row in rows[:most]]
    return _Rows(_short(title), [(_short(name), _short(about)) for name, about in heads], cells, len(rows))


def _cell(value: object) -> str:
    """What a cell shows: of an IRI of the build what stands behind ``/id/``."""
    text = "" if value is None else str(value)
    return _short(text.partition("/id/")[2] or text if text.startswith(("http://", "https://")) else text)


def _pruned(root: Step) -> tuple[_Node, int]:
    """The steps nearest to the root, as many as a screen holds, and how many are left out."""
    top = _node(root)
    waiting, shown, number = deque([(root, top)]), 1, 1
    while waiting:
        step, node = waiting.popleft()
        number += len(step.steps)
        for child in step.steps:
            made = _node(child)
            if shown < _MOST_STEPS:
                node.steps.append(made)
                shown += 1
            waiting.append((child, made))
    return top, number - shown


def _node(step: Step) -> _Node:
    relation, bracket, how = step.relation.partition(" (")
    quoted = step.quote.text if step.quote and step.quote.text not in step.label else ""
    return _Node(
        relation=_short(relation),
        how=_short(f"{bracket}{how}"),
        kind=_short(step.kind),
        label=_short(step.label),
        note=_short(step.note),
        place=_place(step.quote) if step.quote else "",
        quote=_short(f" “{quoted}”") if quoted else "",
    )


def _place(quote: Quote) -> str:
    where = block_words(quote.block)
    return _short(" ".join(filter(None, (quote.file, where, f"{quote.start}–{quote.end}"))))


def _short(text: str) -> str:
    """Text on one line and not too long, without what would hide or turn what stands beside it."""
    line = one_line(text)
    cut = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    return f" {cut}" if text.startswith(" ") else cut
