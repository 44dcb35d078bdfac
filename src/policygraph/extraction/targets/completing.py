"""What the words before a clause say of the figure in it: the thing that is worked on, and what is done to it."""

from __future__ import annotations

import re

from policygraph.extraction.targets import phrases
from policygraph.extraction.targets.quantities import Quantity
from policygraph.extraction.targets.sharing import SentenceContext

__all__ = ["clause_before", "done_to", "object_told", "task_told", "weight_in", "work_told", "worked_on"]

_WORKED_ON = re.compile(
    r".*?(?:对(?P<whom>(?![^，]*等)[\u4e00-\u9fff]{2,16}?)(?:进行|开展|实施).*"
    r"|(?:开展|实施|组织|推进|加强|强化|做好)(?:[一二两三四五\d]+[次轮])?(?P<what>(?!全面|深入)[\u4e00-\u9fff、]{2,10}?)"
    r"(?:安全|隐患|风险|消防|专项|联合|集中|全面|质量|节能)*(?:检查|排查|抽检|抽查|诊断|审核|巡查|监测|培训|普查|改造|整治)"
    r"|完成(?P<checked>[\u4e00-\u9fff、]{2,10}?)(?:安全|隐患|风险|专项)*(?:检查|排查|抽检|抽查|诊断|普查))"
)
_WORK = re.compile(
    r"(?:对|将|把|[年级岁]的)(?P<thing>[\u4e00-\u9fff]{2,12}?)(?:实施|进行|开展|全部|全面|逐步|加快)*(?P<deed>更换|更新|改造|治理|整治|修复)$"
)
_LED_BY = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,6}?)(?:推进|推动|实施|开展|加快|加强|加大|做好|完成|抓好|组织|统筹|有序|分年度|分步|逐步|全面|持续|大力)+(?=..)"
)
# 推进老旧小区改造。年内…改造面积41万平方米
_TASK_TOLD = r"(?:^|[，。；\d.．])(?P<work>[\u4e00-\u9fff、]{{3,20}}?{deed})(?:工作|工程|行动|任务)?[。，]?$"
# 把此项工作纳入绩效考核，权重不低于3%
_WEIGHED = re.compile(
    r"(?:^|[，；])[^，；]*?[将把](?P<what>[\u4e00-\u9fff]{3,20}?)纳入(?P<scheme>[\u4e00-\u9fff]{2,16}?(?:考核|考评|评价)(?:体系|指标|内容)?)，$"
)


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


def worked_on(line: SentenceContext, figure: Quantity) -> str:
    """What the clause before that of a figure says is worked on; '' where it does not."""
    at = next(i for i, clause in enumerate(line.clauses) if clause.start <= figure.start < clause.end)
    before = line.sentence.text[line.clauses[at - 1].start : line.clauses[at - 1].end] if at else ""
    found = _WORKED_ON.fullmatch(before)
    return (found["whom"] or found["what"] or found["checked"]) if found else ""


def done_to(before: str, deed: str) -> str:
    """What a clause before says that is done to something: 老旧管网改造; '' where none does."""
    found = re.findall(
        rf"(?:^|，)((?:[^，；。\d]{{0,6}}\d+岁)?[^，；。\d]{{2,30}}{deed})(?:工作|任务|工程|行动)?(?=，)",
        before,
    )
    return _LED_BY.sub("", phrases.bare_of_time(found[-1])) if found else ""


def work_told(before: str) -> str:
    """What the sentence before says is to be done to something: 对铸铁管全部更换 → 铸铁管更换; '' where nothing is."""
    found = _WORK.search(before.rstrip("。"))
    return found["thing"] + found["deed"] if found else ""
