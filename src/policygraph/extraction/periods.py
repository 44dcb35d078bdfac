"""Years and months: by when, and compared with when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from policygraph.model import Outline

__all__ = [
    "PLAN_END",
    "UNKNOWN",
    "TimeMention",
    "Years",
    "cited_year",
    "find_periods",
    "own_year",
    "past_year",
    "plan_end",
    "plan_year",
    "stage_end",
    "start_year",
    "without_age",
    "year_of_plan",
    "year_of_tasks",
    "years_of",
]

# Five-year plans and their last years.
PLAN_END = {"十二五": "2015", "十三五": "2020", "十四五": "2025", "十五五": "2030"}
_PLAN = (
    r"“?(?P<plan>十[二三四五]五)”?"
    r"(?P<part>时期|期间|后[两二三四]年|以来|末期|期内|(?:规划)?期?末|(?=新增|累计|(?:发展|规划|主要|总体|具体)?目标[：，]))"
)
# 2025年11—12月 is over with the last of them.
_MONTH = r"(?:(?:\d{1,2}月?[—–\-～至])?(?P<month>0?[1-9]|1[0-2])月(?:\d{1,2}日)?)?"
# 2025年“五一”前: by a holiday that has its own month.
_HOLIDAY = r"(?:“?(?P<holiday>五一|国庆)”?(?:劳动)?(?:节|假期)?(?=之?前))?"
# 2025年汛期前, 2025年秋季开学前: before a season or an occasion of the year.
_SEASON = (
    r"(?:(?:主?汛|入汛|入冬|入春|春节|高考|(?:[春秋]季(?:学期)?)?开学|(?:冬季)?(?:供暖|采暖|取暖|供热)|迎峰度[夏冬]|雨季)"
    r"(?:季|期)?(?:开始|来临|到来)?(?=之?前|以前|结束))?"
)
# 2025年上半年, 2025年三季度.
_PART = r"(?P<part_of_year>[上下]半年|第?[一二三四]季度)?"
# 较2020下降: a year against which something is compared needs no 年.
_COMPARED_YEAR = r"(?<=[比较]20\d\d)(?=下降|降低|减少|提[高升]|增[加长]|上升|削减|压减)"
_YEAR = (
    rf"(?P<year>20\d{{2}})(?:年|{_COMPARED_YEAR}){_MONTH}{_PART}{_HOLIDAY}{_SEASON}"
    r"(?P<edge>底|末|初|年底)?(?P<before>之?前|以前)?"
)
_WRITTEN = r"(?P<written>二[〇零○][〇零○一二三四五六七八九]{2})年(?:底|末)?(?:之?前)?"
_A_YEAR = re.compile(r"(20\d{2})年(?!版|修订)")
_YEARS_TASKS = re.compile(
    r"20\d{2}年(?:度|全[市省县区]|[\u4e00-\u9fff]{0,8}?[省市县区州旗](?:委|政府)?|(?:政府)?工作报告)*"
    r"(?:重点(?:工作|任务)|目标任务|[一二三四五六七八九十]{0,2}(?:[大件项]|方面)?(?:为民办?|民生)(?:工程|实事|项目))"
)
_SPAN_OF_YEARS = re.compile(r"20\d{2}年?[—–～~-]+20\d{2}|20\d{2}年前|“?十[二三四五]五”?")
# 2012年起5年内
_WITHIN = r"(?P<from>20\d{2})年起(?P<within>[\d二三四五])年内?"
_RELATIVE = (
    r"(?P<relative>今年|本年度|明年|后年)(?!以来|初以来|上半年来)"
    r"(?:(?P<its_month>0?[1-9]|1[0-2])月(?:\d{1,2}日|[上中下]旬)?)?(?:年?底|末)?(?:之?前|以前)?"
)
_DONE = r"(?:全部|全面|基本|均)*(?:完成|建成|投产|投用|投运|开工|竣工|实现|到位)"
_BARE_MONTH = (
    r"(?<![\d年])(?P<bare>1[0-2]|0?[1-9])月"
    rf"(?:(?:\d{{1,2}}日|[上中下]旬|[底末初])?(?:之?前|以前)|[底末](?=，|$|{_DONE}))"
)
# 全年完成投资3亿元; 全年平均浓度 is no time.
_ALL_YEAR = (
    r"(?<![\d一二三四五六七八九十两几数当每去上前近次同多常年])全年(?=(?:力争|争取|确保|计划|预计|累计|共|再)*"
    r"(?:完成|新[增建开]|建[成设]|开[展工]|输[转出]|转移|实现|[培轮]训|培育|举办|改造|安排|发放|推广|组织|压减|淘汰|减排|投[入放]|增[加长发]|更[新换]|引进|处置|回收"
    r"|关停|退出|整合|吸引|惠及|引育|帮扶|办结|走访|抽检|抽查|检查|巡查|监测|监督|开办|接待|服务)"
    # 全年抽检…不少于200批次, 全年火灾受害率控制在0.9‰以内.
    r"|(?!平均|均|优良|空气|PM|日均|月均|最)[^，；。]{0,24}(?:不[少低]于|不超过|控制在|稳定在|保持在|维持在))"
)
# 年内, 年底前, 上半年完成, 三季度末前: of the document's own year.
_OF_OWN_YEAR = (
    r"(?P<whole>(?<![\d一二三四五六七八九十两几数当每去上前近次同多青少])年内(?!容|部)"
    rf"|(?<![\d年今明去每当次上同多])年[底末](?:之?前|以前)|(?:(?<=[到至])|(?<=力争)|(?<=争取)|(?<=确保))年[底末](?!\d)|{_ALL_YEAR})"
    rf"|第?(?P<quarter>(?<![前\d年])[一二三四]季度|(?<![年前])[上下]半年)(?:[末底内]?(?:之?前|以前)|[末底内](?=，|$|{_DONE})|(?={_DONE})|(?<=半年)(?=[，：]|(?!的|以来|同|内|我|全|经)[\u4e00-\u9fff]{{2}}))"
)
# 三年内新建…, 小窑三年内全部淘汰, 三年累计投入…, 力争用三年左右时间: from the plan's first year;
# 毕业三年内 and 连续三年内 count from elsewhere.
_YEARS_LONG = (
    r"(?:^|(?<=[，；：])|(?<=力争)|(?<=争取)|(?<=确保)|(?<=[在到])|(?<=未来)|(?<=今后))(?P<years_long>[2-5二两三四五])年之?内(?!的)"
    r"|(?<=[\u4e00-\u9fff])(?<![的后起近续业满])(?P<years_within>[2-5二两三四五])年内(?=(?:全部|全面|基本)(?:完成|淘汰|退出|关停|建成|实现|消除|改|更换)|[由从][^，]{0,8}\d|达到|翻(?:[一两几]番|番)|[提升降减扩]\w{0,2}[到至])"
    r"|(?:^|(?<=[，；：])|(?<=力争)|(?<=争取)|(?<=[省市县区州盟旗级政]))(?P<years_through>[2-5二两三四五])年(?=(?:共|累计|合计|统筹|滚动)+[\u4e00-\u9fff]|(?:补充|招[聘录收募]|选派|新[增建]|引进|培[养训育]|建[成设]|完成|改造|投入|安排|筹[集措])[^，；。]*\d)"
    r"|[用过](?P<years_taken>[2-5二两三四五])年(?:左右)?的?(?:时间|努力)"
)
# The characters that a time may begin with: most places of a text are passed over at once.
_TIME = re.compile(
    r"(?=[“十\d今本明后年第上下全一二两三四五用过])"
    rf"(?:{_PLAN}|{_WITHIN}|{_YEAR}|{_WRITTEN}|{_RELATIVE}|{_BARE_MONTH}|{_OF_OWN_YEAR}|{_YEARS_LONG})"
)
# 锚定2035年远景目标 names a goal, and sets no time.
_HELD_TO = re.compile(
    r"(?:锚定|对标|对照|围绕|紧扣|着眼|面向|瞄准|立足|衔接|按照|根据)(?:我国|全[国省市县]|[国省市]家?)?$"
)
_VISION = re.compile(r"(?:的)?(?:远景|愿景)目标")
# 改造2000年底前建成的老旧小区: of which things, and no time to do it in.
_OF_THINGS = re.compile(
    r"(?:已|全部)?(?:建[成设造]|竣工|投产|投运|投用|登记|注册|生产|出厂|制造|购[买置]|安装|上牌|毕业|入职|退役|形成|设立|成立|排查出?|认定|实施)(?:并[\u4e00-\u9fff]{2,6})?的(?=[\u4e00-\u9fff])"
)
_AGE = re.compile(rf"20\d{{2}}年[底末]?(?:及?以前|之?前)?{_OF_THINGS.pattern}")
_SPANS = ("years_long", "years_within", "years_through", "years_taken")
_HOLIDAY_MONTHS = {"五一": "5", "国庆": "10"}
_LAST_MONTHS = {"一季度": "3", "二季度": "6", "上半年": "6", "下半年": "12", "三季度": "9", "四季度": "12"}
# 每年编制计划，6月底前报送: no month of one year.
_RECURS = re.compile(r"每[两三四五]?年|[次翌逐历]年|每个")
_AHEAD = {"今年": 0, "本年度": 0, "明年": 1, "后年": 2}
_WRITTEN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_FEW = str.maketrans("二两三四五", "22345")
# The last year that is past for a text of which nothing tells when it was written.
_LAST_PAST = "2020"
_ANY_YEAR = re.compile(r"20\d{2}")
# The years of a five-year plan, and the two in which those below it are written.
_REACH = 7
_NUMBERED_YEAR = re.compile(r"[〔\[（(](20\d{2})[〕\]）)]")
_STARTED = re.compile(r"(20\d{2})年起[\d二三四五]年内?")
# 到2015年, 2013年底前, 2012-2015年: what a text looks forward to.
_FORWARD = re.compile(
    r"(?:到|至|力争|确保)(20\d{2})年|(20\d{2})年(?:底|末|\d{1,2}月(?:底|末)?)?(?:之|以)?前|(20\d{2})年?[—–～~-]+20\d{2}年"
)
_BASELINE_AFTER = re.compile(
    r"(?:的?基础上|[^，。；]{0,24}为基[期准数]|水平(?:上|的)|相比|实际|的[^，。；]{0,12}(?:提高|提升|增加|下降|降低|增至|降至)[到至])"
)
_COMPARED = re.compile(r"(?:(?<!占)比|较|相比|同比|对比|相对|相较于?|基于|由|从|超过)$")
_NAMED_PLAN = re.compile(r"十[二三四五]五")
# （2023—2025年）
_OWN_YEARS = re.compile(r"(20\d{2})年?[—–\-~～至到]+(20\d{2})年?")
# 推广阶段（2021年12月至2022年5月）
_STAGE = re.compile(
    r"（(?P<first>20\d\d)年\d{1,2}月?[^（）]{0,8}?[至到—–\-~～]+(?:(?P<last>20\d\d)年)?(?P<month>0?[1-9]|1[0-2])月[^（）]{0,4}）$"
)
# 用三年时间（2024—2026年）
_ITS_YEARS = re.compile(r"[二两三四五]年(?:时间|行动)?(?:内|里)?[（，](20\d{2})年?[—\-~～至到]+(20\d{2})年")
_HEAD = 1_500
# Several readers ask about one sentence.
_SENTENCES = 256
# 2019年工作要点; 2030年前 and 到2025年 are ends, not the plan's own year.
_OWN_YEAR = re.compile(r"(?<![到至])(20\d{2})年(?!之?前|[底末]|以前)")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time in a sentence; ``start`` and ``end`` are offsets in the sentence."""

    start: int
    end: int
    year: str
    month: str
    is_baseline: bool


@dataclass(frozen=True, slots=True)
class Years:
    """From which years a document counts: its own (今年, 6月底前), the first that it is for (三年内), the last past.

    Each is '' where nothing tells it.
    """

    own: str = ""
    first: str = ""
    past: str = ""


UNKNOWN = Years()


def stage_end(title: str) -> str:
    """When a stage of the work is over by its heading: 推广阶段（2021年12月至2022年5月） → 2022-05; '' for others."""
    stage = _STAGE.search(title)
    return f"{stage['last'] or stage['first']}-{int(stage['month']):02}" if stage else ""


def plan_end(title: str) -> str:
    """The last year of the five-year plan or of the years that a title names, '' if it names none."""
    if named := _NAMED_PLAN.search(title):
        return PLAN_END[named[0]]
    years = _OWN_YEARS.search(title)
    return years[2] if years else ""


def own_year(title: str, number: str, issued: str) -> str:
    """The year of a document, from its title, its number or the date on which it was issued; '' if none is known."""
    named = None if _OWN_YEARS.search(title) else _OWN_YEAR.search(title)
    numbered = _NUMBERED_YEAR.search(number)
    return named[1] if named else numbered[1] if numbered else issued[:4]


def find_periods(text: str, own: str = "", first: str = "") -> Iterator[TimeMention]:
    """Times in order, each marked as a baseline (比2020年, 在2020年基础上) or not.

    Args:
        text: a sentence.
        own: the document's year, from which 今年, 明年 and months without a year count; '' leaves these out.
        first: the first of the years that the document says it is for, from which 三年内 counts; '' leaves it out.
    """
    return iter(_periods(text, own, first))


@lru_cache(maxsize=_SENTENCES)
def _periods(text: str, own: str, first: str) -> tuple[TimeMention, ...]:
    return tuple(_found(text, own, first))


def _found(text: str, own: str, first: str) -> Iterator[TimeMention]:
    latest = own
    for match in _TIME.finditer(text):
        if match["relative"]:
            if own:
                year = str(int(own) + _AHEAD[match["relative"]])
                yield TimeMention(match.start(), match.end(), year, match["its_month"] or "", False)
        elif match["bare"] or match["whole"] or match["quarter"]:
            if latest and not _RECURS.search(text, 0, match.start()):
                month = match["bare"] or _LAST_MONTHS.get(match["quarter"] or "", "")
                yield TimeMention(match.start(), match.end(), latest, month, False)
        elif years := next(filter(None, map(match.__getitem__, _SPANS)), ""):
            if first:
                yield TimeMention(match.start(), match.end(), _years_on(first, years), "", False)
        elif match["plan"]:
            yield TimeMention(
                match.start(), match.end(), PLAN_END[match["plan"]], "", _is_compared(text, match)
            )
        else:
            if _sets_no_time(text, match, own):
                continue
            period = _dated(text, match)
            latest = latest if period.is_baseline else period.year
            yield period


def without_age(name: str) -> str:
    """A name without since when its things are there: 改造2000年底前建成的老旧小区 → 改造老旧小区."""
    return _AGE.sub("", name)


def _sets_no_time(text: str, match: re.Match[str], own: str) -> bool:
    """Whether a year names a goal (锚定2035年远景目标) or says of which things (2000年底前建成的小区)."""
    if _VISION.match(text, match.end()) and _HELD_TO.search(text, 0, match.start()):
        return True
    return (match["year"] or own) < own and bool(_OF_THINGS.match(text, match.end()))


def _dated(text: str, match: re.Match[str]) -> TimeMention:
    """A time that names its year."""
    if match["written"]:
        year, compared = match["written"].translate(_WRITTEN_DIGITS), _is_compared(text, match)
    elif match["within"]:
        year, compared = _years_on(match["from"], match["within"]), False
    else:
        year, compared = match["year"], _is_baseline(text, match)
    part = (match["part_of_year"] or "").removeprefix("第")
    month = match["month"] or _LAST_MONTHS.get(part) or _HOLIDAY_MONTHS.get(match["holiday"] or "", "")
    return TimeMention(match.start(), match.end(), year, month, compared)


def _years_on(first: str, years: str) -> str:
    """The last of some years: 三年 from 2023 on → 2025."""
    return str(int(first) + int(years.translate(_FEW)) - 1)


def _is_compared(text: str, match: re.Match[str]) -> bool:
    return bool(_COMPARED.search(text, 0, match.start()))


def _is_baseline(text: str, match: re.Match[str]) -> bool:
    if _BASELINE_AFTER.match(text, match.end()):
        return True
    return not match["before"] and _is_compared(text, match)


def start_year(text: str) -> str:
    """The year from which a text says that it works (2012年起5年内), '' where it does not."""
    started = _STARTED.search(text)
    return started[1] if started else ""


def cited_year(text: str) -> str:
    """The year of the newest document that a text cites by number, if its own plans do not reach far beyond it, or ''.

    A plan without title, number or date of its own is hardly older than what it cites. One that cites 〔2013〕 and
    speaks of 2025 is not of 2013.
    """
    cited = max(_NUMBERED_YEAR.findall(text), default="")
    last = max(_ANY_YEAR.findall(text), default="")
    return cited if cited and int(last) - int(cited) <= _REACH else ""


def _first_year_ahead(text: str) -> str:
    """The first year that a text of before 2021 looks forward to, '' of one that names a later year or none."""
    if max(_ANY_YEAR.findall(text), default="") > _LAST_PAST:
        return ""
    return min((next(filter(None, found)) for found in _FORWARD.findall(text)), default="")


def plan_year(title: str) -> str:
    """The one year of a plan for a year: 2025年冬季清洁取暖工作方案; '' for others."""
    years = _A_YEAR.findall(title)
    return years[0] if len(years) == 1 and not _SPAN_OF_YEARS.search(title) else ""


def year_of_tasks(title: str) -> str:
    """The year by whose end the tasks of a plan are due (2025年重点工作任务分解方案); '' for other plans."""
    return plan_year(title) if _YEARS_TASKS.search(title) else ""


def year_of_plan(year: str, last: str, between: str) -> str:
    """The year that holds behind what stands ``between`` two sentences.

    In another paragraph than 到2035年，基本实现现代化。 the goals of the plan itself go on, up to the year ``last``.
    """
    goes_on = not last or year <= last or "\n" not in between or between.startswith("：")
    return year if goes_on else last


def years_of(outline: Outline, clean: str) -> Years:
    """The years from which a document with the text ``clean`` counts."""
    return _years(outline.title, outline.number, outline.date, clean)


# Several readers ask about one document.
@lru_cache(maxsize=2)
def _years(title: str, number: str, issued: str, clean: str) -> Years:
    named = _OWN_YEARS.search(title) or _ITS_YEARS.search(clean, 0, _HEAD)
    own = own_year(title, number, issued) or start_year(clean)
    guess = own or cited_year(clean) or _first_year_ahead(clean)
    return Years(own, named[1] if named else "", past_year(title, guess))


def past_year(title: str, own: str) -> str:
    """The last year that is past for a plan.

    It is the one before the years or the five-year period in the title, else before ``own``, the document's year or
    a guess at it, else 2020.
    """
    if years := _OWN_YEARS.search(title):
        return str(int(years[1]) - 1)
    if match := _NAMED_PLAN.search(title):
        return str(int(PLAN_END[match[0]]) - 5)
    return str(int(own) - 1) if own else _LAST_PAST
