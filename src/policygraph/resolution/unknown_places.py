"""Places that the vocabulary does not know, by how names of places are built: 云岭市, 云岭藏族自治州, 云岭市临溪区."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policygraph.resolution.areas import LARGE
from policygraph.vocabulary import Area

__all__ = ["NAME", "county_at_start", "place_at_start", "place_below", "places_in_title", "places_in_words"]

# No character of a word that comes before a name: 推进新区…, 各开发区….
NAME = "[^\\W\\d_城乡农进快强化推关于和与的及各全某我本该中小示委市县区省州]"
# No word that only ends like a name: 集贸市场, 重点景区, 重点试点县.
_NO_WORD = "(?![场政民区直级域长辖镇城](?!府))"
_NO_NAME = "(?!自治|重点|试点|老旧|工业|历史|特色|主要|有关|相关|其他|部分|典型)"
_PLAIN = rf"{_NO_NAME}(?:{NAME}{{2,3}}|{NAME}{{1,2}}州(?=[市县区]))"
_NATIONALITY = rf"{NAME}{{2,8}}族自治"
_COUNTY = re.compile(rf"{_PLAIN}(?:自治)?[县旗]")
_DISTRICT = "(?<![景园街社库矿牧灾片校厂地灌护能治居储禁限])区"
# 云岭市城市更新…: at the head of a title 市城 is no word.
_OF_TOWNS = "(?=城[市镇乡建管]|直机关|民[生营])"
_START = re.compile(
    rf"(?P<name>{_NATIONALITY}[州县]|{_PLAIN}(?:自治[州县区]|[省市州县旗]))(?:{_OF_TOWNS}|{_NO_WORD})"
)
_BELOW = re.compile(
    rf"(?P<name>{_NATIONALITY}[州县]|{_PLAIN}(?:自治[州县旗]|[市州县旗盟]|{_DISTRICT})){_NO_WORD}"
)
# 关于推进临溪区…; a word before the name tells where it begins.
_WITHIN = re.compile(
    rf"(?:关于|[推促]进|加快|加强|做好|推动|开展|落实|印发|实施|支持|深化|规范|提升|优化|建设|20\d\d年)(?={_BELOW.pattern})"
)
_OWN_SITUATION = re.compile(rf"(?:结合|立足|根据|按照)(?={_BELOW.pattern}(?:的)?实际)")
_SIGN = re.compile(r"(?:自治[区州县旗]|[省市州县区旗盟])$")
_LEAST_SHORT = 2
_LEVELS = {
    "省": "province",
    "自治区": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "自治州": "prefecture",
}


def place_at_start(text: str, clean: str) -> tuple[Area | None, str]:
    """The place whose name begins a title, and what follows it.

    A name may be a district's (临溪区) where the document ``clean`` speaks of its own affairs as one.
    """
    match = _START.match(text)
    if match is None and (match := _BELOW.match(text)) and not _speaks_as(match["name"], clean):
        match = None
    return (_place(match["name"], None), text[match.end() :]) if match else (None, text)


def county_at_start(text: str, around: Area | None) -> tuple[Area | None, str]:
    """The county in ``around`` whose name begins that of a body, and the rest: 桐湾县, 水利局."""
    match = _COUNTY.match(text)
    return (_place(match.group(), around), text[match.end() :]) if match else (None, text)


def place_below(around: Area, rest: str, clean: str) -> Area:
    """The place in ``around`` whose name begins ``rest``, else that area itself.

    The document ``clean`` has to speak of its own affairs as such a place does: 重点区 is none.
    """
    match = _BELOW.match(rest) if around.level in LARGE else None
    if match is None:
        return around
    place = _place(match["name"], around)
    lower = place_below(place, rest[match.end() :], clean)
    return lower if lower is not place or _speaks_as(match["name"], clean) else around


def places_in_title(title: str, clean: str) -> Iterator[Area]:
    """Places that a title names behind a word that tells where the name begins: 关于推进临溪区节水…."""
    return (place for place in _behind(_WITHIN, title, clean) if _speaks_as(place.name, clean))


def places_in_words(clean: str) -> Iterator[Area]:
    """Places whose own situation a document starts from: 结合云岭市实际."""
    places = _behind(_OWN_SITUATION, clean, clean)
    return (place for place in places if not place.name.endswith("区") or _speaks_as(place.name, clean))


def _behind(before: re.Pattern[str], text: str, clean: str) -> Iterator[Area]:
    for found in before.finditer(text):
        if match := _BELOW.match(text, found.end()):
            yield place_below(_place(match["name"], None), text[match.end() :], clean)


def _place(name: str, around: Area | None) -> Area:
    """A place with its names; bodies bear its short name (云岭 of 云岭市), too."""
    found = _SIGN.search(name)
    sign = found.group() if found else ""
    level = "county" if around and around.level == "prefecture" else _LEVELS.get(sign, "county")
    whole = around.name + name if around and sign == "区" else name
    stem = name.removesuffix(sign)
    shorts = [stem[:_LEAST_SHORT], stem[:_LEAST_SHORT] + sign[-1:]] if "族" in stem else [stem]
    names = dict.fromkeys((whole, *(one for one in shorts if len(one) >= _LEAST_SHORT), name))
    return Area("", "", whole, tuple(names), around.iri if around else "", level, (), around)


def _speaks_as(name: str, clean: str) -> bool:
    """Whether a text speaks of its own affairs as places with that sign do: 我区, 区政府, 区财政局."""
    sign = name[-1]
    own = rf"[我全本]{sign}|(?<![各关县市、（）园新发]){sign}(?:(?:人民)?政府|[\u4e00-\u9fff]{{2,10}}局)"
    return bool(re.search(own, clean))
