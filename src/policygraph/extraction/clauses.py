"""Clauses of a sentence and the words in them that say how it, or a quantity in it, is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = [
    "ADVERB",
    "CREATE",
    "CREATION",
    "DIRECTIVE_LEAD",
    "PREDICATE",
    "STRIVE",
    "Clause",
    "ends_with_noun",
    "mask_titles",
    "said_apart",
    "split_clauses",
    "strip_adverbs",
    "strive_from",
]

_NOUN_ENDINGS = (
    "率|比例|比重|占比|能力|规模|面积|里程|总量|产量|总产|单产|亩产|用量|数量|量|浓度|强度|水平|系数|指数|资金|投资|装机|容量|产能|改造|"
    "容积|库容|总数|数|值|额|能耗|电耗|煤耗|油耗|水耗|消耗|效率|覆盖|天数|份额|存量|保有量|密度|建设|建筑|线路|管网|水价|产值|收入|长度|种植|站|桩|库|林|车位|机组|车辆|任务"
)
# The verb right before a number, with adverbs that may stand between it and the number or before it.
PREDICATE = re.compile(
    r"(?P<verb>"
    r"(?:下降|降低|减少|削减|压减|缩减|减排|减|降|回落|控制|压缩|收窄|缩小)(?:至|到|为)"
    r"|(?:提高|提升|增加|增长|上升|扩大|增|升|达|发展|扩容|扩|恢复)(?:至|到|为)"
    r"|(?:必须|应当?|须)在|控制在|保持在|稳定在|维持在|巩固在|稳定达到|稳定保持在|不[应宜得能可]?(?:低于|少于|小于|高于|超过|大于|突破|多于)|低于|小于|少于|高于|大于|超过|超|突破|多于"
    r"|(?:大于|小于)或?等于|(?<![标工])优于|达到|做到|达|接近|下降|降低|减少|削减|压减|压缩|压降|缩短|缩减|消减|减排|减|降|提高|提升|增加|增长|上升|(?<!净)增|(?<!行)为|是|至|到|占|(?<![节签])约|近|完成|新增|实现|保持|维持|≥|≤|>|<|="
    r")(?:了|(?<![节签])约|近|到|至|为)?$"
)
ADVERB = re.compile(
    r"(?:分别|(?<![人户亩地生])均|各|累[计积]|(?<!\d)年均|平均|逐步|逐年|持续|力争|争取|努力|奋力|预期|预计|可能|基本|稳定|总体|再|共|合计|每年|全部|原则上|进一步|将|应|要|(?<![适便])宜|同比|至少|最低|大约|剩余|其余|现有|一般|最高|最大|最多|最少|不断)$"
)
_NOUN_BEFORE = re.compile(rf"(?:{_NOUN_ENDINGS})$")
CREATE = (
    "建设提升|研制|净增|新购|加装|撤并|筹集(?![\u4e00-\u9fff]{0,6}(?:资金|经费))|创建|升级改造|提升改造|升级(?!版|为|到|至)|建成|建设|设置|新建|续建|发展|制修订|制定|修订|打造|培育|遴选|创成|认定|评选|淘汰|关停|关闭|退出|拆除|取缔|完成|新增|推广|形成|设立|引进|投放|布局|改造|"
    "治理|整治|建立|扩建|改建|改扩建|新改扩建|培养|评定|推出|选树|选取|选出|争创|获评|获批|入选|推动|实施|置换|搬迁|更新|配备|(?<![已现共经])(?:建|设|配)有|(?<=[都均少])办|(?<=[业校院企方])共建|购置|安装|组建|谋划|储备|命名|新培育|申报|开工|投运|投产|投用|发放|培训|监察|接入|开发|营造|种植|撬动|建|创|选拔|选派|选聘|选育|扶持|资助|聘请|招收|招募|招聘|引育|派遣|输送|集聚|吸纳|表彰|带动|实现|覆盖|举办|签约|支持|"
    "收集|(?<!调整)优化|办好|修缮|消除|轮训|清理|排查|盘活|孵化|转化|攻克|突破|发布|出台|编制|创设|增设|开设|添置|补充|储存|定制|修复|选择|筛选|确定|布设|配套|促成|选送|选调|派驻|挂牌|授予|开通|吸引|储备|改建|腾退|处置|办理|安置|救助|帮扶"
)
CREATION = re.compile(
    rf"(?:{CREATE})(?:成|了|并|投?入?运[行营]|提升|产生|形成|不少于|不低于|达到|(?<!节)约|近|超过|完成|至少|累计|[一二两]批)*$"
)
# Verbs of work that goes on, where others (建成, 新增, 达到) end in something reached.
DIRECTIVE_LEAD = re.compile(
    r"^(?:加快|推进|推动|开展|实施|加强|加大|完善|落实|建立|支持|鼓励|引导|深化|强化|对|大力|持续|积极|严格|统筹|提高|组织|依托|"
    r"围绕|以|按照|通过|优化|健全|探索|坚持|巩固|抓好|做好)"
)
_PARTING = re.compile(r"[（〔）〕，：]")
# “六个百分之百” is the name of a set of rules, “一屏、四片、多点” that of a pattern.
_TITLES = re.compile(
    r"《[^》]*》|“[一二三四五六七八九十\d]{1,2}个(?:百分之百|百分百|100%)”"
    r"|铁人三项|“[一二两三四五六七八九十多百千][\u4e00-\u9fff]{1,4}(?:[、，]?[一二两三四五六七八九十多百千][\u4e00-\u9fff]{1,4}){1,6}”"
)
_MARKED = re.compile(r"[《“]|铁人")
STRIVE = re.compile(r"力争|争取|力求|努力|奋力|原则上|奋斗目标")
_STRIVE_SCOPE = re.compile(
    r"(?:^|(?<=[，；：]))(?:力争|争取|力求|努力)(?:(?:到|在|至)?(?:20\d\d年|年[底内末]|“?十[三四五]五”?(?:时期|期间|期?末))|(?:用|通过|经过)[^，]{1,8}年)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence between commas, as offsets in the sentence."""

    start: int
    end: int


# Each of the readers of a sentence asks for its clauses.
@lru_cache(maxsize=4096)
def split_clauses(text: str) -> Sequence[Clause]:
    """Clauses of a sentence; commas inside brackets do not part."""
    clauses, start, depth = [], 0, 0
    for match in _PARTING.finditer(text):
        mark = match.group()
        if mark in "（〔":
            depth += 1
        elif mark in "）〕":
            depth = max(0, depth - 1)
        elif depth == 0:
            clauses.append(Clause(start, match.start()))
            start = match.end()
    clauses.append(Clause(start, len(text)))
    return tuple(clauses)


def said_apart(text: str) -> list[str]:
    """The words between the commas and colons of a sentence, also of those within brackets."""
    return text.replace("：", "，").split("，")


@lru_cache(maxsize=4096)
def mask_titles(text: str) -> str:
    """The text with what titles of documents and names made of figures say blanked out."""
    return _TITLES.sub(lambda m: "　" * len(m.group()), text) if _MARKED.search(text) else text


@lru_cache(maxsize=4096)
def strip_adverbs(left: str) -> str:
    """``left`` without adverbs at its end."""
    while match := ADVERB.search(left):
        if match.start() == 0:
            return ""
        left = left[: match.start()]
    return left


def ends_with_noun(left: str) -> bool:
    """Whether ``left`` ends in a word that names a quantity, so that a number may follow without a verb."""
    return bool(_NOUN_BEFORE.search(left))


def strive_from(text: str) -> int:
    """The offset from which 力争到2025年底， governs the rest of the sentence; its length where nothing does."""
    match = _STRIVE_SCOPE.search(text)
    return match.start() if match else len(text)
