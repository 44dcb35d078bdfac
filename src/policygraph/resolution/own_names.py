"""Bodies that bear names of their own, without that of the area they work in: 中国石油某分公司, 深圳证券交易所."""

from __future__ import annotations

import re

from policygraph.resolution.areas import AreaResolver
from policygraph.resolution.written_names import ONE_PLACE
from policygraph.vocabulary import Area

__all__ = ["REST", "OwnNames"]

# Companies and institutes bear names without the city's, if they do not begin with its level; 移动公司 is no name.
_OWN_NAME = re.compile(
    r"^(?!(?:移动|电信|联通|铁塔|自来水|供水|燃气|公交)公司$).*(?:公司|集团|银行|大学|学院|研究院|科学院|中心|厂|煤矿|油田|电站|机场|海关)$"
)
_OF_THE_NATION = re.compile(
    r"中国|国家|武警|水利部|(?:长江|黄河|淮河|海河|珠江|松辽)(?:水利)?委|太湖(?:流域)?局"
)
# What is not named otherwise (其他相关企业) is no body of the area's.
REST = re.compile(r"其[他它余]")
_ZONE_COMMITTEE = re.compile(r"[区园]管(?:委会|理委员会)$")
# 西部科学城重庆高新区: the city's name is there.
_ZONE = re.compile(r"(?:高新|经开|开发|新)区(?:管委会)?$")
# 东津新区管委会, and no 新区管委会 without a name.
_NEW_DISTRICT = re.compile(r"[\u4e00-\u9fff]{2,}新区(?:管委会|管理委员会)?")
# 京广铁路宜宾工务段, 中储粮宜宾直属库
_WORKS_AT = re.compile("[\u4e00-\u9fff]务段$|[车机供]电?段$|直属库$")
# What makes it the name of another place, or of the whole: 朝阳区, 深圳.
_PLACES = ("", "县", "市", "区", "旗")


class OwnNames:
    """Tells names that stand for themselves.

    Args:
        areas: the resolver of areas.
        area: the document's area, None where it is unknown.
        owners: what names of companies of the nation begin with.
    """

    def __init__(self, areas: AreaResolver, area: Area | None, owners: tuple[str, ...]) -> None:
        self._areas = areas
        self._area = area
        self._owners = owners

    def is_borne(self, mention: str, owner: Area, word: str) -> bool:
        """Whether a body that the vocabulary does not know is called as the text calls it.

        Args:
            mention: what the text calls it.
            owner: the area whose body it would be.
            word: the word of level that the mention begins with, or ''.
        """
        return bool(
            owner.level == "country"
            or mention.startswith(owner.name)
            or (mention.startswith(owner.names) and not ONE_PLACE.fullmatch(mention))
            or (_OWN_NAME.search(mention) and not word)
            or self._is_zone_below(mention, owner)
            or (_ZONE.search(mention) and any(mention.find(name) > 0 for name in owner.names))
            or _OF_THE_NATION.match(mention)
            or mention.startswith(self._owners)
            or REST.match(mention)
            or self._is_of_another(mention)
            or _branch_at(mention, owner)
        )

    def is_new_district(self, name: str) -> bool:
        """Whether the name of a 新区 is that of a district, such as has a government: 浦东新区."""
        child = self._areas.child(self._area, name) if name.endswith("新区") else None
        return child is not None and child.level == "county"

    def signing_name(self, owner: Area, rest: str) -> str:
        """The name of an area before ``rest``: a new district of a city bears the city's without 市."""
        is_short = owner.level == "prefecture" and len(owner.names) > 1 and _NEW_DISTRICT.fullmatch(rest)
        return owner.names[1] if is_short else self._areas.signing_name(owner)

    def _is_zone_below(self, mention: str, owner: Area) -> bool:
        """Whether a zone bears the name of the area or of a place in it: 江安经开区管委会 in a plan of 宜宾市."""
        if not _ZONE_COMMITTEE.search(mention):
            return False
        own = owner.name[:-1]
        names = (mention[:length] for length in range(2, 5))
        return (len(own) > 1 and mention.startswith(own)) or any(
            self._areas.child(self._area, n) for n in names
        )

    def _is_of_another(self, mention: str) -> bool:
        """Whether it bears the name of a city or province of its own: 深圳证券交易所 in a plan of 广东省."""
        names = (name for name, area in self._areas.named_in(mention) if area.level != "county")
        return any(mention.startswith(name) and mention[len(name) :][:1] not in _PLACES for name in names)


def _branch_at(mention: str, owner: Area) -> bool:
    """Whether it is the branch of somebody else's in the area: 甲港口管理局宜宾分局, 乙铁路宜宾工务段 in 宜宾市."""
    if mention.endswith(tuple(f"局{name}{end}" for name in owner.names for end in ("分局", "管理处"))):
        return True
    return bool(_WORKS_AT.search(mention)) and any(mention.find(name) > 1 for name in owner.names)
