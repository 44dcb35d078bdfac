"""How names of bodies are written out (白石镇 → 白石镇人民政府), and slips of the pen in them."""

from __future__ import annotations

import re
from operator import ne

from policygraph.vocabulary import BodyForm

__all__ = ["AS_WRITTEN", "ONE_PLACE", "is_slip", "town_office", "written_out"]

# 市政府合作交流办 is an office of the people's government.
_OF_GOVERNMENT = re.compile(r"(?<=[省市县区州盟旗])政府(?=[\u4e00-\u9fff]{2,8}办公室$)")
_GOVERNMENT = re.compile(r"(?<=[县市区旗州盟])(?<!城市)政府$")
# One town or subdistrict by its name, and what its name stands for.
ONE_PLACE = re.compile(
    r"(?P<town>(?:[^各]*(?<![乡城])|[^各县]城)[镇乡])(?:(?:人民)?政府)?"
    r"|(?P<street>[^各]*街道|[^各\W\d]{2}街(?=办|$))(?:办(?:事处)?)?"
)
# 县委 and 政法委 are whole names or have forms of their own.
_SHORT_END = re.compile(
    r"(?<=[\u4e00-\u9fff]{4})(?:(?<![督承主协街道])办|(?<![省市县区州盟旗常党纪监团工组])委|(?<=[\u4e00-\u9fff])监管局)$"
)
_LONG_ENDS = {"办": "办公室", "委": "委员会", "监管局": "监督管理局"}
# 中国铁路成都局集团 is a company.
_RAILWAY_GROUP = re.compile("(?<=^中国铁路)(?P<place>[\u4e00-\u9fff]{2,5}局集团)(?:公司)?$")
# Shorter names are alike too often: 水文局, 水务局.
_LEAST_SLIPPED = 5
_MOST_WRONG = 2
# 总队 and 支队 are two bodies.
_RANKS = frozenset("总支大中分")
# 各镇（街道）, 市直各部门: classes that keep the words that the text has for them.
AS_WRITTEN = re.compile(
    r"各(?:地级(?:以上)?市人民政府|[乡（、）街道]*镇[镇街道办（、）]*|街道（[乡镇]+）)|[市省县区州盟旗][直级][各有相关]*(?:部门|单位)"
)


def town_office(mention: str) -> str:
    """白石镇, 城东街道, 临溪区政府 → 白石镇人民政府, 城东街道办事处, 临溪区人民政府; other mentions as they are."""
    one = ONE_PLACE.fullmatch(mention)
    if one is None:
        return _GOVERNMENT.sub("人民政府", mention)
    return f"{one['town']}人民政府" if one["town"] else f"{one['street'].removesuffix('道')}道办事处"


def is_slip(text: str, label: str) -> bool:
    """Whether a long name differs from another of that length in one letter, or in two that changed places."""
    if len(label) < _LEAST_SLIPPED:
        return False
    if sum(map(ne, text, label)) > _MOST_WRONG:
        return False
    wrong = [i for i, (one, other) in enumerate(zip(text, label, strict=True)) if one != other]
    if len(wrong) == _MOST_WRONG:
        first, second = wrong
        return second == first + 1 and text[first : second + 1] == label[second] + label[first]
    return len(wrong) == 1 and not _RANKS.issuperset(text[wrong[0]] + label[wrong[0]])


def written_out(name: str, form: BodyForm | None) -> str:
    """城乡一体化示范区, 三江新区管委会 → …管理委员会; 基层治理办 → 基层治理办公室."""
    if railway := _RAILWAY_GROUP.search(name):
        return f"{name[: railway.start()]}{railway['place']}有限公司"
    if name.endswith("管委会"):
        return name.removesuffix("管委会") + "管理委员会"
    if short := _SHORT_END.search(name):
        return _OF_GOVERNMENT.sub("人民政府", name[: short.start()] + _LONG_ENDS[short.group()])
    if form and form.pattern.endswith("管理委员会") and name.endswith("区"):
        return name + "管理委员会"
    return name
