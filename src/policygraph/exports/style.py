"""How kinds of nodes and edges are called and look: in the colours of Okabe and Ito, for colour-blind people too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policygraph.vocabulary import code_name

__all__ = ["EDGES", "FONTS", "KINDS", "CodeLook", "Look", "short"]

# Fonts with Chinese characters, of which a machine has one, as Graphviz names them.
FONTS = "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,sans-serif"


@dataclass(frozen=True, slots=True)
class Look:
    """A kind's name in both languages and its colour."""

    zh: str
    en: str
    colour: str


@dataclass(frozen=True, slots=True)
class CodeLook:
    """The look of what the vocabulary has a code for, and so a name."""

    code: str
    colour: str

    @property
    def zh(self) -> str:
        """The name in Chinese."""
        return code_name(self.code)

    @property
    def en(self) -> str:
        """The name in English."""
        return code_name(self.code, "en")


# In the order from the top of the hierarchy down, which layouts and legends follow.
KINDS = {
    "directive": Look("上级文件", "directive", "#d55e00"),
    "document": Look("被引文件", "cited document", "#0072b2"),
    "plan": Look("方案", "plan", "#e69f00"),
    "provision": Look("上级条款", "provision of a directive", "#f5b183"),
    "chapter": Look("章节", "chapter", "#f3d59b"),
    "measure": Look("措施", "measure", "#56b4e9"),
    "agency": Look("机构", "agency", "#009e73"),
    "field": Look("职能领域", "field of work", "#117733"),
    "indicator": Look("指标", "indicator", "#cc79a7"),
    "target": Look("目标", "target", "#f0e442"),
    "obligation": Look("义务", "obligation", "#bbbbbb"),
}
EDGES: Mapping[str, Look | CodeLook] = {
    "basis": Look("依据", "is based on", "#d55e00"),
    "implement": CodeLook("implement", "#56b4e9"),
    "in": Look("载于", "stands in", "#bbbbbb"),
    "lead": CodeLook("lead", "#d55e00"),
    "localises": Look("落实条款", "localises", "#009e73"),
    "mention": Look("提及", "mentions", "#0072b2"),
    "part": Look("属于", "is part of", "#999999"),
    "responsible": CodeLook("responsible", "#e69f00"),
    "sets": Look("提出目标", "sets a target", "#cc79a7"),
    "shares": Look("共同承担", "share measures", "#888888"),
    "support": CodeLook("support", "#0072b2"),
    "works": Look("属于职能领域", "works in", "#117733"),
}


def short(text: str, most: int = 40) -> str:
    """``text`` on one line, cut to ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
