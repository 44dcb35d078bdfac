"""Whether a directing sentence obliges, permits or exempts.

The words that tell are data (``skos:altLabel`` of the modalities in ``codes.ttl``); here stands where they have to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from policygraph.extraction.cues import word_pattern
from policygraph.model import Modality
from policygraph.vocabulary import Cue

__all__ = ["ModalityReader"]

# Behind those who may; 可再生, 三维可视化, 绿化可利用空间 permit nothing.
_MAY = (
    r"(?:^|(?<=[，、；）”’区县市州盟旗府局门位业构者人地们户关院校组的时后下内司织社]))可(?:以)?(?=按|在|依|据|根据|结合|通过|由|将|对|视|自行|自主|适当|相应|采取|采用|申请|单独|先|优先|"
    r"继续|直接|给予|享受|参与|作为|与|向|从|适时|探索|延|选择|委托|实行|不|暂|减|免|使用|利用|提出|开展|组织|另行|酌情|灵活|调整|设|分)"
)
# What may stand before: whose permission it is, when, and on what condition.
_CONDITION = re.compile(
    r"(?:时|的|后|下|前提下|范围内|情况下|条件下|期间|内|外|基础上)$|^(?:对|在|经|如|若|除|按照|根据|原则上|确有|确需|因(?!地)|结合|其中|有条件)"
)


class ModalityReader:
    """Tells the modality of a sentence.

    Args:
        cues: the words that tell each modality.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        words = {cue.code: cue.words for cue in cues}
        self._exempts = re.compile("|".join(map(word_pattern, words.get(Modality.EXEMPTION, ()))) or r"(?!)")
        permits = words.get(Modality.PERMISSION, ())
        self._permits = re.compile(
            "|".join(_MAY if word in ("可", "可以") else rf"^{word_pattern(word)}" for word in permits)
            or r"(?!)"
        )

    def read(self, sentence: str) -> Modality:
        """The modality of a sentence; a permission counts only where nothing before it obliges."""
        if self._exempts.search(sentence):
            return Modality.EXEMPTION
        for clause in re.split(r"[，：]", sentence):
            if self._permits.search(clause):
                return Modality.PERMISSION
            if not _CONDITION.search(clause):
                return Modality.DUTY
        return Modality.DUTY
