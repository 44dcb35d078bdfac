"""Who has to act, where a directing sentence names them itself: 各县政府主要负责同志要…, 重点用能单位设置….

The words for such bearers are data (``BearerKind`` in ``codes.ttl``). They bear the duty where they stand at the head
of a clause as its subject: right before a modal verb, or a verb that directs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import takewhile

from policygraph.extraction.clauses import split_clauses
from policygraph.model import Bearer
from policygraph.vocabulary import Cue

__all__ = ["BearerReader"]

# What the subject does.
_PREDICATE = re.compile(
    r"要(?![求素点闻])|应(?![用急对])|应当|须|必须|可(?=以|按|在|依|根据|结合|自行|适当|相应)|对[^，；]{2,30}负(?:总|主体|首要)?责|"
    r"是[^，；]{0,24}责任(?:人|主体)|为第一责任人|负责|牵头|会同|配合|加大|加强|加快|设置|设立|配备|制定|落实|明确|确定|完善|建立|组织|开展|实施|"
    r"严格|按照|按(?=[^，]{2,12}(?:要求|规定|职责|分工))|根据|依据|结合|切实|积极|认真|全面|做好|统筹|抓好|履行|承担|定期|及时|每年|于20|"
    r"带头|率先|自觉|主动|大力|强化|健全|深入|坚持|密切|依法|将(?!来)|不得|严禁"
)
_LEAD = re.compile(
    r"^(?:(?:到|在|至)?20\d\d年(?:\d{1,2}月)?(?:底|末)?(?:之?前)?|“?十[三四五]五”?(?:时期|期间|期?末)|同时|此外|其中|原则上|并|由)+"
)
_COUNTIES = r"(?:市、县、乡三级|市、县两级|市县两级|县（市、区）|县（区）|市（县、区）|县、市、区|县|区|市)"
_BEFORE = (
    rf"(?:本|各级|各类|各|全[市省县]|(?:省|市|县)级(?:及以上)?|省|{_COUNTIES}|乡镇|街道|乡（镇）|有关|相关|重点|主要|基层|属地|地方|行业|大型|市直|"
    r"党政|国有|新建|规模以上|同级|上级|下级|当地)*"
)
_ZONE = re.compile(r"[\u4e00-\u9fff]{1,8}(?:示范区|开发区|高新区|经开区|管委会)")
_ETC = re.compile(r"等(?:有关|相关)?(?:部门|单位)?$")
# 甲县、乙县三县一区: how many they are together.
_TOGETHER = re.compile(r"等?(?:[一二两三四五六七八九十\d]+个?(?:县|市|区))+$")
# 甲示范区、乙高新区等省级及以上工业园区: what they are, behind their names.
_APPOSITION = re.compile(r"等(?!有关|相关|部门|单位|$)")
_LONGEST = 60
# Without one of these words are no list.
_PARTS = "、和及与"
_PARTING = frozenset(f"{_PARTS}等")


class BearerReader:
    """Finds bearers.

    Args:
        cues: the words for bearers.
        is_body: whether the vocabulary knows a body by that name.
        is_place: whether a name is that of a place right below the document's own.
    """

    def __init__(
        self, cues: Iterable[Cue], is_body: Callable[[str], bool], is_place: Callable[[str], bool]
    ) -> None:
        self._kinds = {word: cue.code for cue in cues for word in cue.words}
        heads = "|".join(map(re.escape, sorted(self._kinds, key=lambda word: (-len(word), word))))
        self._named = re.compile(rf"{_BEFORE}(?P<head>{heads})(?:的?(?P<last>{heads}))*") if heads else None
        self._ends = tuple({word[-1:] for word in self._kinds})
        self._is_body = is_body
        self._is_place = is_place
        self._known: dict[str, Bearer | None] = {}

    def read(self, sentence: str) -> tuple[Bearer, ...]:
        """The bearers of a sentence, in order and each once."""
        found: dict[Bearer, None] = {}
        for clause in split_clauses(sentence):
            found |= dict.fromkeys(self._subject(sentence[clause.start : clause.end]))
        return tuple(found)

    def _subject(self, clause: str) -> list[Bearer]:
        lead = _LEAD.match(clause)
        words = clause[lead.end() :] if lead else clause
        for predicate in _PREDICATE.finditer(words, 0, _LONGEST):
            subject = words[: predicate.start()]
            if whole := self._bearer(subject):
                return [whole]
            if _PARTING.isdisjoint(subject):
                continue
            names = _listed(subject)
            bodies = [*takewhile(bool, map(self._bearer, names))]
            if len(bodies) == len(names):
                return [body for body in bodies if body]
            places = _listed(_TOGETHER.sub("", subject))
            if len(places) > 1 and all(map(self._is_place, places)):
                return [Bearer(place, self._kinds.get("各县", "")) for place in places]
        return []

    def _bearer(self, name: str) -> Bearer | None:
        if name not in self._known:
            self._known[name] = self._bearer_of(name)
        return self._known[name]

    def _bearer_of(self, name: str) -> Bearer | None:
        bare = _ETC.sub("", name) if "等" in name else name
        match = self._named.fullmatch(bare) if self._named and bare.endswith(self._ends) else None
        if match:
            return Bearer(bare, self._kinds[match["last"] or match["head"]])
        if self._is_body(bare):
            return Bearer(bare, "")
        return Bearer(bare, self._kinds.get("开发区", "")) if _ZONE.fullmatch(bare) else None


def _listed(words: str) -> list[str]:
    """The names of a list; a stop within a bracket parts none: 各县（市、区）、各部门."""
    names, depth = [""], 0
    for at, mark in enumerate(_APPOSITION.sub("、", words)):
        depth += (mark == "（") - (mark == "）")
        if depth == 0 and mark in _PARTS and not words.startswith("以", at + 1):
            names.append("")
        else:
            names[-1] += mark
    return names
