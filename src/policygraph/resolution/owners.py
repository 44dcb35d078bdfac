"""Whose document it is: the evidence of title, issuer, number and text, the stronger before the weaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policygraph.model import Metadata, Outline, ProvisionKind
from policygraph.resolution.areas import AreaResolver
from policygraph.resolution.unknown_places import (
    NAME,
    place_at_start,
    place_below,
    places_in_title,
    places_in_words,
)
from policygraph.vocabulary import Area, Lexicon

__all__ = ["OwnerFinder"]

_HEAD = 1_500
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_YEARS = re.compile(r"^20\d\d(?:[—–~～-]+20\d\d)?年(?:度)?")
_QUOTED = re.compile(r"《[^》]*》")
_CITED = re.compile(r"《(?P<title>[^《》]+)》")
# What a zone is called; its committee governs it like an area, but it is none and has no code.
_ZONE = (
    r"(?:新区|(?:经济技术|高新技术产业|高新技术|经济|旅游|产业)?开发区|高新区|经开区|工业园区|产业园区|科学城|自由贸易试验区"
    r"|自贸(?:试验)?区|保税区|新片区|合作区|示范区|管理区|生态城|自由贸易港)"
)
_ZONE_TAIL = re.compile(rf"(?P<stem>(?:(?![关于推进快促及与和的])[\u4e00-\u9fff]){{0,8}}?){_ZONE}")
_ZONE_START = re.compile(rf"{NAME}{{2,6}}?{_ZONE}")
_OWN_KIND = ("高新", "经济技术", "经开")
_KIND = re.compile(rf"{_ZONE}$")
# What a text calls its own zone; others bear the kind's name.
_SHORT_KINDS = {
    "经济技术开发区": ("经开区", "开发区"),
    "经济开发区": ("经开区", "开发区"),
    "高新技术产业开发区": ("高新区",),
    "高新技术开发区": ("高新区",),
}
_PROPER = re.compile(rf"(?!国家|重点|城市|产业|各类|建设){NAME}{{2}}")
_CORPS = re.compile(r"(?:新疆生产建设)?兵团(?:第?[一二三四五六七八九十]{1,3}师)?")
_SIGNATURE = re.compile(
    r"^(?:中共)?[\u4e00-\u9fff]{2,80}(?:政府|委员会|委|局|厅|部|办公[厅室]|中心|院)$", re.MULTILINE
)
# What a site says above a text that was taken from its page: 发布机构：临溪县农业农村局.
_PUBLISHER = re.compile(
    r"(?:发布机构|发布单位|发文机关|发文机构|发文单位|制发机关|信息来源|文章来源)：?"
    r"(?P<name>[\u4e00-\u9fff]{2,16}?(?:政府|委员会|管委会|局|厅|办公室))"
)
_NATION = re.compile(
    r"各省、自治区、直辖市|各省（区、市）|各省（自治区、直辖市）|各省级|各地区、各(?:有关)?部门"
)
_LOCAL_WORD = re.compile(r"[全我]省|[全我]市|[全我]县|[全我]区|[省市县]委、[省市县]政府|[省市县]政府")
_NATION_WORD = re.compile(r"我国|全国")
# 我国 is said of the nation's own affairs, and bodies with a word of level are those of a place.
_OUR_NATION = re.compile("我国")
_LOCAL_BODY = re.compile(
    r"[全我本][省市县区州盟旗]|(?<![城都辖])[省市县州][\u4e00-\u9fff]{1,10}[局委厅](?!员)"
)
_MANY, _FEW = 3, 2
# 全国公共机构: the country as those whose affairs a text orders, not 全国文明城市 or 全国领先.
_WHOLE_NATION = re.compile(
    r"(?:^|(?<=[，。；：\n]))全国(?!文明|百|千|十|重点|示范|先进|领先|前|一流|首|第|平均|同类|试点|性|知名|双拥|卫生|统一|劳动|优秀|人大|政协|中小学|各地|排名|[\d“]|[\u4e00-\u9fff]{0,6}(?:称号|大赛|会议|竞赛|普查))"
    r"|中央和国家机关|中央国家机关"
)
# A district says 全区 and 我区, too.
_AS_PROVINCE = re.compile(r"[全我]省|自治区[\u4e00-\u9fff]{2,10}[厅委局](?!员)")
_AS_CITY = re.compile("我市")
_OWN_SITUATION = re.compile(r"(?:结合|立足|根据|按照)(?P<name>[\u4e00-\u9fff]{2,8}?)(?:市|省|县)?(?:的)?实际")
# A province's own departments, and what no province says of itself.
_OWN_DEPARTMENT = re.compile(
    r"(?:(?P<region>自治区)|(?<![各外跨])省)(?:党?委[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,10})[厅部](?!门)"
)
_OF_LOWER = re.compile(r"[全我][市县州盟旗]")
_OWN_LEVEL = (("province", re.compile("[全我]省|[全我]区")), ("prefecture", re.compile("[全我]市(?!场)")))


class OwnerFinder:
    """Finds the area, or the zone, that a document speaks for."""

    def __init__(self, lexicon: Lexicon, areas: AreaResolver) -> None:
        self._areas = areas
        # Bodies of the nation have one name wherever they are named.
        self._national = sorted(
            {
                name
                for form in lexicon.forms
                if "{" not in form.pattern
                for name in (form.pattern, *form.labels)
                if len(name) >= _MANY
            },
            key=lambda name: (-len(name), name),
        )
        self._by_prefix: dict[str, list[Area]] = {}
        for area in lexicon.areas.values():
            for prefix in area.number_prefixes:
                self._by_prefix.setdefault(prefix, []).append(area)

    def find(self, outline: Outline, clean: str, metadata: Metadata) -> Area | None:
        """The area of a document, None where nothing tells it; zones and places not in the vocabulary have no code.

        Args:
            outline: its title, issuer and number.
            clean: its text.
            metadata: what a person or a site says about it.
        """
        head = clean[: min(_HEAD, self._body(outline, clean))]
        area = next((area for area in self._evidence(outline, clean, head, metadata) if area), None)
        is_alone = area and area.level == "county" and not (area.iri or area.around or area.parent)
        return self._in_its_city(area, head) if area and is_alone else area

    def _in_its_city(self, county: Area, head: str) -> Area:
        """A county that the vocabulary does not know in the one city under whose plans it says that it works."""
        cities: dict[str, Area] = {}
        for cited in _CITED.finditer(head):
            title = cited["title"]
            city = self._areas.at_start(title)[0] or place_at_start(title, "")[0]
            if city and city.level == "prefecture":
                cities[city.name] = city
        if len(cities) != 1:
            return county
        (city,) = cities.values()
        return county._replace(parent=city.iri, around=city)

    @staticmethod
    def _body(outline: Outline, clean: str) -> int:
        numbered = (p.start for p in outline.provisions if p.kind is not ProvisionKind.PREAMBLE)
        return next(numbered, len(clean))

    def _evidence(self, outline: Outline, clean: str, head: str, metadata: Metadata) -> Iterator[Area | None]:
        if metadata.area:
            yield self.named(metadata.area, clean) or _zone(metadata.area)
        titles = (outline.title, outline.issuer, metadata.title, metadata.issuer)
        for text in titles:
            yield self.named(text, clean)
        for text in (outline.title, metadata.title):
            yield self._within(text, clean)
        for line in _SIGNATURE.findall(head):
            yield self.named(line, clean)
        for text in titles:
            yield self._unknown(text, clean)
        for publisher in _PUBLISHER.finditer(head):
            yield self.named(publisher["name"], clean) or self._unknown(publisher["name"], clean)
        yield self._in_words(clean)
        yield self._own_province(head, clean)
        yield self._areas.most_named(clean[: 2 * _HEAD]) if self._is_of("prefecture", clean) else None
        yield self._province(clean)
        yield self._numbered(outline.number or metadata.number, clean)
        yield self._nation(outline, head, clean)
        yield self._areas.most_named(clean) if self._is_of("prefecture", clean) else None
        yield self._city_in_short(clean)
        for level, pattern in _OWN_LEVEL:
            yield self._areas.around_most(clean, level) if self._speaks_as(level, pattern, clean) else None

    def named(self, text: str, clean: str) -> Area | None:
        """The area or zone whose name begins a title or a signature."""
        text = _PARTY.sub("", text)
        if text.startswith(("国务院", "中央", "国家", "全国")) or self._is_national(text):
            return self._areas.country
        if corps := _CORPS.match(text):
            return _zone(corps[0])
        area, rest = self._areas.at_start(text, clean)
        if area:
            return self._lower(area, text, rest, clean)
        zone = _ZONE_START.match(text)
        return _zone(zone[0]) if zone else None

    @staticmethod
    def _lower(area: Area, text: str, rest: str, clean: str) -> Area:
        """The zone or unknown place whose name follows that of ``area`` in a title, else the area itself."""
        zone = _ZONE_TAIL.match(rest)
        name = text[: len(text) - len(rest) + zone.end()] if zone else ""
        if zone and _is_zone(area, name, zone["stem"]):
            return _zone(name, area)
        return place_below(area, rest, clean)

    def _is_national(self, text: str) -> bool:
        """Whether the name of a body of the nation begins a text; 财政部门 is none."""
        return any(text.startswith(name) and text[len(name) :][:1] != "门" for name in self._national)

    def _within(self, title: str, clean: str) -> Area | None:
        """The one area that a title names, or the lowest of those around each other.

        A short name (庆阳) is believed where the text has the whole one.
        """
        title = _QUOTED.sub(lambda match: match[0] if match[0] == title else "", title)
        found = [
            area for name, area in self._areas.large_in(title) if name == area.name or area.name in clean
        ]
        found += self._areas.counties_in(title, clean)
        return self._lowest(found)

    def _lowest(self, found: Sequence[Area]) -> Area | None:
        """The area that lies in all the others."""
        for area in found:
            around = set(map(id, self._areas.ancestors(area).values()))
            if all(id(other) in around for other in found):
                return area
        return None

    def _unknown(self, text: str, clean: str) -> Area | None:
        """A place that a title names and the vocabulary does not know, or a zone or a place within it."""
        text = _YEARS.sub("", _PARTY.sub("", text))
        place, rest = place_at_start(text, clean)
        return self._lower(place, text, rest, clean) if place else next(places_in_title(text, clean), None)

    def _province(self, clean: str) -> Area | None:
        """The one province or region that a text names more than once and speaks as: 美丽新宁夏, 我区, 省某厅."""
        is_provinces = _AS_PROVINCE.search(clean) or _own_department(clean)
        if not (is_provinces and self._is_of("province", clean)):
            return None
        text = _QUOTED.sub("", clean)
        named = {
            area.name: area for name, area in self._areas.large if area.level == "province" and name in text
        }
        if len(named) != 1:
            return None
        (area,) = named.values()
        return area if max(map(clean.count, area.names)) >= _FEW else None

    def _city_in_short(self, clean: str) -> Area | None:
        """The one city of the one province that a text names, where it says 我市 and 云江 again and again."""
        if not self._speaks_as("prefecture", _AS_CITY, clean):
            return None
        named = {area.iri: area for _, area in self._areas.large_in(clean)}
        provinces = [area for area in named.values() if area.level == "province"]
        cities = [area for area in named.values() if provinces and area.parent == provinces[0].iri]
        if len(provinces) != 1 or len(cities) != 1:
            return None
        (city,) = cities
        return city if max(map(clean.count, city.names)) >= _MANY else None

    def _numbered(self, number: str, clean: str) -> Area | None:
        """The area whose sign begins a document number; a city's is the first sign of its name."""
        if self._areas.is_national(number):
            return self._areas.country
        if not number:
            return None
        cities = [
            area
            for name, area in self._areas.large
            if area.level == "prefecture" and name == area.name and name[0] == number[0] and name in clean
        ]
        signing = self._by_prefix.get(number[0], [])
        named = [area for area in signing if any(name in clean for name in area.names)]
        # 宁政发…, and 自治区财政厅: a province's own text need not name it.
        own = signing if _own_department(clean) or self._speaks_as("province", _AS_PROVINCE, clean) else []
        found = cities or named or own
        return found[0] if len(found) == 1 else None

    def _in_words(self, clean: str) -> Area | None:
        """结合庆阳实际."""
        for match in _OWN_SITUATION.finditer(clean, 0, 2 * _HEAD):
            area, rest = self._areas.at_start(match["name"], clean)
            if area and not rest:
                return area
        return next(places_in_words(clean), None)

    def _own_province(self, head: str, clean: str) -> Area | None:
        """The one province that a text names before its first chapter, where its departments are the text's own.

        建设美丽新宁夏 …（责任单位：自治区财政厅）; of those in 《》 others are spoken of, too.
        """
        own = _own_department(clean)
        if own is None:
            return None
        named = {area.iri: area for _, area in self._areas.large_in(_QUOTED.sub("", head))}
        (found,) = named.values() if len(named) == 1 else (None,)
        is_own = found and found.level == "province" and found.name.endswith(own["region"] or "省")
        return found if is_own else None

    def _nation(self, outline: Outline, head: str, clean: str) -> Area | None:
        """The nation, where a text speaks to the provinces, or of the country and of no lower level's own affairs."""
        if _NATION.search(head):
            return self._areas.country
        is_local = _LOCAL_WORD.search(clean)
        named = sum(name in clean for name in self._national if len(name) > _MANY)
        speaks = len(_NATION_WORD.findall(clean))
        # What goes back to the centre alone and names no place.
        is_central = "国务院" in head and not any(self._areas.large_in(head))
        ours = not _LOCAL_BODY.search(clean) and (
            "全国" in _QUOTED.sub("", outline.title)
            or len(_OUR_NATION.findall(clean)) >= _FEW
            or self._answering(outline) >= _FEW
        )
        # What orders the affairs of the whole country and names no place in it.
        is_whole = _WHOLE_NATION.search(clean) and not (
            _LOCAL_BODY.search(clean) or any(self._areas.large_in(_QUOTED.sub("", clean)))
        )
        is_nations = max(named, speaks) >= _MANY or is_central or ours or is_whole
        return self._areas.country if is_nations and not is_local else None

    def _answering(self, outline: Outline) -> int:
        """How many bodies of the nation answer for something."""
        lists = "\n".join(one.text for one in outline.brackets)
        return sum(name in lists for name in self._national)

    def _speaks_as(self, level: str, pattern: re.Pattern[str], clean: str) -> bool:
        """Whether a text says 我省 or 全市 of its own affairs, and more often than another level would."""
        return bool(pattern.search(clean)) and self._is_of(level, clean)

    @staticmethod
    def _is_of(level: str, clean: str) -> bool:
        """Whether a text speaks of its own affairs as that level does: a province names its cities often, too."""
        counts = {name: len(pattern.findall(clean)) for name, pattern in _OWN_LEVEL}
        return counts[level] >= max(counts.values())


def _own_department(clean: str) -> re.Match[str] | None:
    """A department that a province's own text names (省生态环境厅); None where a lower level speaks of its affairs."""
    return None if _OF_LOWER.search(clean) else _OWN_DEPARTMENT.search(clean)


def _zone(name: str, around: Area | None = None) -> Area:
    """A zone with the names that a text has for it: 江浦新区 and 新区 of 云川省江浦新区."""
    rest = name.removeprefix(around.name) if around else name
    kind = _KIND.search(rest)
    own = rest.removesuffix(kind[0]) if kind else ""
    shorts = _SHORT_KINDS.get(kind[0], (kind[0],)) if kind and own else ()
    called = dict.fromkeys((name, rest, *(own + short for short in shorts), *shorts))
    return Area("", "", name, tuple(called), around.iri if around else "", "zone", (), around)


def _is_zone(area: Area, name: str, stem: str) -> bool:
    """Whether a name with a zone's ending is one zone's: 兰州新区, not the zones of a province (山西省开发区).

    Of a province's zones only a new area with a name of its own is taken for one: 云川省江浦新区.
    """
    rest = name.removeprefix(area.name)
    if rest == name:
        return True
    if area.level == "province":
        return rest.endswith("新区") and bool(_PROPER.fullmatch(stem))
    return len(stem) > 1 or rest.startswith(_OWN_KIND)
