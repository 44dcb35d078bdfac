"""Where the graph says another figure or year than quote and clause do: looked up here, for shapes to report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from policygraph.builds.reader import Reader
from policygraph.builds.rows import answers
from policygraph.builds.store import Build
from policygraph.rdf.terms import CODE, DCTERMS, PG, PROV, QUDT, SKOS, iri, literal
from policygraph.sources.characters import normalise
from policygraph.validation.quoted_figures import (
    QuotedFigure,
    numbers_in,
    read_figure,
    read_words,
    without_spaces,
    years_in,
)

__all__ = ["misreadings"]

_STOPS = "。；！？"
_STOP = re.compile(f"[{_STOPS}]")
# A cell with a figure; one that begins with a year, as in 2025年治理率（%）, is a head.
_FIGURE_CELL = re.compile(r"\t\s*[-\[〔<]?(?!(?:19|20)\d\d\s*(?:年|目标|指标))\d")
# 比2020年, 在2020年基础上: a year that is compared with.
_COMPARED = re.compile(r"(?:比|较|相比|基于|由|从)\s*\d{4}\s*年|\d{4}\s*年\s*(?:的?基础上|水平|相比)")
# A term behind the sentence: （责任单位：…；完成时限：2022年4月）, （6月底前，市水利局负责）.
_TERM = re.compile(
    r"(?:时限|时间|期限)[:：][^，；。\n]+"
    r"|[（(〔【][^，；：:。\n]{0,20}?(?:年|\d\s*月|季度)[^，；：:。\n]{0,8}(?=[，；][^）)〕】]*(?:负责|牵头|单位))"
)
_LONGEST_OFFSET = 18
_QUERY = f"""SELECT ?fact ?text ?start ?end ?exact ?value ?lower ?upper ?comparator ?phrase ?unit ?year ?base
    ?baseValue ?due ?rowStart ?rowEnd ?partStart ?partEnd ?title WHERE {{
    ?fact {PROV("wasQuotedFrom")} ?span ; {PG("inProvision")} ?part .
    ?span {PG("exact")} ?exact ; {PG("start")} ?start ; {PG("end")} ?end ; {PG("inText")} ?text .
    ?plan {PG("sourceText")} ?text .
    OPTIONAL {{ ?fact {PG("comparator")} ?comparator }}
    OPTIONAL {{ ?fact {QUDT("numericValue")} ?value }}
    OPTIONAL {{ ?fact {PG("lowerValue")} ?lower }}
    OPTIONAL {{ ?fact {PG("upperValue")} ?upper }}
    OPTIONAL {{ ?fact {PG("unitPhrase")} ?phrase }}
    OPTIONAL {{ ?fact {PG("unit")} ?unit }}
    OPTIONAL {{ ?fact {PG("targetYear")} ?year }}
    OPTIONAL {{ ?fact {PG("baselineYear")} ?base }}
    OPTIONAL {{ ?fact {PG("baselineValue")} ?baseValue }}
    OPTIONAL {{ ?fact {PG("deadline")}|{PG("due")} ?due }}
    OPTIONAL {{ ?fact {PG("inRow")}/{PROV("wasQuotedFrom")} ?row . ?row {PG("start")} ?rowStart ; {PG("end")} ?rowEnd }}
    OPTIONAL {{ ?part {PG("textSpan")} ?body . ?body {PG("start")} ?partStart ; {PG("end")} ?partEnd }}
    OPTIONAL {{ ?plan {DCTERMS("title")} ?title }}
    FILTER NOT EXISTS {{ ?fact {PG("status")} {CODE("status-corrected")} }}
    FILTER NOT EXISTS {{ ?fact a {PG("Condition")} }}
    FILTER(BOUND(?comparator) || BOUND(?value) || BOUND(?lower) || BOUND(?year) || BOUND(?due))
}}"""


@dataclass(frozen=True, slots=True)
class _Misreading:
    """What the text says and what the graph does, of ``what``."""

    what: str
    read: str
    said: str


class _Part:
    """A part of a document, of which each line is read once, however many facts stand in it."""

    def __init__(self, text: str, first: int, last: int) -> None:
        """``text`` is the document's, ``first`` and ``last`` are where the part begins and ends there."""
        self._text, self._first = text, first
        # Where each line ends, those without figures, and the line by which a year is named first.
        self._ends, self._heads = list[int](), list[tuple[int, str]]()
        self._years: dict[str, int] = {}
        start, before = first, ""
        for number, line in enumerate(text[first:last].split("\n")):
            if not _FIGURE_CELL.search(line):
                self._heads.append((number, line))
            for year in years_in(f"{before}\n{line}"):
                self._years.setdefault(year, number)
            start, before = start + len(line) + 1, line
            self._ends.append(start)
        self._terms = [(match.start(), match[0]) for match in _TERM.finditer(text, first, last)]
        self._term_years = {year: at for at, term in self._terms for year in years_in(term)}

    def _lines_before(self, end: int) -> tuple[int, int]:
        """How many whole lines stand before ``end``, and where the next one begins."""
        number = bisect_right(self._ends, end)
        return number, self._ends[number - 1] if number else self._first

    def years_above(self, end: int) -> frozenset[str]:
        """The years named before ``end``."""
        number, _ = self._lines_before(end)
        above = self._ends[number - 2] if number > 1 else self._first
        near = years_in(self._text[above:end])
        return near | {year for year, line in self._years.items() if line < number}

    def heads(self, end: int) -> str:
        """The lines before ``end`` without figures."""
        number, start = self._lines_before(end)
        lines = [line for _, line in self._heads[: bisect_left(self._heads, (number, ""))]]
        rest = self._text[start:end]
        return "\n".join([*lines, *([] if _FIGURE_CELL.search(rest) else [rest])])

    def terms(self, start: int) -> str:
        """What stands from ``start`` on and says until when."""
        return "\n".join(term for at, term in self._terms[bisect_left(self._terms, (start, "")) :])

    def has_terms(self, start: int) -> bool:
        """Whether anything does."""
        return bool(self._terms) and self._terms[-1][0] >= start

    def term_years(self, start: int) -> frozenset[str]:
        """The years in it."""
        return frozenset(year for year, at in self._term_years.items() if at >= start)


class _Texts:
    """The texts of a build in uniform characters, and their parts."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._uniform = {name: normalise(text) for name, text in texts.items()}
        self._parts: dict[tuple[str, int, int], _Part] = {}

    def text(self, name: str) -> str:
        """A text by its IRI, '' where there is none."""
        return self._uniform.get(name, "")

    def part(self, name: str, first: int, last: int) -> _Part:
        """A part of a text."""
        key = (name, first, last)
        if key not in self._parts:
            self._parts[key] = _Part(self._uniform[name], first, last)
        return self._parts[key]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a fact stands, in uniform characters: its quote, its sentence (in a table its row) and what is around.

    ``part`` is the part of the document; ``begin`` and ``stop`` are where sentence or row begin and end.
    """

    quote: str
    before: str
    after: str
    row: str
    part: _Part
    begin: int
    stop: int
    title: str

    @classmethod
    def of(cls, row: Mapping[str, str], texts: _Texts) -> _Place | None:
        """The place of an answer, None where its offsets lead nowhere (PG202 reports that)."""
        text, start, end = texts.text(row["text"]), _offset(row["start"]), _offset(row["end"])
        if not 0 <= start < end <= len(text):
            return None
        first, last = max(_offset(row["partStart"]), 0), _offset(row["partEnd"])
        first = first if first <= start else 0
        last = last if last >= end else len(text)
        if row["rowStart"]:
            begin, stop = _offset(row["rowStart"]), _offset(row["rowEnd"])
        else:
            begin = max(first, *(text.rfind(sign, first, start) + 1 for sign in _STOPS))
            stop = found.start() if (found := _STOP.search(text, end, last)) else last
        return cls(
            quote=text[start:end],
            before=text[begin:start],
            after=text[end : max(end, stop)],
            row=text[begin:stop] if row["rowStart"] else "",
            part=texts.part(row["text"], first, last),
            begin=begin,
            stop=max(end, stop),
            title=normalise(row["title"]),
        )

    @property
    def sentence(self) -> str:
        """The sentence or row."""
        return self.before + self.quote + self.after

    @property
    def unit_words(self) -> str:
        """Where a figure's unit may stand that does not follow it: behind it, in a table in row and heads."""
        return f"{self.part.heads(self.begin)}\n{self.row}" if self.row else self.after


class _Units:
    """The labels of units."""

    def __init__(self, build: Build) -> None:
        self._reader = Reader(build)
        self._labels: dict[str, list[str]] = {}

    def labels(self, unit: str) -> list[str]:
        """What a unit is called, its preferred labels first."""
        if unit not in self._labels:
            predicates = (SKOS.iri(f"{kind}Label") for kind in ("pref", "alt", "hidden"))
            self._labels[unit] = [label for name in predicates for label in self._reader.values(unit, name)]
        return self._labels[unit]


def _offset(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST_OFFSET else -1


def _figures(row: Mapping[str, str], place: _Place, units: _Units) -> Iterator[_Misreading]:
    figure = read_figure(place.quote, place.before, place.after, place.unit_words if place.row else "")
    figure = figure or read_words(place.quote, place.before)
    if figure is None:
        return
    stated = _stated(row)
    if stated and stated not in figure.values:
        yield _Misreading("value", " / ".join(sorted(map(_shown, figure.values))), _shown(stated))
    comparator = row["comparator"].removeprefix(CODE.base)
    if comparator and comparator not in figure.comparators:
        yield _Misreading("comparator", " / ".join(sorted(figure.comparators)), comparator)
    yield from _unit(row, place, figure, units)
    base = _number(row["baseValue"])
    if base is not None and not any(
        base == n.scaleb(s) for n in numbers_in(place.sentence) for s in (0, 3, 4, 6, 7, 8)
    ):
        yield _Misreading("baseline value", without_spaces(place.sentence)[:40], _plain(base))


def _unit(
    row: Mapping[str, str], place: _Place, figure: QuotedFigure, units: _Units
) -> Iterator[_Misreading]:
    phrase = row["phrase"]
    if not phrase:
        return
    # 20个、10个百分点: the unit is written out once.
    is_cut = phrase.startswith(figure.unit) and phrase in without_spaces(place.after)
    if figure.unit and figure.unit != phrase and not is_cut:
        yield _Misreading("unit", figure.unit, phrase)
    elif not figure.unit and phrase not in without_spaces(place.unit_words):
        yield _Misreading("unit", "—", phrase)
    elif (labels := units.labels(row["unit"])) and phrase not in labels:
        yield _Misreading("unit", phrase, labels[0])


def _stated(row: Mapping[str, str]) -> tuple[Decimal, Decimal | None] | None:
    """The value in the graph; None where there is none, or half a range, which PG009 reports."""
    if (value := _number(row["value"])) is not None:
        return value, None
    lower, upper = _number(row["lower"]), _number(row["upper"])
    return (lower, upper) if lower is not None and upper is not None else None


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _shown(value: tuple[Decimal, Decimal | None]) -> str:
    low, high = value
    return _plain(low) if high is None else f"{_plain(low)}–{_plain(high)}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _years(row: Mapping[str, str], place: _Place) -> Iterator[_Misreading]:
    own, around = years_in(place.sentence), place.part.years_above(place.begin) | years_in(place.title)
    terms = place.part.term_years(place.stop)
    # A year before the figure holds, or one in the sentence that is an obligation; else what stands above lends one.
    ahead = years_in(_COMPARED.sub("", place.quote if row["due"] else place.before))
    allowed = (ahead or own | around) | terms
    # A term without year is of the document's own, which its number or date may tell.
    is_open = not terms and place.part.has_terms(place.stop)
    for what, year in (("target year", row["year"][:4]), ("deadline", row["due"][:4])):
        if year and year not in allowed and not is_open:
            yield _Misreading(what, " / ".join(sorted(allowed)) or "—", year)
    base = row["base"][:4]
    if base and base not in own | around | {str(int(year) - 5) for year in years_in(place.title)}:
        yield _Misreading("baseline year", " / ".join(sorted(own)) or "—", base)
    if month := row["due"][5:7]:
        said = without_spaces(f"{place.sentence}{place.part.terms(place.stop)}")
        if not re.search(rf"(?<!\d)0?{int(month)}月", said):
            yield _Misreading("deadline", said[:40], row["due"])


def misreadings(build: Build, texts: Mapping[str, str]) -> Iterator[str]:
    """Statements that a fact's figure (``pg:readAgain``) or year (``pg:yearReadAgain``) is another in its text.

    What a person corrected is meant to differ from the text.

    The object is “what|read in the text|said in the graph”.

    Args:
        build: the build.
        texts: the stored texts by the IRI of the source text.
    """
    uniform, units = _Texts(texts), _Units(build)
    for row in answers(build, _QUERY):
        place = _Place.of(row, uniform)
        if place is None:
            continue
        for predicate, found in (
            ("readAgain", _figures(row, place, units)),
            ("yearReadAgain", _years(row, place)),
        ):
            for one in found:
                said = "|".join(part.replace("|", "/") for part in (one.what, one.read, one.said))
                yield f"{iri(row['fact'])} {PG(predicate)} {literal(said)} ."
