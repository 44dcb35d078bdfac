"""The responsibility map: the agencies of one city against its measures, with their roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from policygraph.builds.store import Build
from policygraph.exports.pictures.page import Key, Page, PageCell, code_words, letter, portions
from policygraph.pages import Language
from policygraph.queries.correspondences import Measure
from policygraph.queries.responsibility import AgencyName, Duty, Responsibility, read_responsibility
from policygraph.queries.selection import Selection
from policygraph.vocabulary import code_name

__all__ = ["page"]

# Columns that an A4 page has room for, upright.
_MOST_MEASURES = 30
_LONGEST_TITLE = 30
# The letters of the roles, the heaviest role first; the vocabulary names the roles.
_LETTERS = {
    "lead": ("牵", "L"),
    "responsible": ("责", "R"),
    "implement": ("实", "I"),
    "support": ("配", "S"),
}
# Cells of what a measure does not say itself are empty but for the letter of the role.
_BY_RULE = "按统一规定", "by a standing rule"


@dataclass(frozen=True, slots=True)
class _Row:
    """An agency, how many measures it has here and of how many, and its cells."""

    name: str
    shown: int
    everywhere: int
    cells: tuple[PageCell, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of one sheet of paper.

    ``chapters`` are names with numbers of columns, ``starts`` the first column of each; ``heads`` are the measures'
    titles with their numbers within the chapter below; ``sums`` are numbers of agencies.
    """

    chapters: tuple[tuple[str, int], ...]
    starts: frozenset[int]
    heads: tuple[PageCell, ...]
    rows: tuple[_Row, ...]
    sums: tuple[int, ...]


def page(build: Build, selection: Selection, language: Language) -> Page:
    """The map; the measures of a long plan stand on several sheets.

    Raises:
        UsageError: the selection leaves nothing to show, or names several cities.
    """
    facts = read_responsibility(build, selection)
    chosen = selection.in_words(language, leaving="city")
    tables = tuple(_table(facts, columns, language) for columns in portions(facts.measures, _MOST_MEASURES))
    city = facts.plan.place_en or facts.plan.place
    return Page(
        "responsibility-map.html",
        (f"{facts.plan.place}：各部门承担的措施", f"{city}: who answers for what"),
        {
            "chosen": chosen,
            "keys": tuple(_keys(facts, language)),
            "agencies": len(facts.agencies),
            "measures": len(facts.measures),
            "tables": tables,
        },
        tuple(cell.quotes for table in tables for cell in _cells(table)),
        (facts.plan.reference,),
    )


def _cells(table: _Table) -> Iterator[PageCell]:
    yield from table.heads
    for row in table.rows:
        yield from row.cells


def _keys(facts: Responsibility, language: Language) -> Iterator[Key]:
    used = {role for duty in facts.duties.values() for role in duty.roles}
    for role, letters in _LETTERS.items():
        if role in used:
            yield Key(role, letter(letters, language), code_name(role), code_name(role, "en"))
    if any(duty.is_by_rule for duty in facts.duties.values()):
        yield Key("rule", " ", *_BY_RULE)
    yield Key("nobody", "0", "未列明", "none named")


def _table(facts: Responsibility, measures: Sequence[Measure], language: Language) -> _Table:
    runs = [list(run) for _, run in groupby(measures, key=lambda one: one.chapter or one.path)]
    starts = frozenset(sum(map(len, runs[:rank])) for rank in range(len(runs)))
    return _Table(
        tuple((_chapter_name(run[0]), len(run)) for run in runs),
        starts,
        tuple(map(_head, measures)),
        tuple(_row(facts, agency, measures, language) for agency in facts.agencies),
        tuple(facts.of_measures.get(measure.iri, 0) for measure in measures),
    )


def _chapter_name(measure: Measure) -> str:
    """A chapter's number and title; of one that is a measure itself the number, whose head has the title."""
    return f"{measure.chapter}、{measure.chapter_title}" if measure.chapter else measure.path


def _head(measure: Measure) -> PageCell:
    """The measure's number within its chapter, and its title."""
    number = measure.path.rpartition("/")[2].strip("（）") if measure.chapter else ""
    title = measure.title
    shown = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
    return PageCell(shown, "", measure.name, measure.quotes, number)


def _row(facts: Responsibility, agency: AgencyName, measures: Sequence[Measure], language: Language) -> _Row:
    return _Row(
        agency.name,
        sum((agency.iri, measure.iri) in facts.duties for measure in facts.measures),
        facts.of_agencies[agency.iri],
        tuple(_cell(facts.duties.get((agency.iri, one.iri)), agency, one, language) for one in measures),
    )


def _cell(duty: Duty | None, agency: AgencyName, measure: Measure, language: Language) -> PageCell:
    if duty is None:
        return PageCell()
    said = [code_words(role, language) for role in duty.roles]
    if duty.is_by_rule:
        said.append(language.say(*_BY_RULE))
    return PageCell(
        letter(_LETTERS[duty.roles[0]], language),
        "rule" if duty.is_by_rule else duty.roles[0],
        f"{agency.name}：{measure.name}（{'、'.join(said)}）",
        duty.quotes,
    )
