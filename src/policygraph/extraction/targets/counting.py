"""What is counted: the thing, and what is done to it, in the words around a number."""

from __future__ import annotations

import re
from typing import NamedTuple

from policygraph.extraction.clauses import CREATE, strip_adverbs
from policygraph.extraction.targets.phrases import MAX_WHICH, OBJECT_STOP, clean_phrase, without_means
from policygraph.extraction.targets.undertaken import without_bracket

__all__ = ["EXTENTS", "Counted", "counted_thing", "is_bare_deed"]

# “双师型”教师培训基地, 数字化“链式改造”企业: a quoted word is part of a name that goes on behind it.
_QUOTED = re.compile(r"[“‘「][^“”‘’「」]{1,16}[”’」](?=(?![等和及与])[\u4e00-\u9fff]{2})")
# 有条件、有基础的村, 侵入式、半侵入式产品: what stands before the thing says only which.
_MODIFIERS = re.compile(
    r"(?:(?:(?:有|具有|具备)[^，。；、的\d“”（）]{1,10}|[^，。；、的\d“”（）]{1,8}(?:式|型|性|级|化)"
    r"|[^，。；、的\d“”（）]{1,6}(?:好|高|大|强|优|广|多|快|先进|明显|突出|完善|适当|齐全|鲜明|显著))、)+"
    r"(?:(?P<which>[^，。；、\d“”（）]{1,12}的)(?=[\u4e00-\u9fff]{1,})|(?=[^，。；、\d“”（）]{4}))"
)
# 完成30户高龄、失能老人家庭改造: the work is behind what the things have in common.
_COORDINATED = re.compile(
    r"[^，；。\d、]{2,12}、[^，；。\d]{4,16}?(?:改造|建设|治理|整治|修缮|修复|提升|检测|监测)(?=[，；。]|$)"
)
# 实施3个在产企业防渗漏、减排等提标改造工程
_WORKS = re.compile(r"[^，；。\d、]{2,16}(?:、[^，；。\d、]{2,16})+(?:工程|项目)(?=[，；。]|$)")
# 培养1万名经营管理、创意设计等人才
_KINDS_OF = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:、[\u4e00-\u9fff]{2,20})+等[\u4e00-\u9fff]{0,12}(?:人才|人员|骨干|队伍)(?=[，；。]|$)"
)
_SIZE = re.compile(r"\d+(?:\.\d+)?(?:立方米|平方米|万?千瓦|千伏|兆瓦|吨|米)")
# 实施9条115公里河道整治: how long they are together is no part of what they are.
EXTENTS = ("公里", "千米", "平方公里", "亩")
_EXTENT = re.compile(
    rf"^(?:共计?|合计|总计|约)?\d+(?:\.\d+)?万?(?:{'|'.join(EXTENTS)})(?=[\u4e00-\u9fff]{{2}})"
    r"|^(?:共计?|合计|总计)\d+(?:\.\d+)?万?千瓦(?=[\u4e00-\u9fff]{2})"
)
# 12个卫生院均达到基本标准，其中5个达到推荐标准: what they are that so many of achieve more
_OF_THEM = r"\d{unit}(?P<thing>[\u4e00-\u9fff]{{2,10}}?)(?:全部|全面|均|都|基本)*(?:达到|建成|完成|实现|创成|入选|获评)"
_ACHIEVED = re.compile(r"(?:达到|建成|完成|实现|创成|入选|获评)[^，；。\d]{2,20}")
_ACHIEVE = re.compile(
    r"(?![、和及])(?P<thing>[\u4e00-\u9fff（）、]{1,20}?)(?:全部|全面|均|都|率先|基本|力争)*(?P<deed>达到|进入(?=[^，；。]*行列)|建成|完成|实现|成功创建|创建成|创成|入选|获评|申报创建|通过(?=[^，；。]*(?:验收|评审|认证|审核|评估|考核)))(?P<rest>[^，；。]*)"
)
# 引进200名左右具有博士学位的人才: what stands before the last 的 only says which.
_RELATIVE_CLAUSE = re.compile(
    r"^(?:(?:具有|具备|拥有|从事|掌握|符合|来自|面向|达到)[^，；。]*?"
    r"|[^，；。\d的]{4,32}等[^，；。\d的]{2,12}"
    r"|[\u4e00-\u9fff]{1,8}\d[\d.]*[^，；。、的\d]{1,12})的(?=[\u4e00-\u9fff]{2,})"
    # 产值超百亿元产业集群
    r"|^(?:年?产值|营收|投资)(?:超过?|达到?)?\d[\d.]*[万亿]*元(?:以上)?(?=[\u4e00-\u9fff]{2,})"
)
# 2024年建成3座、2025年建成5座加氢站: the thing behind the last number is that of all.
_SHARED_THING = (
    r"(?:[、和及](?:20\d{{2}}年)?[\u4e00-\u9fff]{{0,4}}\d+{unit})+(?!以[上下内]|左右)(?=[\u4e00-\u9fff])"
)
# 打造2-3个省级和1-2个国家级数据中心
_GRADE = re.compile(r"(?:国家|省|市|县|区|[一二三四五]星)级|\d+千伏|[大中小]{1,2}型")
_OF_OTHER_GRADE = re.compile(
    rf"(?:[和及、][\d—–～~-]+[个家座处所名项](?:{_GRADE.pattern}))+(?P<head>[\u4e00-\u9fff]{{2,16}})"
)
_FIELD = re.compile(
    r"(?:^|[，、])(?:打造|培育|建设|创建|发展|认定|评选|引进)(?![各一不至全超累约共国]|[我本省市县区][市省县区级])"
    r"(?P<field>[\u4e00-\u9fff]{4,6})(?<![等的市县区镇型级])$"
)
# 在甲、乙等县（区）分别建设
_SOMEWHERE = re.compile(
    r"^(?:在[^，]{2,40}?|[\d一二三四五六七八九]+区[\d一二三四五六七八九]+县)(?:分别|共?规划|计划)?"
    r"(?=新建|建设|建成|修建|打造|设置|改造)"
)
# 选派医院医师200人次下沉坐诊
_SENT_TO = re.compile(r"(?:下沉|参加|赴|前往|支援|驻[村点企校]|到[\u4e00-\u9fff]{2})")
# 新建、改扩建9所学校, 选育或引进5个品种
_DEEDS = rf"(?:(?:{CREATE})[、或及并])?(?:{CREATE})"
_CREATED = re.compile(rf"(?P<verb>{_DEEDS})$")
# 建成甲路、乙路等3条道路
_MADE_MANY = re.compile(
    rf"(?:重点|加快|规划|同步|全面)*(?P<verb>(?:开工)?{_DEEDS})[^，；、\d]{{1,12}}、[^，；\d]*等$"
)
_CUT_OFF = re.compile(r"(?:超过?|达到?|高于|低于|不足|大于|小于)$")
_HEAD_BEHIND = re.compile(r"的([\u4e00-\u9fff]{2,12})(?=[，；。]|$)")
_CREATED_BEFORE = re.compile(rf"(?P<verb>{_DEEDS})[^，；、]{{0,24}}$")
_CREATES = re.compile(rf"(?P<deed>(?:{CREATE}|提升|应用|使用)+)(?P<thing>.{{2,}})")
_SENDS = re.compile(rf"(?:{CREATE}|组织)[\u4e00-\u9fff]{{3,}}$")
_IS_COUNT = re.compile(r"(?:数|数量|总数|总量|保有量|规模|班额|[频人场]次)$")
_BARE_DEED = re.compile(rf"(?:[再又新]|基本|全年|累计|同步|共)*(?:{CREATE}|投入使用|竣工|交付使用)+数量")
_GOES_ON = re.compile(r"[、和及与][\u4e00-\u9fff]")
_GOES = re.compile(
    r"(?P<thing>[\u4e00-\u9fff]{2,16}?)(?P<deed>(?:参加|赴|前往|(?<![达高升降加少做得])到)[^，；。、]{2,16})"
)
_OPENING_MARKS = ("“", "‘", "「")
# Verbs that only carry another one: 推动20家企业上市 makes 20 企业上市.
_EMPTY_DEEDS = ("实现", "推动", "支持")
# 1支区（县）级救援队伍
_LEVELS = re.compile(r"[省市县区乡镇州]（[市县区镇街道、州旗盟]{1,5}）(?:级|(?=[\u4e00-\u9fff]{4}))")


# 1万个公共（含专用）充电桩
_INCLUDED = re.compile(r"（(?:含|包括)[^（）\d]*）(?=[\u4e00-\u9fff])")
_PEOPLE = ("人", "名")
_GOT = re.compile(r"(?:取得|获得|通过)[^，；。、\d]{2,14}")


class Counted(NamedTuple):
    """What is counted: its name in the vocabulary's form; the thing and what is done to it, where they part."""

    phrase: str
    thing: str = ""
    deed: str = ""


def counted_thing(left: str, after: str, sentence_before: str, unit: str) -> Counted:
    """What is counted.

    创建 20家 绿色工厂 → 绿色工厂创建数量; 2座 炼铁高炉达到标杆水平 → 达到标杆水平的炼铁高炉数量
    """
    after = _INCLUDED.sub("", without_bracket(after))
    if unit in _PEOPLE and left.strip("、，和及") in ("", "其中") and (got := _GOT.match(after)):
        return Counted(f"{got[0]}人数")
    achieved = _ACHIEVED.fullmatch(after) if left.endswith("其中") else None
    if achieved and (told := re.findall(_OF_THEM.format(unit=re.escape(unit)), sentence_before)):
        return Counted(f"{achieved[0]}的{told[-1]}数量")
    achieve = _ACHIEVE.match(after.removeprefix("的"))
    made = _CREATED.search(strip_adverbs(left))
    if achieve and (made is None or (made[0] in _EMPTY_DEEDS and achieve["deed"] == "达到")):
        thing = achieve["thing"]
        if thing in ("企业", "项目", "园区", "机组"):
            thing = _last_counted(sentence_before, unit, thing) or thing
        return Counted(f"{achieve['deed']}{achieve['rest']}的{thing}数量")
    after = _RELATIVE_CLAUSE.sub("", after.removeprefix("的"))
    is_shared = unit and after[:1] in ("、", "和", "及")
    shared = re.match(_SHARED_THING.format(unit=re.escape(unit)), after) if is_shared else None
    # 争创商标2个和名牌产品3个: what another number counts is none of these.
    after = after[shared.end() :] if shared else "" if _GOES_ON.match(after) else after
    if sent := _sent(left, after):
        return sent
    after = _EXTENT.sub("", after)
    modifiers = _MODIFIERS.match(after)
    if modifiers and modifiers["which"]:
        after, modifiers = after[modifiers.end() :], None
    heads = (_SIZE.match(after), _LEVELS.match(after), modifiers)
    unquoted = _QUOTED.sub(lambda quoted: "某" * len(quoted[0]), after)
    stop = OBJECT_STOP.search(unquoted, max(part.end() if part else 0 for part in heads))
    # 20个物资储备库和35个仓库: what stands between two numbers ends the name of the first thing.
    goes_on = left.endswith(("和", "及", "与"))
    verb = None if goes_on else _CREATED_BEFORE.search(strip_adverbs(left)) or _MADE_MANY.match(left)
    whole = (
        _COORDINATED.match(after) if stop and stop[0] == "、" and verb and verb["verb"] == "完成" else None
    )
    kinds = _KINDS_OF.match(after) if stop and stop[0] == "、" else None
    works = (
        _WORKS.match(after)
        if stop and stop[0] == "、" and verb and verb["verb"] in ("实施", "完成")
        else None
    )
    whole = whole or (kinds if verb else None) or works
    thing = (
        whole[0]
        if whole
        else _head_behind(_with_bracket(after, _closed(after, stop) if stop else len(after)), after)
    )
    if verb and verb["verb"] in _EMPTY_DEEDS:
        # 支持建设30个阅览室
        verb = _CREATED.match(strip_adverbs(left)[verb.end("verb") :])
    deed = verb["verb"] if verb else ""
    if _GRADE.fullmatch(thing) and stop and (other := _OF_OTHER_GRADE.match(after, stop.start())):
        thing += other["head"]
    if thing := _named_by_field(thing, left) if deed else _unquoted(thing):
        return Counted(f"{thing}{deed}数量", thing, deed)
    return _counted_words(clean_phrase(left))


def _head_behind(thing: str, after: str) -> str:
    """A thing, or what stands behind all figures that tell which: 1—2家接待量超100万人次、5家超50万人次的滑雪场."""
    head = _HEAD_BEHIND.search(after) if _CUT_OFF.search(thing) else None
    return head[1] if head else thing


def _named_by_field(thing: str, left: str) -> str:
    """What is made, with the field that it is made in: 打造乡村旅游 100个 精品村 → 乡村旅游精品村."""
    field = _FIELD.search(strip_adverbs(left)) if len(thing) <= MAX_WHICH else None
    return _unquoted((field["field"] if field else "") + thing)


def _unquoted(thing: str) -> str:
    thing = thing.strip("的")
    return thing.strip("“”‘’「」") if thing[:1] in _OPENING_MARKS and not _QUOTED.match(thing) else thing


def _sent(left: str, after: str) -> Counted | None:
    """Those who are sent somewhere, or are to take part: 选派 20名 教师赴外研修; None for others."""
    words = strip_adverbs(left)
    if _SENT_TO.match(after) and _SENDS.search(words):
        return _counted_words(clean_phrase(left))
    goes = _GOES.match(after)
    if not goes:
        return None
    sent = _CREATED.search(words)
    if sent and sent[0] not in _EMPTY_DEEDS:
        return Counted(f"{goes['thing']}{sent[0]}数量", goes["thing"], sent[0])
    return Counted(f"{goes['deed']}{goes['thing']}数量")


def _counted_words(words: str) -> Counted:
    """What is counted, named before the number: 培育绿色工厂 → 绿色工厂培育数量, 新能源汽车保有量 stays."""
    if _IS_COUNT.search(words):
        return Counted(words)
    words = without_means(_SOMEWHERE.sub("", words))
    made = _CREATES.match(words)
    if not made:
        return Counted(words + "数量", words)
    thing = made["thing"]
    thing = thing.strip("“”") if thing.count("“") == 1 and thing[0] == "“" and thing[-1] == "”" else thing
    return Counted(f"{thing}{made['deed']}数量", thing, made["deed"])


def is_bare_deed(label: str) -> bool:
    """Whether a label of something counted says only what is done: 新增数量."""
    return bool(_BARE_DEED.fullmatch(label))


def _with_bracket(after: str, stop: int) -> str:
    """绿色工厂（园区）: a bracket right behind the thing belongs to its name."""
    bracket = re.match(r"（[^（）]{1,10}）", after[stop:]) if stop else None
    return after[:stop] + (bracket.group() if bracket else "")


def _closed(after: str, stop: re.Match[str]) -> int:
    """Where a thing ends that a closing mark ends: behind it, where the mark opens within (企业“智改数转”)."""
    inside = stop[0] in ("”", "’") and after[:1] not in _OPENING_MARKS
    return stop.end() if inside else stop.start()


def _last_counted(text: str, unit: str, kind: str) -> str:
    found = re.findall(rf"\d{re.escape(unit)}([\u4e00-\u9fff]{{1,10}}?{kind})", text)
    if found:
        return str(found[-1])
    named = re.findall(rf"(?:推进|推动|对|支持)([\u4e00-\u9fff]{{1,8}}?{kind})", text)
    return str(named[-1]) if named else ""
