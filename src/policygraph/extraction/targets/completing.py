"""What the words before a clause say of the figure in it: the thing that is worked on, and what is done to it."""

from __future__ import annotations

import re

from policygraph.extraction.clauses import CREATE
from policygraph.extraction.targets import labels, phrases
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.sharing import SentenceContext

__all__ = [
    "clause_before",
    "deed_object",
    "done_to",
    "made_before",
    "named_before",
    "object_told",
    "role_told",
    "share_done",
    "task_object",
    "task_told",
    "weight_in",
    "work_of_length",
    "work_paid",
    "work_told",
    "worked_on",
]

_WORKED_ON = re.compile(
    r".*?(?:对(?P<whom>(?![^，]*等)[\u4e00-\u9fff]{2,16}?)(?:进行|开展|实施).*"
    r"|(?:开展|实施|组织|推进|加强|强化|做好)(?:[一二两三四五\d]+[次轮])?(?P<what>(?!全面|深入)[\u4e00-\u9fff、]{2,10}?)"
    r"(?:安全|隐患|风险|消防|专项|联合|集中|全面|质量|节能)*(?:检查|排查|抽检|抽查|诊断|审核|巡查|监测|培训|普查|改造|整治)"
    r"|完成(?P<checked>[\u4e00-\u9fff、]{2,10}?)(?:安全|隐患|风险|专项)*(?:检查|排查|抽检|抽查|诊断|普查))"
)
# 在路口设置警示灯和减速带，2024年完成40处
_MADE_BEFORE = re.compile(
    rf"(?P<deed>(?:{CREATE}|设置|安装|加装|配备|举办|开展)+)(?P<thing>[\u4e00-\u9fff“”]{{2,14}}(?:、[\u4e00-\u9fff]{{2,10}})*)，$"
)
_ROLE = re.compile(r"(?:兼任|担任)(?P<role>[\u4e00-\u9fff]{2,10}[员长师])，$")
_LEADS = (
    r"(?:推进|推动|实施|开展|加快|加强|加大|做好|完成|抓好|组织|统筹|有序|分步|逐步|全面|持续|大力|积极|进一步|完善|健全|建立|构建|推广|提升|"
    r"提高|强化|促进|深化|规范|建成|新建|建设|扩建)+"
)
# 完善农膜回收处置体系，回收率达到85%
_DEED_RATE = re.compile(r"(?:综合|资源化|无害化|集中|规范|安全|有效|及时)*(?P<deed>[\u4e00-\u9fff]{2})率")
_OF_DEED = (
    rf"{_LEADS}(?P<thing>(?![^，]*(?:等|[的和与]))[\u4e00-\u9fff“”、（）]{{2,14}}?)(?:综合|资源化|集中|无害化|分类|规范)*"
    r"DEED(?:处置|处理|利用|工作|体系|制度|网络|设施|能力|服务|机制|行动|工程|试点)*，?"
)
# 对慢性病患者实行长期处方管理，规范管理率达到75%
_TO_WHOM = r"对(?P<thing>[\u4e00-\u9fff、]{2,16}?)(?:实行|实施|开展|进行|落实)[^，]{0,12}DEED[^，]{0,4}，?"
_OF_DEEDS = (_OF_DEED, _TO_WHOM)
_COVERED = re.compile(rf"{_LEADS}(?P<thing>[\u4e00-\u9fff“”]{{3,16}}?(?:改造|建设|整治|监测|筛查))，?")
# 建成净水站，日处理能力达到3000立方米
_PLANT = re.compile(
    rf"{_LEADS}(?P<thing>(?![^，]*[、和与])[\u4e00-\u9fff]{{2,14}}?(?:[站厂园库场港馆]|中心|基地|平台|生产线))，?"
)
_PLANTS_CAPACITY = re.compile(
    r"(?:[年日]|总|设计)*(?:处理|生产|储存|供应|供水|发电|焚烧|处置|吞吐|仓储)?(?:能力|产能|规模)"
)
# 基本普及学前三年教育，入园率达到85%
_SCHOOLED = re.compile(r"毛?(?:入园|入学|巩固)率")
_SPREAD = re.compile(r"(?:基本|全面|巩固|高质量)*普及(?P<thing>[\u4e00-\u9fff]{2,10}?)，?")
# 发挥担保机构作用，平均担保费率降至1%
_BY_ROLE = re.compile(
    r"(?:充分|更好|积极)*发挥(?:好)?(?P<thing>[\u4e00-\u9fff]{4,12}?)(?:的)?(?:引导|支撑|带动|骨干|主体)?作用，?"
)
_WORK = re.compile(
    r"(?:对|将|把|[年级岁]的)(?P<thing>[\u4e00-\u9fff]{2,12}?)(?:实施|进行|开展|全部|全面|逐步|加快)*(?P<deed>更换|更新|改造|治理|整治|修复)$"
)
_LED_BY = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,6}?)(?:推进|推动|实施|开展|加快|加强|加大|做好|完成|抓好|组织|统筹|有序|分年度|分步|逐步|全面|持续|大力)+(?=..)"
)
_WORK_PAID = re.compile(
    rf"，(?:完成|实施)?(?:\d+[所个座条处家])?(?P<work>(?:{CREATE}|提升|提质|亮化|铺设|维修|(?=[\u4e00-\u9fff]{{4,16}}(?:工程|项目)))[\u4e00-\u9fff]{{3,20}}?)(?=\d|[，；（]|$)"
)
_LAID = re.compile(
    r"(?:^|[，；])(?P<deed>铺设|敷设|新建|建设|改造|修建)(?:[^，；（）]{2,20}（[^（）]*）)?(?P<thing>[\u4e00-\u9fff]{2,16})，(?:全|总|线路)长约?$"
)
_TO_BE_DONE = re.compile(
    r"对(?P<whom>[^，；]{2,20}?)(?:实施|进行|开展)(?P<deed>[\u4e00-\u9fff]{0,8}(?:改造|整治|治理|修复|修缮|加固|更换))，[^，；]{0,12}完成$"
)
_TASK = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]+[）).、．])?(?P<deed>建设|完善|构建|健全|打造|加强|推进)(?P<thing>[\u4e00-\u9fff]{4,16}?)(?:建设)?"
)
# 推进老旧小区改造。年内…改造面积41万平方米
_TASK_TOLD = r"(?:^|[，。；\d.．])(?P<work>[\u4e00-\u9fff、]{{3,20}}?{deed})(?:工作|工程|行动|任务)?[。，]?$"
# 把此项工作纳入绩效考核，权重不低于3%
_WEIGHED = re.compile(
    r"(?:^|[，；])[^，；]*?[将把](?P<what>[\u4e00-\u9fff]{3,20}?)纳入(?P<scheme>[\u4e00-\u9fff]{2,16}?(?:考核|考评|评价)(?:体系|指标|内容)?)，$"
)
_STATE_BEFORE = re.compile(
    r"(?P<name>[\u4e00-\u9fff、]{2,20}?(?P<tail>率|量|水平|比例|占比|比重|面积|收入|规模|强度|能耗))"
    r"(?:持续|不断|稳步|明显|大幅|显著|进一步|逐步|逐年|稳定|有所|基本)*(?:提升|提高|减少|下降|降低|增长|改善|上升|扩大|保持稳定)"
)
_VALUE = re.compile(r"(?:预期|目标|指标|年均)?值")
# 农机社会化服务体系不断完善，服务覆盖率达到85%
_SYSTEM = re.compile(r"(?P<thing>[\u4e00-\u9fff]{2,8}?)服务(?:体系|网络|机制|能力|水平)")
_LONGEST_THING = 14


def clause_before(line: SentenceContext, figure: Quantity) -> str:
    """The clause before that of a figure, without times and the words for the whole area; '' for the first one."""
    at = next(i for i, clause in enumerate(line.clauses) if clause.start <= figure.start < clause.end)
    before = line.clauses[at - 1] if at else None
    words = phrases.bare_of_time(line.sentence.text[before.start : before.end]) if before else ""
    return re.sub(r"^(?:全[国省市县区]|[我本][省市县区])", "", words)


def weight_in(before: str) -> str:
    """What is weighed in an assessment, as the clauses before say; '' where they do not."""
    found = _WEIGHED.search(before)
    return f"{found['what']}在{found['scheme']}中的" if found else ""


def task_told(before: str, deed: str) -> str:
    """What the sentence before, the task of an item, says is done: 推进老旧小区改造 → 老旧小区改造; or ''."""
    found = re.search(_TASK_TOLD.format(deed=deed), before)
    return _LED_BY.sub("", found["work"]) if found else ""


def object_told(before: str, deed: str) -> str:
    """What a clause before says that something is done to: 同步加装电梯，全年加装12部 → 电梯; '' where none does."""
    found = re.findall(rf"(?:^|[，；])[^，；\d]{{0,12}}{deed}([\u4e00-\u9fff、]{{2,10}})(?=，)", before)
    return found[-1] if found else ""


def made_before(before: str) -> str:
    """What the clause before says is made, and how: 支持改建乡村书屋，每年不少于10处 → 改建乡村书屋; or ''."""
    found = _MADE_BEFORE.search(before)
    return found["deed"] + found["thing"] if found else ""


def role_told(before: str, deed: str) -> str:
    """The role of those who are appointed, from the clause before: 兼任劝导员，每村配备1名 → 劝导员; or ''."""
    found = _ROLE.search(before) if deed in ("配备", "设置", "选聘", "聘请") else None
    return found["role"] if found else ""


def worked_on(line: SentenceContext, figure: Quantity) -> str:
    """What the clause before that of a figure says is worked on; '' where it does not."""
    at = next(i for i, clause in enumerate(line.clauses) if clause.start <= figure.start < clause.end)
    before = line.sentence.text[line.clauses[at - 1].start : line.clauses[at - 1].end] if at else ""
    found = _WORKED_ON.fullmatch(before)
    return (found["whom"] or found["what"] or found["checked"]) if found else ""


def deed_object(label: str, before: str) -> str:
    """What the clause before says that a rate, or a capacity, is one of: 完善农膜回收体系，回收率 → 农膜."""
    deed = _DEED_RATE.fullmatch(label)
    told = None
    if deed:
        told = next(
            (found for one in _OF_DEEDS if (found := re.fullmatch(one.replace("DEED", deed[1]), before))),
            None,
        )
    if not told and label == "覆盖率":
        told = _COVERED.fullmatch(before)
    if not told and _PLANTS_CAPACITY.fullmatch(label):
        told = _PLANT.fullmatch(before)
    if not told and _SCHOOLED.fullmatch(label):
        told = _SPREAD.fullmatch(before)
    if not told and label.startswith("平均"):
        told = _BY_ROLE.fullmatch(before)
    return told["thing"] if told else ""


def done_to(before: str, deed: str) -> str:
    """What a clause before says that is done to something: 老旧管网改造; '' where none does."""
    found = re.findall(
        rf"(?:^|，)((?:[^，；。\d]{{0,6}}\d+岁)?[^，；。\d]{{2,30}}{deed})(?:工作|任务|工程|行动)?(?=，)",
        before,
    )
    return _LED_BY.sub("", phrases.bare_of_time(found[-1])) if found else ""


def share_done(before: str) -> str:
    """The share of a work that is to be done: 对敬老院实施适老化改造，年底前完成 → 敬老院适老化改造完成比例; or ''."""
    found = _TO_BE_DONE.search(before)
    return f"{found['whom']}{found['deed']}完成比例" if found else ""


def task_object(before: str) -> str:
    """What the task of an item builds, as its title says: 建设农村供水体系 → 农村供水体系; or ''."""
    found = _TASK.fullmatch(before.strip("。"))
    return found["thing"] + ("" if found["deed"] in ("加强", "推进") else "建设") if found else ""


def work_paid(behind: str) -> str:
    """The work that a clause behind a sum says it is for: 投资5000万元，改造公路40公里 → 改造公路; or ''."""
    found = _WORK_PAID.match(behind)
    return found["work"] if found else ""


def work_of_length(before: str) -> str:
    """What is laid, of which a clause behind tells the length: 铺设供热主管网，全长 → 铺设供热主管网; or ''."""
    found = _LAID.search(before)
    return found["deed"] + found["thing"].removeprefix("）") if found else ""


def work_told(before: str) -> str:
    """What the sentence before says is to be done to something: 对铸铁管全部更换 → 铸铁管更换; '' where nothing is."""
    found = _WORK.search(before.rstrip("。"))
    return found["thing"] + found["deed"] if found else ""


def named_before(label: str, before: str) -> str:
    """A name that stands for one in the clause before, or is only the end of it; '' for others.

    秸秆综合利用率不断提升，预期值达到90% → 秸秆综合利用率; 化肥使用量减少，利用率达到43% → 化肥利用率

    Args:
        label: the name.
        before: the clause before.
    """
    state = _STATE_BEFORE.fullmatch(before)
    if not state:
        system = _SYSTEM.match(before)
        return system["thing"] + label if system and label.startswith("服务") else ""
    if _VALUE.fullmatch(label):
        return state["name"]
    thing = re.sub(rf"(?:使用|施用|消费|排放)?{state['tail']}$", "", _LED_BY.sub("", state["name"]))
    if thing.endswith(label):
        return thing
    return thing + label if labels.is_bare(label) and 2 <= len(thing) <= _LONGEST_THING else ""
