"""Invented plans with standing rules of every wording, and what follows from each by reading.

``follows`` are the derived assignments alone: measure, body, role, and the measure where the rule stands.
"""

from __future__ import annotations

from dataclasses import dataclass

COUNTIES, ZONES = "宜宾市各县（市、区）人民政府", "宜宾市各开发区管理委员会"


@dataclass(frozen=True, slots=True)
class Plan:
    name: str
    text: str
    follows: frozenset[tuple[str, str, str, str]]


def _plan(name: str, text: str, *follows: tuple[str, str, str, str]) -> Plan:
    return Plan(
        name, f"宜宾市“十四五”节能减排实施方案\n为做好节能减排，制定本方案。\n{text}\n", frozenset(follows)
    )


PLANS = (
    _plan(
        "below",
        """一、总体要求
坚持绿色发展。
二、重点工程
（一）工业升级。实施改造。（市工信局负责，各县（市、区）政府落实。以下均需各县（市、区）政府落实，不再列出）
（二）园区提升。实施改造。（市商务局负责）
三、政策机制
（一）完善制度。健全考核。（市统计局牵头，市财政局配合）
（二）加强宣传。开展宣传。
四、组织实施
加强调度。（市发展改革委负责）
五、附则
本方案自印发之日起施行。
附件1
重点项目清单
""",
        ("二/（二）", COUNTIES, "implement", "二/（一）"),
        ("三/（一）", COUNTIES, "implement", "二/（一）"),
        # It names nobody itself.
        ("三/（二）", COUNTIES, "implement", "二/（一）"),
        ("四", COUNTIES, "implement", "二/（一）"),
    ),
    _plan(
        "same-below",
        """一、重点工程
（一）工业升级。实施改造。（市工信局牵头，各县（市、区）政府、各开发区管委会配合，下同）
（二）园区提升。实施改造。（市商务局负责）
二、保障措施
（一）加强领导。健全机制。（市发展改革委负责）
""",
        *(
            (measure, body, "support", "一/（一）")
            for measure in ("一/（二）", "二/（一）")
            for body in (COUNTIES, ZONES)
        ),
    ),
    _plan(
        "above",
        """一、总体要求
坚持绿色发展。
二、重点工程
（一）工业升级。实施改造。（市工信局负责）
（二）园区提升。实施改造。
（三）建筑节能。实施改造。（市住建局负责。以上各项任务均由各县（市、区）政府落实）
三、保障措施
（一）加强领导。健全机制。（市发展改革委负责）
""",
        ("二/（一）", COUNTIES, "implement", "二/（三）"),
        ("二/（二）", COUNTIES, "implement", "二/（三）"),
    ),
    _plan(
        "middle",
        """一、重点工程
（一）工业升级。实施改造。（市工信局负责）
二、重点行动
（一）园区提升。实施改造。（市商务局负责）
三、政策机制
（一）完善制度。健全考核。（市统计局负责）
（二）完善价格。健全机制。（市发展改革委负责。以下各项工作均需各县（市、区）政府配合）
（三）完善市场。健全机制。（市发展改革委负责）
四、组织实施
（一）加强领导。健全机制。（市发展改革委负责）
""",
        ("三/（三）", COUNTIES, "support", "三/（二）"),
        ("四/（一）", COUNTIES, "support", "三/（二）"),
    ),
    _plan(
        "named-later",
        """一、重点工程
（一）工业升级。实施改造。（市工信局负责。以下均需各县（市、区）政府落实，不再列出）
（二）园区提升。实施改造。（市商务局牵头，各县（市、区）政府配合）
（三）建筑节能。实施改造。（各县（市、区）政府落实）
（四）交通节能。实施改造。（市交通局负责）
""",
        ("一/（四）", COUNTIES, "implement", "一/（一）"),
    ),
    _plan(
        "two-rules",
        """一、重点工程
（一）工业升级。实施改造。（市工信局负责。以下均需各县（市、区）政府落实，不再列出）
（二）园区提升。实施改造。（市商务局负责。以下均含各开发区管委会）
（三）建筑节能。实施改造。（市住建局负责）
二、保障措施
（一）加强领导。健全机制。（市发展改革委负责。以下均由各县（市、区）政府配合）
（二）强化考核。健全机制。（市统计局负责）
""",
        ("一/（二）", COUNTIES, "implement", "一/（一）"),
        ("一/（三）", COUNTIES, "implement", "一/（一）"),
        ("一/（三）", ZONES, "implement", "一/（二）"),
        ("二/（一）", ZONES, "implement", "一/（二）"),
        ("二/（二）", ZONES, "implement", "一/（二）"),
        ("二/（二）", COUNTIES, "support", "二/（一）"),
    ),
    _plan(
        "nothing-below",
        """一、重点工程
（一）工业升级。实施改造。（市工信局负责）
（二）园区提升。实施改造。（市商务局负责。以下均需各县（市、区）政府落实，不再列出）
附件1
重点项目清单
""",
    ),
    _plan(
        "leading",
        """一、重点工程
（一）工业升级。实施改造。（市工信局负责。以下均由市发展改革委牵头，不再列出）
（二）园区提升。实施改造。（市商务局配合）
""",
        ("一/（二）", "宜宾市发展和改革委员会", "lead", "一/（一）"),
    ),
    Plan(
        "nation",
        """国家“十四五”节能减排综合工作方案
一、重点工程
（一）行业升级。实施改造。（生态环境部负责，地方各级人民政府负责落实。以下均需地方各级人民政府落实，不再列出）
（二）园区提升。实施改造。（商务部负责）
""",
        frozenset({("一/（二）", "地方各级人民政府", "implement", "一/（一）")}),
    ),
)
