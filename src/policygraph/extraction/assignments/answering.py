"""Who answers for it in sentences that say besides what is to be done: 由市审计局对资金实施审计; 县商务局牵头制定办法.

Only bodies that the vocabulary knows count, or such as are built like those of the area (市城市更新局), and only beside
words that make them answerable: 由, 牵头, 负责, 会同.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from policygraph.extraction.assignments.members import AND_OTHERS, Member, read_members
from policygraph.extraction.mentions import BodyMention
from policygraph.model import Role, Sentence

__all__ = ["find_answering"]

_DUTY = (
    r"(?:要|应当?|须|必须|将)?(?:(?:负责)?牵头(?!单位|部门|人|协调机制)|(?:具体|共同|统一|统筹)?负责(?!人|同志|解释|单位|部门)|会同"
    r"|(?:作?为|是)[^，；。的]{0,12}的?(?:第一)?(?:(?:牵头|主办|责任|主责)(?:单位|部门)|责任主体))"
)
# What stands behind a list that is the subject of a clause; behind 由 also a deed that is no quality (由…审核的项目).
# 各镇是治污的责任主体，主要负责人为第一责任人: a principle of who is to blame, and nothing to do.
_OF_PERSONS = re.compile("责任主体，主要(?:负责|领导)")
_SAID = re.compile(rf"{_DUTY}|按照?(?:各自)?职责(?:分工)?")
_DONE = re.compile(
    rf"(?:{_DUTY}|共同|分别|分工|对|依法|依规|依据|按|根据|结合|具体|统一|统筹|定期|及时|每(?:年|季|月|半年)|组织(?!部)|给予|予以|责令|追究"
    r"|实施|开展|出台|制[定订]|印发|编制|承担|建立|审批|审核|核查|验收|认定|监督|汇总|联合|另行|提出|会商|起草|拟[定订]|确权|颁证|办理|发布|受理|调度|统计|考核|评价|组织实施|督促|通报|约谈|追责|问责)(?![^，；]{0,2}的)"
)
_HELPS = re.compile(
    r"(?:积极|密切)?(?:配合|参与|参加|协助|协同)(?!单位|部门|机制)|作?为(?:配合|协办|参与)(?:单位|部门)"
)
# 市城管局负责统筹，各镇人民政府具体落实。
_CARRIES_OUT = re.compile(r"(?:(?:具体|负责|组织|抓好|贯彻|推动)(?:组织)?)+(?:落实|实施|执行)$")
_LEADS = re.compile("牵头|主办|主责")
_JOINS = re.compile("会同")
_BY = re.compile(r"由")
# 办公室设在市商务局，负责日常调度: what the office does is theirs.
_HOUSED = re.compile(r"办公室设在")
_OFFICE_DOES = re.compile(r"，(?:具体)?(?:负责|承担)(?!人)")
_CLAUSE = re.compile(r"[，；：。]|(?<=牵头)、(?![^，；]*的)")
# What is encouraged or explained is nobody's task, and 由…牵头的机制 is a body's name.
_NO_TASK = re.compile(
    r"^(?:鼓励|支持|引导|可)|解释$|由[^，；]*牵头.*的[^，；]*(?:机制|制度|会议|小组|专班|体系|格局)"
)
_DOES_IT = re.compile(r"负责(?:具体)?(?:组织)?(?:实施|落实)$")
_OTHERS = re.compile(AND_OTHERS)
_FIRM_NAME = r"(?:供电|供水|移动|电信|联通|铁塔|燃气|通信)(?:分)?公司"
_COMPANY = re.compile(_FIRM_NAME)
_PLACED = re.compile(
    rf"{_FIRM_NAME}|[省市县区州盟旗各]|自治|[\u4e00-\u9fff、]{{2,16}}(?:行政)?(?:主管)?部门|[\u4e00-\u9fff]{{2,8}}[省市县区州盟旗]|国家|[\u4e00-\u9fff]{{2,10}}[厅部](?!门)"
)
# 有关部门 are nobody in particular.
_ANYBODY = re.compile(r"(?:有关|相关)(?:部门|单位)$")
_FIRM = re.compile("牵头|负责|按照?(?:各自)?职责")
# 工业和信息化、商务、教育等部门: fields of work that share a word, after 各地发展改革部门 those of all places, too.
_FIELDS = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,10}?(?:、[\u4e00-\u9fff]{2,10}?)*?)(?P<others>等(?:有关|相关)?(?:行业)?(?:主管)?)?部门"
)
_FIELD = re.compile("[^、]+")
_EACH = re.compile("各地|各级|地方")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{0,3}[省市县区州盟旗][\u4e00-\u9fff]{2,20}(?:领导小组|指挥部)办公室")
_OF_LEVEL = re.compile(
    _OFFICE.pattern + r"|(?:[省市县区州盟旗](?:人民政府)?[\u4e00-\u9fff]{2,4}[导研查]室)$"
    r"|(?:[省市县区]|[\u4e00-\u9fff]{0,6}(?:高新|经开|新|开发|示范|度假|保税|合作)区)(?![场域民内外])(?!.*(?:会同|联合|牵头|配合|负责|组织实施|对))(?:[\u4e00-\u9fff]{2,12}[局委办厅部]|[\u4e00-\u9fff]{0,12}(?:医院|学院|学校|中心|集团))$"
)
_BODY_ENDS = re.compile(r"(?:[局委办厅部院联会]|中心|政府|街道|办事处|[镇乡]|公司|委员会|支队|大队)$")
# A name of a body ends in one of these, 等部门 and what stands in brackets, too.
_LAST_LETTERS = frozenset("局委办厅部院联会心府道处镇乡司队行团社署关门位室等）")
_LONGEST, _LONGEST_LIST = 80, 240


@dataclass(frozen=True, slots=True)
class _Listed:
    """Bodies in the half-open offsets of their list, and the words behind it."""

    names: tuple[Member, ...]
    end: int
    words: str


def find_answering(clean: str, sentence: Sentence, is_body: Callable[[str], bool]) -> Iterator[BodyMention]:
    """The bodies that a sentence makes answerable, in order.

    Args:
        clean: the clean text.
        sentence: a sentence that says what is to be done, too.
        is_body: whether the vocabulary knows a body by that name.
    """
    # The preamble tells who made the plan.
    if sentence.path != "preamble":
        yield from _Reader(clean, sentence, is_body).read()


class _Reader:
    def __init__(self, clean: str, sentence: Sentence, is_body: Callable[[str], bool]) -> None:
        self._clean = clean
        self._sentence = sentence
        self._is_body = is_body

    def read(self) -> Iterator[BodyMention]:
        is_led = False
        if told := self._told():
            is_led = True
            yield from told
        elif joins := _JOINS.match(self._clean, self._sentence.start, self._sentence.end):
            # 县应急局：负责…；会同县气象局发布…
            yield from self._mentions(self._joining(joins.end(), self._sentence.end), Role.SUPPORT)
        for start, end in self._clauses():
            if _NO_TASK.search(self._clean[start:end]):
                continue
            if (housed := _HOUSED.search(self._clean, start, end)) and _OFFICE_DOES.match(self._clean, end):
                yield from self._mentions(self._joining(housed.end(), end), Role.RESPONSIBLE)
                continue
            by = _BY.search(self._clean, start, end)
            is_subject = _PLACED.match(self._clean, start) and not _OF_PERSONS.search(
                self._clean, start, end + 5
            )
            listed = (is_subject and self._listed(start, end, _SAID)) or (
                by and self._listed(by.end(), end, _DONE)
            )
            if listed:
                is_led = True
                yield from self._answering(listed, end)
            elif is_led and (joins := _JOINS.match(self._clean, start, end)):
                yield from self._mentions(self._joining(joins.end(), end), Role.SUPPORT)
            elif is_led and (helping := self._listed(start, end, _HELPS)):
                yield from self._mentions(helping.names, Role.SUPPORT)
            elif is_led and (doing := self._listed(start, end, _CARRIES_OUT)):
                yield from self._mentions(doing.names, Role.IMPLEMENT)

    def _told(self) -> list[BodyMention]:
        """The bodies before a colon, of which the rest of the sentence tells what they are to do: 县水利局：负责…."""
        start, end = self._sentence.start, self._sentence.end
        colon = self._clean.find("：", start, min(end, start + _LONGEST))
        if colon < 0 or not _BODY_ENDS.search(self._clean, start, colon):
            return []
        names = tuple(read_members(self._clean, start, colon, self._is_body))
        is_whole = bool(names) and names[0].start == start and self._ends_with(names, colon)
        if not is_whole or not all(self._is_sure(name) or _looks_placed(name) for name in names):
            return []
        role = Role.RESPONSIBLE
        if _LEADS.match(self._clean, colon + 1) or _JOINS.match(self._clean, colon + 1):
            role = Role.LEAD
        elif _HELPS.match(self._clean, colon + 1):
            role = Role.SUPPORT
        return list(self._mentions(names, role))

    def _clauses(self) -> Iterator[tuple[int, int]]:
        at = self._sentence.start
        for mark in _CLAUSE.finditer(self._clean, at, self._sentence.end):
            yield at, mark.start()
            at = mark.end()
        yield at, self._sentence.end

    def _listed(self, start: int, end: int, words: re.Pattern[str]) -> _Listed | None:
        """The longest list of known bodies that begins at ``start`` and has such words behind it."""
        for said in reversed(list(words.finditer(self._clean, start + 2, min(end, start + _LONGEST)))):
            names = tuple(read_members(self._clean, start, said.start(), self._is_body))
            if not names or not self._ends_with(names, said.start()):
                continue
            sure = sum(map(self._is_sure, names))
            if 2 * sure > len(names) and all(self._is_sure(name) or _looks_placed(name) for name in names):
                return _Listed(names, said.end(), said.group())
            is_firm = _FIRM.search(said.group()) or _OFFICE.fullmatch(names[0].text)
            if is_firm and all(map(_looks_placed, names)):
                # 由市住房和城市更新局牵头: a body by its form and its place.
                return _Listed(names, said.end(), said.group())
        return None

    def _ends_with(self, names: tuple[Member, ...], end: int) -> bool:
        """Whether nothing stands between a list's last name and its end but 等部门."""
        last = names[-1].end
        return self._clean[last:end] in ("", "）") or bool(_OTHERS.fullmatch(self._clean, last, end))

    def _is_sure_or_nobody(self, name: Member) -> bool:
        return self._is_sure(name) or bool(_ANYBODY.search(name.text))

    def _is_sure(self, name: Member) -> bool:
        return name.is_body and self._is_body(name.text)

    def _answering(self, listed: _Listed, end: int) -> Iterator[BodyMention]:
        if listed.words.endswith("会同"):
            each = _EACH.match(listed.names[0].text)
            joining = self._joining(listed.end, end, each.group() if each else "")
            yield from self._mentions(listed.names, Role.LEAD)
            yield from self._mentions(joining, Role.SUPPORT)
        elif _LEADS.search(listed.words):
            yield from self._mentions(listed.names, Role.LEAD)
        else:
            is_done = _DOES_IT.search(self._clean[listed.names[-1].end : end])
            yield from self._mentions(listed.names, Role.IMPLEMENT if is_done else Role.RESPONSIBLE)

    def _joining(self, start: int, end: int, each: str = "") -> tuple[Member, ...]:
        """The longest list of known bodies at ``start``, whatever is said of them; ``each`` is said of all fields."""
        if fields := self._fields(start, end, each):
            return fields
        for stop in range(min(end, start + _LONGEST_LIST), start + 2, -1):
            if self._clean[stop - 1] not in _LAST_LETTERS:
                continue
            names = tuple(read_members(self._clean, start, stop, self._is_body))
            if names and names[-1].end == stop and all(map(self._is_sure_or_nobody, names)):
                return names
        return ()

    def _fields(self, start: int, end: int, each: str) -> tuple[Member, ...]:
        """The bodies of a list of known fields of work that share their last word, as 税务、机关事务管理等部门 do."""
        listed = _FIELDS.match(self._clean, start, end)
        if listed is None or _ANYBODY.search(listed.group()):
            return ()
        names = []
        for name in _FIELD.finditer(self._clean, *listed.span("names")):
            names.append(Member(*name.span(), f"{each}{name.group()}部门"))
        if len(names) == 1 and not listed["others"]:
            names = [replace(names[0], end=listed.end())]
        return tuple(names) if all(map(self._is_sure, names)) else ()

    def _mentions(self, names: tuple[Member, ...], role: Role) -> Iterator[BodyMention]:
        for name in names:
            if not _ANYBODY.search(name.text):
                yield BodyMention(self._sentence.path, name.start, name.end, name.text, role)


def _looks_placed(name: Member) -> bool:
    return name.is_body and bool(_OF_LEVEL.match(name.text) or _COMPANY.fullmatch(name.text))
