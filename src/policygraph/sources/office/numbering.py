"""The numbers that Word writes before paragraphs and that stand in no text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.etree.ElementTree import Element

from policygraph.model.numbering import to_chinese

__all__ = ["Numbering", "Styles", "W", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
)
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("〇一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_MAX_CHINESE = 9_999
_MAX_CIRCLED = 20


def _chinese(number: int) -> str:
    return to_chinese(number) if 0 < number <= _MAX_CHINESE else str(number)


def _letters(number: int) -> str:
    """A to z, then aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1_000 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4_000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text + _ROMAN_ONES[number]


def _sign(first: str) -> Callable[[int], str]:
    """Numbers that have signs of their own up to twenty."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= _MAX_CIRCLED else str(number)


def _of(series: str) -> Callable[[int], str]:
    return lambda number: series[(number - 1) % len(series)]


_FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02}",
        "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
        "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
        "decimalHalfWidth": str,
        "decimalEnclosedCircle": _sign("①"),
        "decimalEnclosedCircleChinese": _sign("①"),
        "decimalEnclosedParen": _sign("⑴"),
        "decimalEnclosedFullstop": _sign("⒈"),
        "chineseCounting": _chinese,
        "chineseCountingThousand": _chinese,
        "taiwaneseCounting": _chinese,
        "taiwaneseCountingThousand": _chinese,
        "japaneseCounting": _chinese,
        "koreanCounting": _chinese,
        "ideographDigital": lambda number: str(number).translate(_DIGITS),
        "japaneseDigitalTenThousand": lambda number: str(number).translate(_DIGITS),
        "taiwaneseDigital": lambda number: str(number).translate(_DIGITS),
        "chineseLegalSimplified": lambda number: _chinese(number).translate(_LEGAL),
        "ideographLegalTraditional": lambda number: _chinese(number).translate(_LEGAL),
        "ideographTraditional": _of(_STEMS),
        "ideographZodiac": _of(_BRANCHES),
        "ideographEnclosedCircle": lambda number: (
            chr(ord("㊀") + number - 1) if 0 < number <= 10 else str(number)
        ),
        "lowerLetter": _letters,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda number: _roman(number).upper(),
        "bullet": lambda _: "",
        "none": lambda _: "",
    }
)


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; ``restart`` is the level after which it begins again, 0 for never."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    is_legal: bool = False
    restart: int | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A numbering that paragraphs refer to: its levels, whose counters it counts on, and where it begins anew."""

    counters: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Styles:
    """What paragraph styles say: their names, what they are based on, and their numbers."""

    names: dict[str, str] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, tuple[str, int | None]] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """The styles of a ``styles.xml``."""
        styles = cls()
        for style in root.iterfind(f"{W}style") if root is not None else ():
            key = style.get(f"{W}styleId", "")
            styles.names[key] = value(style, "name")
            styles.based_on[key] = value(style, "basedOn")
            properties = style.find(f"{W}pPr")
            if properties is not None and (number := _number_of(properties)):
                styles.numbers[key] = number
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                styles.default = key
        return styles

    def chain(self, key: str) -> list[str]:
        """The style and all that it is based on."""
        found: list[str] = []
        while key and key not in found:
            found.append(key)
            key = self.based_on.get(key, "")
        return found


class Numbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def of(self, properties: Element | None) -> str:
        """The number before a paragraph with these properties (``w:pPr``), '' where it has none."""
        found = self._place(properties)
        if found is None:
            return ""
        key, depth = found
        numbered = self._lists.get(key)
        level = numbered.levels.get(depth) if numbered else None
        if numbered is None or level is None:
            return ""
        counts = self._counts.setdefault(numbered.counters, [None] * _LEVELS)
        if key not in self._begun:
            self._begun.add(key)
            for at, start in numbered.starts.items():
                counts[at] = start - 1
        now = counts[depth]
        counts[depth] = level.start if now is None else now + 1
        for deeper in range(depth + 1, _LEVELS):
            restart = numbered.levels[deeper].restart if deeper in numbered.levels else None
            if restart is None or depth < restart:
                counts[deeper] = None
        return _PLACEHOLDER.sub(
            lambda match: self._written(numbered, counts, level, int(match[1]) - 1), level.text
        )

    @staticmethod
    def _written(numbered: _List, counts: list[int | None], level: _Level, at: int) -> str:
        other = numbered.levels.get(at, _Level())
        number = counts[at]
        form = "decimal" if level.is_legal else other.format
        return _FORMATS.get(form, str)(other.start if number is None else number)

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """The list that a paragraph is in, and how deep: by itself, or by its style."""
        own = _number_of(properties) if properties is not None else None
        style = (value(properties, "pStyle") if properties is not None else "") or self._styles.default
        chain = self._styles.chain(style)
        by_style = next((self._styles.numbers[key] for key in chain if key in self._styles.numbers), None)
        key = (own and own[0]) or (by_style and by_style[0]) or ""
        if not key or key == "0":
            return None
        depth = own[1] if own and own[1] is not None else None
        if depth is None and not (own and own[0]):
            levels = self._lists[key].levels if key in self._lists else {}
            depth = next((at for at, level in levels.items() if level.style and level.style in chain), None)
        if depth is None:
            depth = (by_style[1] if by_style and not (own and own[0]) else None) or 0
        return key, min(max(depth, 0), _LEVELS - 1)


def value(parent: Element, name: str) -> str:
    """The ``w:val`` of the child of that name, '' where there is none."""
    child = parent.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""


def _number_of(properties: Element) -> tuple[str, int | None] | None:
    number = properties.find(f"{W}numPr")
    if number is None:
        return None
    depth = value(number, "ilvl")
    return value(number, "numId"), int(depth) if depth.isdecimal() else None


def _lists(root: Element | None) -> dict[str, _List]:
    if root is None:
        return {}
    shared = {
        one.get(f"{W}abstractNumId", ""): {_depth(level): _level(level) for level in one.iterfind(f"{W}lvl")}
        for one in root.iterfind(f"{W}abstractNum")
    }
    found = {}
    for one in root.iterfind(f"{W}num"):
        key, counters = one.get(f"{W}numId", ""), value(one, "abstractNumId")
        levels = dict(shared.get(counters, {}))
        starts = {}
        for change in one.iterfind(f"{W}lvlOverride"):
            at = _depth(change)
            level = change.find(f"{W}lvl")
            if level is not None:
                levels[at] = _level(level)
            if (start := value(change, "startOverride")).isdecimal():
                starts[at] = int(start)
        found[key] = _List(counters, levels, starts)
    return found


def _depth(level: Element) -> int:
    given = level.get(f"{W}ilvl", "")
    return min(int(given), _LEVELS - 1) if given.isdecimal() else 0


def _level(level: Element) -> _Level:
    start, restart = value(level, "start"), value(level, "lvlRestart")
    legal = level.find(f"{W}isLgl")
    return _Level(
        start=int(start) if start.isdecimal() else 1,
        format=value(level, "numFmt") or "decimal",
        text=value(level, "lvlText"),
        style=value(level, "pStyle"),
        is_legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false"),
        restart=int(restart) if restart.isdecimal() else None,
    )
