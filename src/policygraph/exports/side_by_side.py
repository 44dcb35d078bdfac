"""The sheet of cities side by side: an indicator a row, with the figures of nation, provinces and plans."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from policygraph.builds.store import Build
from policygraph.errors import UsageError
from policygraph.exports.sheets import HeadWords
from policygraph.pages import Language
from policygraph.queries.documents import Document
from policygraph.queries.matrix import Matrix, MatrixRow, Value, read_matrix
from policygraph.queries.selection import Selection
from policygraph.queries.wording import SYMBOLS
from policygraph.rdf.terms import plain

__all__ = ["ShownFigure", "SideBySide", "side_by_side"]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A cell: a number with its sign, or words where there are several; ``standing`` is the verdict, '' for none."""

    value: Decimal | str
    sign: str
    standing: str
    note: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Heads of the columns with their notes, and of each row its indicator, kind, unit and cells."""

    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, str, tuple[ShownFigure | None, ...]], ...]


def side_by_side(
    build: Build, selection: Selection, words: HeadWords, language: Language
) -> SideBySide | None:
    """The targets of the plans beside those above them; None where no target can be compared."""
    try:
        matrix = read_matrix(build, selection)
    except UsageError:
        return None
    documents = tuple(document for group in matrix.groups() for document in group)
    rows = tuple(
        (
            language.say(line.name, line.name_en or line.name),
            words.code("kind", line.kind),
            language.say(line.unit, line.unit_en or line.unit),
            tuple(_cell(matrix, line, document, words) for document in documents),
        )
        for line in matrix.lines
    )
    return SideBySide(tuple(zip(_heads(documents, language), map(_note, documents), strict=True)), rows)


def _heads(documents: tuple[Document, ...], language: Language) -> list[str]:
    """The places of documents; where several are of one place their numbers or titles too."""
    places = [language.say(one.place, one.place_en or one.place) for one in documents]
    counts = Counter(places)
    return [
        f"{place}\n{one.number or one.title or one.name}" if counts[place] > 1 else place
        for one, place in zip(documents, places, strict=True)
    ]


def _note(document: Document) -> str:
    return "\n".join(filter(None, (document.reference, document.name)))


def _cell(matrix: Matrix, line: MatrixRow, document: Document, words: HeadWords) -> ShownFigure | None:
    values = matrix.cells.get((line, document.iri), ())
    if not values:
        return None
    whole = [value for value in values if not value.is_partial] or list(values)
    standing = matrix.comparison(line, document) if document in matrix.plans else ""
    note = "\n".join(dict.fromkeys(_said(value, words) for value in values))
    single = {(value.op, value.numbers) for value in whole}
    if len(single) == 1 and not whole[0].is_partial and whole[0].upper is None:
        return ShownFigure(whole[0].value, SYMBOLS.get(whole[0].op, ""), standing, note)
    texts = dict.fromkeys(_short(value, words) for value in whole)
    return ShownFigure(" / ".join(texts), "", standing, note)


def _short(value: Value, words: HeadWords) -> str:
    number = SYMBOLS.get(value.op, "") + "–".join(map(plain, value.numbers))
    marks = [words.code("tier", value.tier.removeprefix("tier-"))] if value.tier else []
    if value.is_partial:
        marks.append(f"{words.word('part')} {value.place}")
    return f"{number} ({', '.join(marks)})" if marks else number


def _said(value: Value, words: HeadWords) -> str:
    """A figure in full: how it is meant, its years, its strength, and how it stands to the document above."""
    parts = [_short(value, words), value.year]
    if value.baseline:
        parts.append(f"{words.word('since')} {value.baseline}")
    if value.strength:
        parts.append(words.code("strength", value.strength))
    if value.standing:
        parts.append(f"{words.head('', 'verdict')}: {words.code('verdict', value.standing)}")
    parts.append(value.path)
    return " · ".join(filter(None, parts))
