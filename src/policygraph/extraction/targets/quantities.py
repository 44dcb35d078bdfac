"""Numbers with their units in a sentence, in digits or in words (二十万, 三分之二, 翻两番), whatever they may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from policygraph.extraction.clauses import CREATE
from policygraph.extraction.targets.numerals import NUMERAL, find_shares, read_numeral
from policygraph.vocabulary import UnitEntry

__all__ = ["Quantity", "QuantityFinder", "find_malformed", "group_lists"]

_SCALES = {
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "百亿": 10**10,
    "千亿": 10**11,
    "亿": 10**8,
    "万亿": 10**12,
}
_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"万亿|千万|百万|亿|万|千(?![克米瓦伏赫焦乏卡帕])"
# 以上, 以下 … may be followed by a bracket that says what is included.
_TAIL = re.compile(
    r"(?P<note>（(?!(?:其中[：，]?)?(?!累计|总计|合计|共|约)[\u4e00-\u9fff]{2,10}\d[\d.,]*[万千]?[个座家处所套户条项台辆名人张间头只株名]|[^）]*(?:不[低高超少]|达到|控制在|\d[\d.]*(?:%|万?(?:亩|吨|公里|公顷|平方|立方|千瓦))))[^（）]{1,30}）)?(?P<bound>(?:及|\(?含\)?|（含）)?(?:以上|以下|以内|之内|左右|上下)|(?:(?<=小时)|(?<=分钟)|(?<=工作日)|(?<=天)|(?<=秒))内(?!部|外)|及以上|及以下|之?间|不减少|不降低)?"
    r"(?:（不?含[^（）]{0,8}）)?"
)
_MALFORMED = re.compile(
    r"(?<![\d.,])(?:\d+(?:\.\d+){2,}|\d+\.{2,}\d+|\d+,\d{1,2}(?:\.\d+)?)(?=[%万亿吨千克元个家座台])"
)
_NUMERALS = str.maketrans({",": None, "−": "-", "－": "-"})
_YEAR = re.compile(r"20\d{2}$")
_CALENDAR = ("年", "日", "月", "时", "号")
# A unit that nobody knows: letters (800P), or characters behind a word of bounds that end a clause (不超过18席).
_ODD = (
    r"(?<=\d\d)[A-Z][A-Za-z]{0,7}(?![A-Za-z\d])(?=[，；。、）]|以[上下内]|左右|$)"
    r"|(?![的年月日号时分级星类批期位条款番]|以[上下内]|[左上]|之|及|余|多)[\u4e00-\u9fff]{1,3}(?=[，；。]|$)"
)
_BOUNDED = re.compile(r"(?:达到|不低于|不少于|不超过|不高于|至少)$")
# 满意度达到90分: marks that are reached; those of an assessment are none.
_MARKED = re.compile(r"(?:满意度|评价|评分|测评|成熟度|指数)[^，；。\d]{0,10}$")
_IS_RATE = re.compile(r"[/／]")
# 平均受教育年限达到10.9年
_LASTING = re.compile(
    r"(?:年限|寿命)(?:分别|均)?(?:达到?|提高到|提升到|增加到|延长(?:到|至)|不低于|稳定在|保持在|为)约?$"
)
# 缩短为10日, 压缩到60日以内: how long something takes, where a date follows no such word.
_TAKING = re.compile(r"(?:缩短|压缩|压减|缩减|减少|减|降|控制|不[得应]?(?:超过|多于))(?:至|到|为|在)?约?$")
_TAKEN_BEFORE = re.compile(r"(?:缩短|压缩|压减|缩减|减少|减|降)(?:至|到|为)")
_DAYS = ("日", "天")
_LOOSE_COUNTERS = frozenset("个项类种次条批块轮件场期部组对口片段门席群枚")
_COUNTERS = frozenset("项家个名所条场种座支")
_MORE_POINTS = re.compile(r"(?:[、和及]\d+(?:\.\d+)?个?)+百分点")
# 打造百家领军企业, 形成百项成果: a round number of things that are made.
_MANY = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}
_MAKES = re.compile(rf"(?:{CREATE}|开拓)$")
# 实施千座公园计划
_PROGRAMME = re.compile(r"[\u4e00-\u9fff]{1,6}(?:计划|行动)")
_FEW = 12
# 产业规模突破千亿元
_REACHES = re.compile(r"(?:突破|达到?|超过?|[迈跨]上|[增升提][到至])$")
# 1:3 is a third, of which nobody needs more digits.
_FINE = Decimal("0.000001")
# 五台 may be five machines, 五台县 cannot.
_LEAST_NAME = 3
# Of so many texts it is kept what stands in them.
_SENTENCES = 1024
# 二期, 一、二类, “两桶”: which one, or a name.
_NAMES = re.compile(
    r"[”’县市区镇乡村山河江湖峡]|(?<=二套)(?:住?房|商品房)|(?<=次)(?:油气|供水|能源|污染|元件|设备|电池|装修|分配|创业)"
)
_ORDERED = frozenset("期类轮批桶级区")
_IDEAS = re.compile(
    r"[^，；。、]{0,6}?(?:方面|环节|机制|体系|制度|原则|阶段|层次|目标|任务|行动|工程|重点|领域|中心|格局|关系|能力|维度|一体|协同|"
    r"统筹|责任|清单|举措|措施|计划|转变|转型|渠道|行业|专项|标准|台账|要素|模式|方向|平台|不|到位|落实)"
)
# 甲州、八所、新村: a name among others
_AMONG_NAMES = re.compile(r"、\w+、[^\d一二两三四五六七八九十]")
_EACH = re.compile(r"(?:各|至少|不少于)[\u4e00-\u9fff]{0,4}$|每年(?:创建|建成|新建|打造|培育|新增|引进)$")
_SCALED_ALONE = {
    f"1{word}": Decimal(size) for word, size in (("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8))
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands at ``[start, end)`` of a sentence, unit included.

    ``unit`` is the unit as it is spelled ('' if none follows), ``tail`` the word of bounds behind it (以上 …),
    ``note`` a bracket between number and unit or behind it, ``stop`` the end of all that. ``is_more`` says that it is
    more than the number (余, 多).
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    unit_class: str
    tail: str
    note: str
    stop: int
    is_more: bool = False

    @property
    def is_percent(self) -> bool:
        """Whether the quantity is a share or a change in per cent."""
        return self.unit_class == "ratio" and self.unit not in ("倍", "")


class QuantityFinder:
    """Finds quantities; built once from the vocabulary of units and the names of places, which are no numbers."""

    def __init__(self, units: Mapping[str, UnitEntry], names: Iterable[str] = ()) -> None:
        self._units = units
        numbered = sorted({name for name in names if len(name) >= _LEAST_NAME and re.search(NUMERAL, name)})
        # 七台河市, 五台县: names of places that begin as numbers with units do.
        self._names = re.compile("|".join(map(re.escape, numbered)) or r"(?!)")
        spelled = sorted(units, key=lambda label: (-len(label), label))
        simple = _alternatives(u for u in spelled if not _IS_RATE.search(u))
        listed = _alternatives(u for u in spelled if _IS_RATE.search(u))
        # 公里/万人, 千克/人·日: two units that nobody has listed together are one all the same.
        per = rf"[/／](?:(?:百|千|万|亿)?(?:{simple})(?:·[年月日天])?|日|天|月)"
        unit = rf"(?P<unit>(?:{listed})(?!·)|(?:{simple})(?:{per})?)"
        self._pattern = re.compile(
            rf"(?<![\dA-Za-z.,〔第·\-/+])(?:(?P<hundred_millions>{_NUM})亿(?={_NUM}万[^亿]))?"
            rf"(?P<low>(?:(?<=[到至为])[-−－])?(?:{_NUM}))"
            rf"(?:(?P<low_unit>%|{_SCALE})?(?P<dash>[—–～-]{{1,2}}|至|到)(?P<high>{_NUM}))?"
            # 1050（天然气制）千克标准煤/吨: a bracket that says which case may part the number from its unit.
            rf"(?P<more>[余多](?=.))?(?P<scale>{_SCALE})?(?P<more_behind>[余多](?=.))?"
            rf"(?:(?P<case>（[^（）]{{1,20}}）)?{unit}|[:：](?P<one>1)(?!\d)|(?<=(?<!\d)1)[:：](?P<of>[1-9]\d{{0,2}}(?:\.\d+)?)(?![\d:：])|(?P<odd>{_ODD})|(?![\d.]))"
        )
        self._written = re.compile(
            rf"(?<![第〇零一二两三四五六七八九十百千万亿\d点初周])(?:(?<!成)|(?=[百千万][项家名所条场种座支]))(?P<low>{NUMERAL})(?:(?P<dash>至|到|—)(?P<high>{NUMERAL}))?"
            rf"(?P<more>[余多])?(?P<scale>万|亿|千(?![克米瓦伏赫焦乏卡帕]))?{unit}"
        )

        # Several readers ask about one sentence.
        self._found = lru_cache(maxsize=_SENTENCES)(self._find)

    def find(self, text: str) -> Iterator[Quantity]:
        """Quantities of a sentence in order; dates, ordinals and parts of names are none."""
        return iter(self._found(text))

    def _find(self, text: str) -> Sequence[Quantity]:
        found = [
            self._quantity(text, match) for match in self._pattern.finditer(text) if not _is_name(text, match)
        ]
        shares = [self._share(text, *share) for share in find_shares(text)]
        written = [q for match in self._written.finditer(text) if (q := self._in_words(text, match))]
        if written:
            named = [match.span() for match in self._names.finditer(text)]
            written = [q for q in written if not any(start <= q.start < end for start, end in named)]
        if not (shares or written):
            return tuple(found)
        taken: list[Quantity] = []
        for quantity in (*shares, *found, *written):
            if not any(one.start < quantity.end and quantity.start < one.end for one in taken):
                taken.append(quantity)
        return tuple(sorted(taken, key=lambda one: one.start))

    def _share(self, text: str, start: int, end: int, value: Decimal, unit: str) -> Quantity:
        tail = _TAIL.match(text, end)
        bound = (tail["bound"] if tail else "") or ""
        stop = tail.end() if tail else end
        note = (tail and tail["note"]) or ""
        # 改造过半: more than half
        return Quantity(
            start, end, value, None, unit, "ratio", bound, note, stop, is_more=text[start] == "过"
        )

    def _in_words(self, text: str, match: re.Match[str]) -> Quantity | None:
        """A number in characters; 一个 (an article) and 三项制度 (a way to speak of ideas) are none."""
        words = f"1{match['low']}" if match["more"] and match["low"] in "百千万亿" else match["low"]
        low = _SCALED_ALONE.get(words) or read_numeral(match["low"])
        if low is None and words in _SCALES and _REACHES.search(text, 0, match.start()):
            low = Decimal(_SCALES[words])
        high = read_numeral(match["high"]) if match["high"] else None
        if low is None and _MAKES.search(text, 0, match.start()) and match["unit"] in _COUNTERS:
            is_named = _PROGRAMME.match(text, match.end())
            low = _MANY.get(words) if text[match.end() : match.end() + 1] not in _MANY else None
            low = None if is_named else low
        if low is None or (match["high"] and high is None) or match["unit"] in _CALENDAR:
            return None
        unit = self._units.get(match["unit"])
        is_few = low <= _FEW and match["unit"] in _LOOSE_COUNTERS
        if match["unit"] == "所" and _AMONG_NAMES.fullmatch(text, match.start() - 1, match.end() + 2):
            return None
        if low <= _FEW and (match["unit"] in _ORDERED or _NAMES.match(text, match.end())):
            return None
        if is_few and (
            _IDEAS.match(text, match.end())
            or (low == 1 and high is None and not _EACH.search(text, 0, match.start()))
        ):
            return None
        return self._built(text, match, low, high, unit)

    def _quantity(self, text: str, match: re.Match[str]) -> Quantity:
        unit = self._units.get(match["unit"] or "")
        scale = _SCALES.get(match["scale"] or "", 1)
        low_scale = scale if match["low_unit"] in (None, "%") else _SCALES[match["low_unit"]]
        low = _number(match["low"]) * (low_scale if match["high"] else scale)
        high = _number(match["high"]) * scale if match["high"] else None
        if match["hundred_millions"]:
            low += _number(match["hundred_millions"]) * _SCALES["亿"]
        if match["of"]:
            low = (low / Decimal(match["of"])).quantize(_FINE).normalize()
        return self._built(text, match, low, high, unit)

    def _built(
        self, text: str, match: re.Match[str], low: Decimal, high: Decimal | None, unit: UnitEntry | None
    ) -> Quantity:
        groups = match.groupdict()
        case, spelled = groups.get("case"), match["unit"] or groups.get("odd") or ""
        if spelled == "个" and _MORE_POINTS.match(text, match.end()):
            # 分别降低20个、10个百分点
            spelled, unit = "个百分点", self._units.get("个百分点")
        unit_class = (
            unit.unit_class if unit else "intensity" if match["unit"] else "unknown" if spelled else ""
        )
        if groups.get("one") or groups.get("of"):
            unit_class = "proportion"
        elif groups.get("odd") and _is_echo(text, match):
            unit_class = "count"
        tail = _TAIL.match(text, match.end())
        return Quantity(
            start=match.start(),
            end=match.start("case") if case else match.end(),
            value=low,
            upper=high,
            unit=spelled,
            unit_class=unit_class,
            tail=(tail["bound"] if tail else "") or "",
            note=case or (tail["note"] if tail else "") or "",
            stop=tail.end() if tail else match.end(),
            is_more=bool(match["more"] or groups.get("more_behind")),
        )


def _alternatives(units: Iterable[str]) -> str:
    """A pattern of units, the longest of which have to come first; one in Latin letters ends where they end."""
    latin_end = r"(?![A-Za-z])"
    return "|".join(re.escape(u) + (latin_end if u[-1].isascii() and u[-1].isalpha() else "") for u in units)


def find_malformed(clean: str) -> Iterator[tuple[int, int]]:
    """Clean offsets of what looks like a quantity but is no number: 1.2.3%, 5..6吨, 3,45%."""
    for match in _MALFORMED.finditer(clean):
        yield match.span()


def _number(digits: str) -> Decimal:
    return Decimal(digits.translate(_NUMERALS))


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Dates, “1+30”, 6·9, GB20951, 5G, 3D, 1#: numbers that name and do not measure."""
    following = text[match.end() : match.end() + 1]
    if match["one"] or match["of"] or match["odd"]:
        return bool(match["odd"]) and not (
            _is_echo(text, match) or match["odd"][0].isascii() or _BOUNDED.search(text, 0, match.start())
        )
    if match["unit"] is None and (
        following in "年月日号时分·+#＃" or (following.isascii() and following.isalpha())
    ):
        return following != ""
    if match["unit"] == "年" and _LASTING.search(text, 0, match.start()):
        return False
    if match["unit"] in _DAYS and _is_lasting(text, match.start(), match.end()):
        return False
    if match["unit"] in _CALENDAR or (match["unit"] == "分" and not _MARKED.search(text, 0, match.start())):
        return True
    if match["unit"] == "人" and following == "口":
        return True  # 2000万人口的城市圈
    return following == "+" or (match["unit"] is None and bool(_YEAR.fullmatch(match["low"])))


def _is_echo(text: str, match: re.Match[str]) -> bool:
    """Whether a thing is its own unit: 新增墓穴10000穴."""
    return bool(match["odd"]) and text[match.start() - 1 : match.start()] == match["odd"]


def _is_lasting(text: str, start: int, end: int) -> bool:
    """Whether days are those that something takes: 由20日缩短为10日."""
    return bool(_TAKING.search(text, 0, start) or _TAKEN_BEFORE.match(text, end))


def group_lists(text: str, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """Quantities that one predicate governs: 2300吨、34吨和6231吨; 1150（块煤制）、1320（粉煤制）千克标准煤/吨.

    A comma links them only while nothing but numbers follows: in 达到40%，60个行政村完成… a new clause begins.
    """
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        if groups and _are_linked(text, groups[-1][-1], quantity):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _are_linked(text: str, one: Quantity, other: Quantity) -> bool:
    link = _LIST_LINK.fullmatch(text, one.stop, other.start)
    if one.unit and one.unit_class != other.unit_class and link and _DEALT.search(text, 0, one.start):
        # 绿化覆盖率、人均公园绿地面积分别达到43%和15平方米
        return link[0] in ("和", "、", "及")
    if one.unit and one.unit_class != other.unit_class:
        # 锅炉35台、500蒸吨: two measures of one thing, not two of a list.
        return False
    if link and one.unit_class == "count" and one.unit != other.unit:
        is_dealt = "分别" in text[: one.start]
        if _THING.match(text, other.stop) or (other.unit == "户" and one.unit and not is_dealt):
            # 2所、540个学位: each is of its own thing. 改造小区18个、2360户: nor is that a list.
            return False
    return link is not None and ("，" not in link[0] or bool(_NUMBERS_GO_ON.match(text, other.stop)))


_THING = re.compile(r"[\u4e00-\u9fff]{2,6}(?:[，；。]|$)")
_DEALT = re.compile(r"[、和与及][^，；、]{2,16}分别(?:达到?|为|提高到|增加到|控制在|不[低少]于|稳定在)$")
_LIST_LINK = re.compile(r"(?:、|和|及|与|，|以及)约?")


_NUMBERS_GO_ON = re.compile(r"[、，。；和及与]|以及|$")
