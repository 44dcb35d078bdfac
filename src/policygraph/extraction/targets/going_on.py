"""Whether a figure goes on with an enumeration, without a verb of its own: 20家绿色工厂、2个供应链企业."""

from __future__ import annotations

import re

from policygraph.extraction.clauses import Clause, ends_with_noun
from policygraph.extraction.targets.judging import ends_here
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.restating import restates
from policygraph.extraction.targets.sharing import SentenceContext, lists_parts

__all__ = ["goes_on"]

_AND = frozenset("、和及")
_GOES = re.compile(
    r"参加|赴|前往|开展|接受|参与|完成|达到|建成|创建|[^，；]{2,16}(?:评估|审计|审核|改造|治理|论证)(?:及[^，；]{2,4})?(?:工作|任务)?$"
)
_NEXT_NUMBER = re.compile(r"[、和及与](?=\d)")
# 治理任务200万亩，年均40万亩
_GOES_ON = re.compile(r"其中|(?:年均|平均每年|每年)约?$")
_HAN = re.compile(r"[\u4e00-\u9fff、“”（）]{2,20}")
# 完成造林10万亩，幼林抚育12万亩: more of what is done, no stock and no part
_AMOUNTS = frozenset({"area", "length", "mass", "power"})
_MORE = re.compile(
    r"(?!现有|已|目前|共|其中|涉及|总|最|比|较|每|年均|平均|含|约合|相当)[\u4e00-\u9fff]{2,8}(?<![低高超达为占过])"
)
# 退减面积36万亩（其中：甲县12万亩，乙旗24万亩）
_OF_A_PLACE = re.compile(
    r"(?:（(?:其中[：，]?)?|，)[\u4e00-\u9fff]{1,7}[市县区旗州盟镇乡村城]$|（其中[：，]?[\u4e00-\u9fff]{2,12}$"
)
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")


def goes_on(line: SentenceContext, clause: Clause, last: Quantity, left: str, after: str) -> bool:
    """An enumeration goes on without a verb of its own: 20家绿色工厂、2个供应链企业; 其中光伏550万千瓦."""
    at, unit_class = line.committed
    if at == clause.start and left in _AND and restates(line.sentence.text, clause.start, clause.end):
        return True
    if _is_extent(line, clause, last, left, after) or _is_further_part(line, clause, last, left, after):
        return True
    # 新增2400户（累计约3600户）: what a bracket says beside is none.
    if after.startswith("）") and not left:
        return False
    if unit_class != last.unit_class and not _WORD.search(left):
        return False
    is_next = line.clauses[line.clauses.index(clause) - 1].start == at
    if not left and unit_class == "count" and is_next:
        # 支持30名青年赴外研修，100名骨干参加培训; 建设10个镇级站，16个村级站
        thing = _NEXT_NUMBER.split(after)[0]
        # 培育10家龙头企业，100家核心企业和1000家特色企业: more of what is made in the same unit
        is_made = bool(line.deed) and line.parted[0] == last.unit
        return bool(_GOES.search(after)) or (
            _HAN.fullmatch(thing) is not None and (is_made or ends_with_noun(thing))
        )
    if at == clause.start and unit_class != "count" and _OF_A_PLACE.match(left) and ends_here(after):
        return True
    if at == clause.start:
        is_listed = left.startswith(("、", "和", "及"))
        # 完成甲河等6条河流、乙湖等12个自然保护地确权登记
        is_further = unit_class == "count" and left.endswith("等") and "、" in left
        return left.endswith(("、", "和", "及")) or is_further or (is_listed and ends_here(after))
    if is_next and unit_class in _AMOUNTS and _MORE.fullmatch(left) and ends_here(after):
        return True
    return bool(_GOES_ON.match(left) or lists_parts(line, clause)) and ends_here(after)


def _is_extent(line: SentenceContext, clause: Clause, last: Quantity, left: str, after: str) -> bool:
    """开工49个、256万平方米、3.2万户: another measure of the things that are counted."""
    at, unit_class = line.committed
    is_same = (
        at == clause.start and unit_class in ("count", "area") and left == "、" and bool(line.counted[0])
    )
    return is_same and ends_here(after) and (last.unit_class in ("length", "area") or last.unit == "户")


def _is_further_part(line: SentenceContext, clause: Clause, last: Quantity, left: str, after: str) -> bool:
    """其中早稻3万亩，…；油菜15万亩: behind a semicolon the parts of what came before go on."""
    is_first = clause.start == 0 and line.whole is not None and line.whole[0] == last.unit_class
    return is_first and last.unit_class in _AMOUNTS and bool(_MORE.fullmatch(left)) and ends_here(after)
