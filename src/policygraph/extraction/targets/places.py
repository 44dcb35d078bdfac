"""Whose number it is: places in the words around a quantity, apart from the indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from policygraph.extraction.clauses import ends_with_noun
from policygraph.extraction.targets.holders import INSTITUTIONS

__all__ = [
    "cities_ahead",
    "is_settled",
    "join_places",
    "lasting",
    "may_be_place",
    "names_pattern",
    "names_town",
    "places_dealt",
    "settlements",
    "split_classes",
    "split_doers",
    "split_places",
    "zone_of",
]

_JOIN = r"(?:、|和|及|与|以及)"
# 京津冀及周边地区 is one place.
_PARTS = re.compile(rf"{_JOIN}(?!周边)")
_SETTLEMENT = (
    r"(?:地级市|设区市|省辖市|县级市|市城区|中心城区|主城区|建成区|城区|县城|城市|城镇|建制镇|市区|乡镇"
    r"|市|县|区)"
)
_PLACES = re.compile(rf"^(?P<places>{_SETTLEMENT}(?:{_JOIN}{_SETTLEMENT})+)(?P<rest>[^、和及与].*)$")
# 甲区、乙区和某经开区的装配式建筑比例: zones among districts, whose names no vocabulary has.
_LISTED = rf"[^、和及与，的\d]{{1,8}}[区县市旗](?:{_JOIN}[^、和及与，的\d]{{1,8}}[区县市旗])+"
_OF_LISTED = re.compile(
    rf"^(?!位于|地处|处于)(?P<places>{_LISTED})的(?!{_SETTLEMENT})(?P<rest>[^，、]{{4,}})$"
)
_RIVER = re.compile(
    r"^(?P<place>(?!治理|整治|修复|保护)(?:[\u4e00-\u9fff]{1,4}[河江湖]、)*[\u4e00-\u9fff]{1,4}(?:河|江|湖|海)?(?:流域|干流|沿线|沿岸)(?:沿线|沿岸|范围)?)(?P<rest>(?![、和及与]).+)$"
)
_MIN_INDICATOR = 4
_MAX_PLACE = 14
_IS_PLACE = re.compile(
    r"(?:区|县|市|县（市）|县（市、区）|县城|城区|区域|山区|平原|地区|城镇|农村|项目|企业|单位|机关|机构|行业|领域|建筑|园区|流域|沿线|干流|断面|乡镇|街道|镇|村|旗|州|养殖场|养殖户|小区|医院|卫生院|服务站|学校|商场|节点|本级|[东中西]部|东北部|南部|北部|城[镇市]群|都市圈)$"
)
# What may stand for another of its kind at the head of an indicator: 市直机关 for 县级机关, 县城 for 城市.
_MADE_IN = re.compile(r"(?:建成|新建|建设|新增|完成|投产)+")
# 治理生态脆弱地区: what is done to places.
_WORKED_ON = re.compile(
    r"(?:综合|系统|全面|集中|累计|优化|新)*(?:治理|整治|修复|保护|绿化|新建|改造|提升|更新)+[\u4e00-\u9fff]{2,}(?:[地街小片社园厂山城]区|区域|流域|农田|河道|湿地|项目|村)$"
)
_HOLDER = re.compile(r"(?:机关|机构|单位|企业|行业|领域|建筑|医院|卫生院|学校)$")
# Districts bear these names, but in a text they mean any such place.
_COMMON_NAMES = frozenset({"城区", "郊区", "矿区"})
_QUARTER = r"(?:市区|城区|县城|建成区|区)?"
_BUILDINGS = re.compile(r"(?!.*(?:建设|建成|改造|完成|发展|推广|打造))[\u4e00-\u9fff]{1,8}建筑")
_NO_INDICATOR = r"(?:等|及周边|境内|的|政府|人民政府|[市县区州盟旗城域])"
# 银川市…不低于80%，其他地级市…达到70%: the others are not the one named before.
_OTHERS = re.compile(
    rf"^(?P<places>(?:其他|其余)[\u4e00-\u9fff]{{0,6}}?(?:[市县区]|城市|地区|区域)(?:{_JOIN}{_SETTLEMENT})*)(?![市县区城域、和及])(?P<rest>.{{4,}})$"
)


# Whose number it is, before what is measured: 每个街区用地面积, 主城区道路网密度, 地级及以上城市的….
_SITE = (
    r"(?:市州|县区|区县|旗县|组团|街区|社区|单元|片区|园区|乡镇|街道|设区市|地级市|县级市|县城|城市|站点|项目|企业|学校|中小学|幼儿园|医院|卫生院|家庭|"
    r"居委会|行政村|镇|村|市|县|区)"
)
_HEAD = re.compile(
    r"^(?P<place>"
    rf"每(?:个|座|一)[\u4e00-\u9fff]{{0,4}}?{_SITE}(?![\u4e00-\u9fff]?{_SITE})"
    r"|(?!各)[\u4e00-\u9fff]{0,6}县（(?:市|区|市、区)）(?=[\u4e00-\u9fff]{4,})"
    r"|在(?:\d{1,4}个(?:乡镇|镇|街道|村|社区|小区|学校)(?:（[^（）]{1,6}）)?|[^，；\d]{1,30}?(?:地区|区域|(?<![乡村城建])镇|乡(?!镇)|[\u4e00-\u9fff][县市区旗](?!级|域|内|政)))(?=实施|新建|建立|建成|建设|打造|推广|种植|完成|开展|改造|硬化|铺设|敷设)"
    r"|[\u4e00-\u9fff、和及]{2,24}(?:有条件|有基础|条件较好|基础较好|欠发达|较为集中)的?(?:地区|区域)"
    r"|沿[海江河黄边湖线]各[省市县区、（）]{1,6}(?=[\u4e00-\u9fff]{4})"
    r"|(?![海港美大])[\u4e00-\u9fff]{2}湾(?![区长的港])(?=[\u4e00-\u9fff]{4})"
    r"|(?![全各完改新提增建])[\u4e00-\u9fff]{2}市区(?!两级|域|位)(?=[\u4e00-\u9fff]{4})"
    r"|各[县市区旗州](?:[、县市区旗]|（[县市区旗级、]{1,5}）)*(?:建成区|城区|镇区|县城)?(?=$|[\u4e00-\u9fff]{2}[^，]*(?:率|比例|比重|占比)$)"
    r"|[旗县市区、（）]{1,6}政府所在地(?=[\u4e00-\u9fff]{2})"
    r"|(?:[\u4e00-\u9fff]{2,6}、)+[\u4e00-\u9fff]{2,6}城市群(?=[\u4e00-\u9fff]{4})"
    r"|[\u4e00-\u9fff]{0,8}重点区域(?=[\u4e00-\u9fff]{4})"
    r"|(?:个别|部分|特殊|有条件的?|其他|其余)(?:地段|地区|区域|城市|路段|街区|县城)(?!（)"
    r"|(?:(?:东北|华北|西北|西南|[东中西南北])部(?:地区|省份)?)(?!湾|委|队|地区|省份|[、和及与])(?=.{4})"
    r"|沿(?:江|河|海|黄|边|湖|线)[\u4e00-\u9fff]{0,3}?(?:城市|省区|地区|市县)(?:城市)?(?=[\u4e00-\u9fff]{4})"
    r"|(?![\u4e00-\u9fff]{0,4}[级上各类家和及])[\u4e00-\u9fff]{0,4}(?:经济(?:技术)?开发区|经开区|高新区)(?![和及与、])"
    r"|[\u4e00-\u9fff]{2,6}市(?:中心城区|主城区|老城区|城区|建成区)(?!以外|周边|外)"
    r"|(?:主城区|中心城区|老城区|新城区|核心区|中心城(?![区镇市]))(?!以外|周边|外)"
    r"|(?:地级|县级|设区|特大|超大|省会)[\u4e00-\u9fff]{0,5}?(?:及?以上)?(?:城市|市)(?![县区])"
    rf"|(?:位于|地处|处于)[^，]{{2,24}}的(?:县城|地区|城市|区域|乡镇|村庄|园区|项目|企业)"
    r"|[\u4e00-\u9fff]{2,8}单元(?:（[^（）]{1,6}）)?(?:或[\u4e00-\u9fff]{2,4}?)?(?=内|拆)"
    r")(?:范围内|内|的)?(?:每年|均|各)*(?P<rest>.*)$"
)
_ZONED = re.compile(
    r"^(?!(?:农村|乡村|城镇|民族|脱贫|贫困)地区(?!、))(?P<place>(?:[\u4e00-\u9fff]{1,4}、)*[\u4e00-\u9fff]{2,4}(?:地区|区域|主产区)(?:双城经济圈|[\d两三四五六七八九十]+[市县区])?)(?!生产总值)(?:范围)?(?:内(?!部))?的?(?P<rest>.{4,})$"
)
_TOWN = re.compile(
    r"^(?P<place>(?:县城|城区|建成区|市区(?!两级|域))(?!及?以[上下])|建制镇(?!（))(?:(?:范围)?内(?!部))?(?!常住|人口)(?P<rest>[^、和及与].{3,})$"
)
_CLASS = r"(?:企业|行业|机组|地区|单位|机构|园区|城市)"
_CLASSES = re.compile(
    rf"^(?P<list>[^、，]{{1,8}}(?:{_JOIN}[^、，]{{1,8}})+?)(?P<class>{_CLASS})(?P<rest>(?![和及、]).{{3,}})$"
)
_ONE_OF = re.compile(rf"{_CLASS}$")
# 甲市、乙州、丙市细颗粒物浓度分别降至…: as many places as numbers.
_SETTLED = (
    r"(?:[东中西南北]|东北|西北|西南|华北)部(?:地区)?"
    r"|[\u4e00-\u9fff]{1,8}?(?:自治州|自治县|市|州|县|区|旗|盟|镇|乡)"
)
_SETTLEMENTS = re.compile(
    rf"^(?P<list>(?:{_SETTLED})(?:{_JOIN}(?:{_SETTLED}))+)(?P<rest>(?!{_JOIN})[^，]{{3,}})$"
)
# 每个设区市至少建成…, 各县（市、区）每年改造…, 甲区、乙县各新增…: who is to do it.
_DOERS = re.compile(
    r"^(?:(?:支持|推动|指导|引导|督促)(?=每|[^，]{2,20}[市县区镇乡]各))?(?:(?:全[国省市县区州]|[我本][省市县区])(?=每|各))?"
    rf"(?P<places>每(?:校(?=配|至少|设|建)|(?:(?:个|座|一|所|家)[\u4e00-\u9fff]{{0,4}}?)?{_SITE})(?![级直域])(?:（[^（）]{{1,6}}）)?|各(?:设区|地级|县级)(?:及以上)?的?(?:城市|市)(?![县区])|各(?![县市区镇乡街道、（）]*(?:卫生院|中小学|学校|敬老院|文化站|中心校))[县市区州盟旗镇乡街道地级设、（）]{{1,9}}"
    rf"|{INSTITUTIONS}(?=要|应|须|必须|每年|每季度|每月|每学期|至少)"
    r"|[\u4e00-\u9fff、]{2,20}?[两三四五六七八九十][市县区](?=各)"
    r"|[\u4e00-\u9fff]{2,8}(?:乡镇|街道|村|县|园区|企业|学校)(?=每[个所家座])"
    r"|(?:其他|其余)各?[县市区旗乡镇（）、]{1,7}(?=各|至少|均|每年)"
    r"|沿[海江河黄边湖线]各[省市县区、（）]{1,6}|[\u4e00-\u9fff]{0,6}(?:学校|中小学|幼儿园)(?=每学[期年])"
    r"|[\u4e00-\u9fff]{1,6}(?:[市县区旗镇乡]|街道)(?:[、和及][\u4e00-\u9fff]{1,6}(?:[市县区旗镇乡]|街道))+(?=各|分别))(?P<rest>.*)$"
)
_WILLING = re.compile(r"^(?:原则上|力争|确保|努力)+(?=每|各)")
# 甲、乙、丙三市2028年装机分别达到…
_CITIES = re.compile(
    r"^(?:其中[：，]?)?(?P<places>[\u4e00-\u9fff]{2,6}(?:[、和][\u4e00-\u9fff]{2,6})+)[两三四五六七八九十][省市县区旗州盟](?=[^，]{4})"
)
# 三年累计: of all that each is to do
_TOWN_FIRST = re.compile(
    r"[两三四五]年(?:累计|合计)|[，；]?(?:中心城区|主城区|城区|县城|市区|乡镇(?=[新改建完创])|农村(?=[新改建完创])|[省市县]级|[省市县]本级)(?=[\u4e00-\u9fff]{2})"
)
# 在青石镇新建1所学校
_IN_PLACE = re.compile(
    r"^(?:分别)?在(?P<places>\d{1,4}个(?:乡镇|镇|街道|村|社区|小区)(?:（[^（）]{1,6}）)?|[\u4e00-\u9fff]{1,6}[市县区旗](?:[、和及][\u4e00-\u9fff]{1,6}[市县区旗])+|(?![各全我本每有部中重])[\u4e00-\u9fff]{2,8}?(?:示范区|开发区|高新区|经开区|新区|街道|(?<![乡村城建])镇|乡(?!镇)|县(?!城|级)))(?:境内|内)?"
    r"(?P<rest>[再又新]*(?:新建|新增|建设|建成|实施|打造|改造|布局|设立|安装|更换).*)$"
)
# 实施黄河下游18座涵闸改造: at which reach of a river
_AT_REACH = re.compile(
    r"^(?:加快|推进|推动|实施|完成|开展)+(?P<places>[\u4e00-\u9fff]{1,4}[河江](?:[上中下]游|流域|干流|沿线|沿岸))(?P<rest>)$"
)
# 城区再新建1个市场
_TOWN_MAKES = re.compile(
    r"^在?(?P<places>中心城区|主城区|老城区|城区|县城|乡镇|建制镇|农村|[\u4e00-\u9fff]{0,4}(?:经济(?:技术)?开发区|经开区|高新区))(?P<rest>(?:[再又新]|加快|重点|持续)*(?:新建|新增|引进|培育|改造|建设|建成|创建|完成|新改建|更新|推进).*)$"
)
# 甲县新建1所学校，丙县改扩建1所
_ALSO_MAKES = re.compile(
    r"^(?P<places>(?![各每全我本]|配合|协助|会同|联合)[\u4e00-\u9fff]{1,5}?(?:县|旗|镇|乡|街道|市|(?<![郊城社园校库小])区))(?P<rest>(?:新建|改建|扩建|改扩建|迁建|建成|建设|新增|完成)+)$"
)
_DEALT = re.compile(r"^(?:其中[，：]?)?(?P<places>[\u4e00-\u9fff、]{4,60}?)分别")
_ZONE = re.compile(r"[\u4e00-\u9fff“”]{1,8}(?:片区|组团|板块|干流|功能区|经济带|[镇乡]|街道)")
_IS_SETTLED = re.compile(r"(?:[省市县区旗州盟乡镇]|街道|开发区|新区|园区|县城|农村)$")
_EACH_DOES = re.compile(r"^(?:每[个所家座]|各|均|都|要|必须|须|应当|应|分别|每年|至少|力争|原则上)+")


# 焚烧处理能力占比在中游地区达到65%
_BEHIND_IN = re.compile(
    r"^(?P<rest>.{4,}(?:率|占比|比例|比重|浓度|强度))(?:在(?P<place>[\u4e00-\u9fff]{2,8}(?:地区|区域|流域|城市群|经济圈))|(?P<part>[东中西]部(?:地区)?))$"
)
# 地级及以上城市: cities of a rank, of which the air is spoken and not the rivers behind.
_CITIES_OF_RANK = re.compile(r"(?:地级|县级|设区)市?(?:及?以上)城?市")
_PLACED = (_OF_LISTED, _PLACES, _OTHERS)


def names_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds a list of these names at the head of a phrase, or as all of it (groups ``places`` and ``rest``).

    None without names.
    """
    proper = sorted(set(names) - _COMMON_NAMES, key=lambda name: (-len(name), name))
    if not proper:
        return None
    escaped = "|".join(map(re.escape, proper))
    # 甲市乙区: a district with its city before it
    name = rf"(?:[\u4e00-\u9fff]{{2,4}}[市州盟](?=(?:{escaped})))?(?:{escaped}){_QUARTER}"
    return re.compile(
        rf"^(?P<places>{name}(?:{_JOIN}{name})*)(?:[\d两三四五六七八九十]+[市县区旗州])?(?!{_NO_INDICATOR}|{_JOIN})(?P<rest>.*)$"
    )


def split_places(
    phrase: str, before: str, known: Callable[[str], bool], named: re.Pattern[str] | None
) -> tuple[list[str], str]:
    """Places and the indicator in the words before a quantity.

    They stand before the indicator (市城区和县城污泥处置率, 宜宾县再生水利用率), behind it (清洁取暖率山区), or in its
    stead (…，山区达到85%).

    Args:
        phrase: the words.
        before: the indicator of the quantity before, '' if there is none.
        known: whether the vocabulary has an indicator of a name.
        named: finds names of areas below the document's own at the head of a phrase.
    """
    match = next(filter(None, (one.match(phrase) for one in (named, *_PLACED) if one)), None)
    if match and (match["rest"] or before):
        return _PARTS.split(match["places"]), match["rest"] or before
    if behind := _BEHIND_IN.match(phrase):
        return [behind["place"] or behind["part"]], behind["rest"]
    # 建成甲县、乙县光伏电站各22万千瓦、44万千瓦
    made = _MADE_IN.match(phrase)
    listed = named.match(phrase[made.end() :]) if named and made else None
    if listed and listed["rest"] and len(parts := _PARTS.split(listed["places"])) > 1:
        return parts, listed["rest"]
    return _place_beside(phrase, before, known)


def _place_beside(phrase: str, before: str, known: Callable[[str], bool]) -> tuple[list[str], str]:
    """A place that no vocabulary lists, by its form, and the indicator."""
    is_place = bool(before) and may_be_place(phrase)
    zoned = _ZONED.match(phrase)
    headed = _HEAD.match(phrase) or zoned
    if headed and not known(phrase) and (headed["rest"] or before):
        where = headed["place"].removeprefix("在")
        places = _PARTS.split(where) if headed is zoned else [where]
        return places, headed["rest"] or before
    town = _TOWN.match(phrase)
    if town and not known(phrase) and not known(town["rest"]) and ends_with_noun(town["rest"]):
        return [town["place"]], town["rest"]
    river = _RIVER.match(phrase)
    if river and not (is_place and not known(river["rest"])):
        return [river["place"]], river["rest"]
    if is_place and _BUILDINGS.fullmatch(phrase) and (swapped := _swapped(before, phrase)):
        # 新建居住建筑节能率不低于78%、公共建筑不低于75%
        return [], swapped
    if not phrase or known(phrase) or ends_with_noun(phrase):
        return [], phrase
    for stop in range(len(phrase) - 1, _MIN_INDICATOR - 1, -1):
        if known(phrase[:stop]) and _IS_PLACE.search(phrase[stop:]):
            return [phrase[stop:]], phrase[:stop]
    if not is_place:
        return [], phrase
    swapped = _swapped(before, phrase)
    return ([], swapped) if swapped else ([phrase], before)


def zone_of(title: str, named: re.Pattern[str] | None) -> str:
    """The zone that an item is about by its title (城关片区), '' for others."""
    match = named.match(title) if named else None
    return title if _ZONE.fullmatch(title) or (match and not match["rest"]) else ""


def split_classes(phrase: str, count: int) -> tuple[list[str], str] | None:
    """造纸、纺织企业水重复利用率 → the classes (造纸企业, 纺织企业) and the indicator.

    Args:
        phrase: the words.
        count: how many numbers follow; None is returned where there are not as many classes.
    """
    match = _CLASSES.match(phrase)
    if not match:
        named = _SETTLEMENTS.match(phrase)
        places = _PARTS.split(named["list"]) if named else []
        return (places, named["rest"]) if named and len(places) == count else None
    classes = [_ONE_OF.sub("", part) + match["class"] for part in _PARTS.split(match["list"])]
    return (classes, match["rest"]) if len(classes) == count else None


def split_doers(words: str, named: re.Pattern[str] | None) -> tuple[list[str], str]:
    """Places whose task it is to make so many of something, and the words behind them: 每个设区市|建成."""
    words = _WILLING.sub("", words).removeprefix("其中").removeprefix("平均")
    match = (
        _DOERS.match(words)
        or (named.match(words) if named else None)
        or next(
            filter(None, (one.match(words) for one in (_TOWN_MAKES, _IN_PLACE, _AT_REACH, _ALSO_MAKES))), None
        )
    )
    if not match:
        return [], words
    return _listed(match["places"]), _EACH_DOES.sub("", match["rest"])


def _listed(places: str) -> list[str]:
    return (
        [places]
        if "（" in places or re.search(r"[两三四五六七八九十][市县区]$", places)
        else _PARTS.split(places)
    )


def places_dealt(words: str, count: int) -> list[str]:
    """The places that so many numbers are dealt out to (其中甲乡、乙镇分别不少于); [] where none are listed."""
    match = _DEALT.match(words)
    places = _PARTS.split(match["places"]) if match else []
    return places if len(places) == count > 1 and all(map(_IS_SETTLED.search, places)) else []


def is_settled(name: str) -> bool:
    """Whether a name is that of a place where people live, by its ending: 城区, 北沟镇."""
    return bool(_IS_SETTLED.search(name))


def names_town(words: str) -> bool:
    """Whether a clause begins with a place of its own, or with 三年累计: 每个乡镇建成1个驿站，城区新建公园2座."""
    return bool(_TOWN_FIRST.match(words))


def may_be_place(phrase: str) -> bool:
    """Whether the words before a figure may only say whose it is."""
    return len(phrase) <= _MAX_PLACE and bool(_IS_PLACE.search(phrase)) and not _WORKED_ON.match(phrase)


def cities_ahead(words: str, count: int) -> tuple[list[str], str]:
    """As many places as there are numbers, listed at the head of the words (甲、乙两市装机分别达到), and the rest."""
    match = _CITIES.match(words)
    places = _PARTS.split(match["places"]) if match else []
    return (places, words[match.end() :]) if match and len(places) == count > 1 else ([], words)


def lasting(places: list[str]) -> list[str]:
    """The places that hold for the clauses behind too: 位于…的县城 → 县城; not cities of a rank, nor 39个村."""
    if len(places) == 1 and (_CITIES_OF_RANK.fullmatch(places[0]) or places[0][0].isdigit()):
        return []
    return [re.sub(r"^(?:位于|地处|处于).*的", "", place) for place in places]


def settlements(places: list[str]) -> list[str]:
    """The place of which an enumeration (…；…) goes on to speak: one kind of settlement."""
    return places if len(places) == 1 and re.fullmatch(_SETTLEMENT, places[0]) else []


def join_places(text: str, places: Sequence[str]) -> str:
    """Places in one string, joined as in the text."""
    if len(places) < 2:
        return places[0] if places else ""
    stretch = re.search(r"(?:、|和|及|与|以及)".join(map(re.escape, places)), text)
    return stretch.group() if stretch else "、".join(places)


def _swapped(before: str, place: str) -> str:
    """The indicator before with another holder at its head: 城市生活污水处理率, 县城 → 县城生活污水处理率."""
    settlement = re.match(_SETTLEMENT, before)
    if settlement and re.fullmatch(_SETTLEMENT, place):
        return place + before[settlement.end() :]
    holder = _HOLDER.search(place)
    head = re.match(rf"[\u4e00-\u9fff、]{{0,16}}?{holder[0]}", before) if holder else None
    return place + before[head.end() :] if head and head.end() < len(before) else ""
