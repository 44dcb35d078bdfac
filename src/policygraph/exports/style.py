"""How kinds of nodes and edges are called and look: in the colours of Okabe and Ito, for colour-blind people too."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

__all__ = ["EDGES", "KINDS", "Look", "clean", "diameter", "short"]


@dataclass(frozen=True, slots=True)
class Look:
    """A kind's name in both languages and its colour."""

    zh: str
    en: str
    colour: str


# In the order from the top of the hierarchy down, which layouts and legends follow.
KINDS = {
    "directive": Look("上级文件", "directive", "#d55e00"),
    "document": Look("被引文件", "cited document", "#0072b2"),
    "plan": Look("方案", "plan", "#e69f00"),
    "provision": Look("上级条款", "provision of a directive", "#f5b183"),
    "chapter": Look("章节", "chapter", "#f3d59b"),
    "measure": Look("措施", "measure", "#56b4e9"),
    "agency": Look("机构", "agency", "#009e73"),
    "indicator": Look("指标", "indicator", "#cc79a7"),
    "target": Look("目标", "target", "#f0e442"),
    "obligation": Look("义务", "obligation", "#bbbbbb"),
}
EDGES = {
    "basis": Look("依据", "is based on", "#d55e00"),
    "implement": Look("落实", "implements", "#56b4e9"),
    "in": Look("载于", "stands in", "#bbbbbb"),
    "lead": Look("牵头", "leads", "#d55e00"),
    "localises": Look("落实条款", "localises", "#009e73"),
    "mention": Look("提及", "mentions", "#0072b2"),
    "part": Look("属于", "is part of", "#999999"),
    "responsible": Look("负责", "is responsible", "#e69f00"),
    "sets": Look("提出目标", "sets a target", "#cc79a7"),
    "shares": Look("共同承担", "share measures", "#888888"),
    "support": Look("配合", "supports", "#0072b2"),
}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """``text`` with every character that XML 1.0 forbids as U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def short(text: str, most: int = 40) -> str:
    """``text`` on one line, cut to ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def diameter(neighbours: int) -> float:
    """The diameter of a node: its area grows with the number of its neighbours."""
    return round(6 + 4 * math.sqrt(neighbours), 2)
