"""A scripted editor: makes another edition of a plan by seeded edits, and says what has to be told of them.

What is expected is worked out from the edit: the words that were put in, and of the earlier edition what stands in
the words that were taken out. The later edition is never looked at.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from policygraph.queries.diff.differences import Difference, Kind
from policygraph.queries.editions import bare
from policygraph.queries.facts import Fact, FactKind

Item = tuple[str, ...]
T = TypeVar("T")

_NUMERALS = "一二三四五六七八九十"
_HEADING = re.compile(r"^[（(]?([一二三四五六七八九十]+)[）)、]")
_YEAR = re.compile(r"20\d\d(?=\s*年)")
_BRACKET = re.compile(r"\s*[（(](?=[^（）()]*(?:负责|牵头|配合|参与))[^（）()]*[）)]\s*$")
_SYNONYMS = (
    ("推进", "深入推动"),
    ("推动", "大力促进"),
    ("加快", "着力加速"),
    ("建立", "抓紧构建"),
    ("完善", "优化健全"),
    ("支持", "积极扶持"),
    ("加强", "持续强化"),
    ("开展", "扎实组织"),
    ("鼓励", "倡导"),
    ("实施", "全面落实"),
    ("推广", "普及应用"),
    ("建设", "打造"),
)


def numeral(number: int) -> str:
    """A number as headings write it: 一, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" if tens else ""
    return head + (_NUMERALS[ones - 1] if ones else "")


@dataclass
class Block:
    """A provision as it is edited: its heading's prefix, and its text from the title on.

    Depth 0 is a chapter, 1 a measure; what has depth 2 is left as it is. What becomes of a block that ``is_new`` is
    told by the edit that made it.
    """

    path: str
    depth: int
    prefix: str
    title: str
    text: str
    facts: list[Fact]
    is_touched: bool = False
    is_new: bool = False

    def of(self, kind: FactKind) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind]

    def sentences(self) -> list[Fact]:
        """Obligations whose words stand once in the text, and whose figures and years lean on no other sentence."""
        return [
            fact
            for fact in self.of(FactKind.OBLIGATION)
            if self.text.count(fact.quote) == 1 and _is_alone(fact, self)
        ]

    def held(self, sentence: Fact) -> list[Fact]:
        return [fact for fact in self.facts if fact.within == sentence.key]


def _is_alone(sentence: Fact, block: Block) -> bool:
    """Whether no later figure of the block may owe its year to this sentence."""
    if not _YEAR.search(sentence.quote):
        return True
    at = block.text.index(sentence.quote) + len(sentence.quote)
    return not any(
        year in sentence.quote and not re.search(rf"(?<![比较])\s*{year}", fact.quote)
        for fact in block.of(FactKind.OBLIGATION)
        if block.text.find(fact.quote) >= at
        for year in (fact.says[1], *(target.says[5] for target in targets_of(block.held(fact))))
        if year
    )


def targets_of(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.kind is FactKind.TARGET]


@dataclass
class Plan:
    """A plan that is edited, and what has to be told of it."""

    blocks: list[Block]
    expected: Counter[Item] = field(default_factory=Counter)
    edits: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(block.prefix + block.text for block in self.blocks)

    def expect(self, *items: Item) -> None:
        self.expected.update(items)

    def free(self, depth: int = 1) -> list[Block]:
        """Measures (or chapters) that no edit has touched, with a title."""
        return [b for b in self.blocks if b.depth == depth and not b.is_touched and b.title and b.path]


def read_plan(text: str, facts: Sequence[Fact], places: Sequence[tuple[str, int, int]]) -> Plan:
    """The plan cut at its headings.

    Args:
        text: the plan.
        facts: what was read in it.
        places: path, start and end of the title of each provision.
    """
    cuts = []
    for path, start, end in sorted(places, key=lambda place: place[1]):
        line = text.rindex("\n", 0, start) + 1
        cuts.append((line, start, end, path))
    blocks = [
        Block("preamble", 2, "", "", text[: cuts[0][0]], [f for f in facts if f.path in ("", "preamble")])
    ]
    for (line, start, end, path), (next_line, *_) in zip(
        cuts, [*cuts[1:], (len(text), 0, 0, "")], strict=True
    ):
        prefix = text[line:start]
        depth = 2 if not _HEADING.match(prefix) else path.count("/")
        own = [fact for fact in facts if fact.path == path]
        blocks.append(Block(path, depth, prefix, text[start:end], text[start:next_line], own))
    return Plan(blocks)


def renumber(plan: Plan) -> None:
    """Give all headings the numbers of their order, and expect what that changes."""
    chapter = item = 0
    above = old_above = ""
    for block in plan.blocks:
        if block.depth == 2:
            continue
        if block.depth == 0:
            chapter, item = chapter + 1, 0
            number, path = numeral(chapter), numeral(chapter)
            above, old_above = path, block.path
        else:
            item += 1
            number = numeral(item)
            path = f"{above}/（{number}）" if above else f"（{number}）"
        match = _HEADING.match(block.prefix)
        assert match
        block.prefix = block.prefix[: match.start(1)] + number + block.prefix[match.end(1) :]
        old, block.path = block.path, path
        if block.is_new or not old:
            continue
        if old.rpartition("/")[0] != (old_above if block.depth else ""):
            plan.expect(("provision", "moved", old, path))
        elif old.rpartition("/")[2] != path.rpartition("/")[2]:
            plan.expect(("provision", "renumbered", old, path))


# --- edits: each takes a plan and a source of chance, changes the text and says what to expect; False where it cannot.


def pick(chance: random.Random, things: Iterable[T]) -> T | None:
    listed = list(things)
    return chance.choice(listed) if listed else None


def reworded(block: Block, sentence: Fact, new: str) -> Item:
    block.text = block.text.replace(sentence.quote, new)
    block.is_touched = True
    return ("obligation", "reworded", bare(sentence.quote), bare(new))


def change_value(plan: Plan, chance: random.Random) -> bool:
    """Another number in a target."""
    found = [
        (block, sentence, target)
        for block in plan.free() + plan.free(0)
        for sentence in block.sentences()
        for target in targets_of(block.held(sentence))
        if sentence.quote.count(target.quote) == 1
        and re.match(r"\d+(\.\d+)?(?=\D|$)", target.quote)
        and not target.says[2]
        and not re.search(r"\d\s*[—\-~～至到]\s*\d", target.quote)
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence, target = picked
    number = re.match(r"\d+(\.\d+)?", target.quote)
    assert number
    other = _other_number(number.group(), chance)
    # 2万 and 20000 are one value: what is written is multiplied by what the reader made of it.
    factor = float(target.says[1]) / float(number.group())
    quote = other + target.quote[number.end() :]
    at = sentence.quote.index(target.quote)
    new = sentence.quote[:at] + quote + sentence.quote[at + len(target.quote) :]
    plan.expect(reworded(block, sentence, new))
    value = _plain(float(other) * factor)
    plan.expect(("target", "changed", target.about[0], f"value {target.says[1]}→{value}"))
    return True


def _other_number(number: str, chance: random.Random) -> str:
    if "." in number:
        whole, _, part = number.partition(".")
        return f"{whole}.{(int(part[0]) + chance.randint(1, 8)) % 9 + 1}"
    value = int(number)
    return str(value - chance.randint(1, 3) if value > 10 else value + chance.randint(1, 5))


def _plain(value: float) -> str:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text


def change_year(plan: Plan, chance: random.Random) -> bool:
    """Another year in a sentence that names one."""
    found = [
        (block, sentence)
        for block in plan.free() + plan.free(0)
        for sentence in block.sentences()
        if len(_YEAR.findall(sentence.quote)) == 1 and sentence.says[1] == _YEAR.findall(sentence.quote)[0]
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence = picked
    old = _YEAR.findall(sentence.quote)[0]
    year = str(int(old) + chance.choice((-1, 1, 2)))
    plan.expect(reworded(block, sentence, _YEAR.sub(year, sentence.quote)))
    for target in targets_of(block.held(sentence)):
        if target.says[5] == old:
            plan.expect(("target", "changed", target.about[0], f"target_year {old}→{year}"))
    return True


def reword(plan: Plan, chance: random.Random) -> bool:
    """Another verb in a sentence without figures."""
    found = [
        (block, sentence, old, new)
        for block in plan.free()
        for sentence in block.sentences()
        if not targets_of(block.held(sentence)) and len(sentence.quote) > 12
        for old, new in _SYNONYMS
        if sentence.quote.startswith(old) and sentence.quote.count(old) == 1
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence, old, new = picked
    plan.expect(reworded(block, sentence, sentence.quote.replace(old, new)))
    return True


def drop_sentence(plan: Plan, chance: random.Random) -> bool:
    """A sentence less, with all that it held."""
    found = [
        (block, sentence)
        for block in plan.free()
        for sentence in block.sentences()
        if len(block.of(FactKind.OBLIGATION)) > 1 and f"{sentence.quote}。" in block.text
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence = picked
    block.text = block.text.replace(f"{sentence.quote}。", "")
    block.is_touched = True
    plan.expect(("obligation", "dropped", bare(sentence.quote)), *held_items(block.held(sentence), "dropped"))
    return True


def items_of_targets(targets: Iterable[Fact], kind: str) -> Iterator[Item]:
    for target in targets:
        yield ("target", kind, target.about[0], bare(target.quote))


def year_of(text: str) -> str:
    """The first year that a text names, or ''."""
    match = _YEAR.search(text)
    return match.group() if match else ""


def held_items(facts: Iterable[Fact], kind: str) -> Iterator[Item]:
    for fact in facts:
        if fact.kind is FactKind.TARGET:
            yield ("target", kind, fact.about[0], bare(fact.quote))
        elif fact.kind is FactKind.CITATION:
            yield ("citation", kind, bare(fact.about[0]))


# A sentence, and the target that stands in it: indicator and quote.
ADDED: Sequence[tuple[str, tuple[str, str] | None]] = (
    ("组织编制专项工作清单并向社会公开", None),
    ("到2027年，群众满意度达到93%以上", ("群众满意度", "93%")),
    ("严禁弄虚作假、虚报工作成效", None),
    ("鼓励社会力量以捐赠方式参与", None),
    ("建立部门间信息共享平台，定期会商研判", None),
    ("每季度向上级主管部门报送进展情况", None),
)


def add_sentence(plan: Plan, chance: random.Random) -> bool:
    """A sentence more, behind another."""
    block = pick(chance, [b for b in plan.free() if b.sentences()])
    free = [one for one in ADDED if one[0] not in plan.text]
    if not block or not free:
        return False
    sentence, target = chance.choice(free)
    anchor = chance.choice(block.sentences())
    if f"{anchor.quote}。" not in block.text:
        return False
    if target and anchor is not max(block.sentences(), key=lambda s: block.text.index(s.quote)):
        return False
    block.text = block.text.replace(f"{anchor.quote}。", f"{anchor.quote}。{sentence}。")
    block.is_touched = True
    plan.expect(("obligation", "added", bare(sentence)))
    if target:
        plan.expect(("target", "added", *target))
    return True


def named(block: Block) -> list[Fact]:
    """Assignments whose body stands once in the block and, with its mark, in the bracket at the end."""
    bracket = _BRACKET.search(block.text.rstrip())
    return [
        fact
        for fact in block.of(FactKind.ASSIGNMENT)
        if bracket and bracket.group().count(fact.quote) == 1 and block.text.count(fact.quote) == 1
    ]


def city_of(body: Fact) -> str:
    """The city that begins the full name of a body, or ''."""
    name = body.about[0].removeprefix("中共")
    return name[: name.index("市") + 1] if "市" in name[:5] else ""


def drop_agency(plan: Plan, chance: random.Random) -> bool:
    """A body less in a list."""
    found = [
        (block, fact)
        for block in plan.free()
        for fact in named(block)
        if f"、{fact.quote}" in block.text
        and not re.search(f"{re.escape(fact.quote)}[^、，,等]?牵头", block.text)
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, fact = picked
    block.text = block.text.replace(f"、{fact.quote}", "")
    block.is_touched = True
    plan.expect(("assignment", "dropped", fact.about[0], fact.says[0]))
    return True


def add_agency(plan: Plan, chance: random.Random) -> bool:
    """A body more in a list, with the role of the one before it."""
    found = [
        (block, fact)
        for block in plan.free()
        for fact in named(block)
        if fact.quote[:1] == "市" and city_of(fact)
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, fact = picked
    name = chance.choice(("市气象局", "市档案局", "市信访局", "市林业局"))
    if name in block.text:
        return False
    block.text = block.text.replace(fact.quote, f"{fact.quote}、{name}")
    block.is_touched = True
    city = city_of(fact)
    plan.expect(("assignment", "added", f"{city}{name[1:]}", fact.says[0]))
    return True


def swap_roles(plan: Plan, chance: random.Random) -> bool:
    """A牵头，B配合 becomes B牵头，A配合."""
    pattern = re.compile(r"(?<=[（(])([^、，,（()）]+)牵头，([^、，,（()）]+)(?=配合|参与)")
    found = [
        (block, match)
        for block in plan.free()
        if (match := pattern.search(block.text)) and len(named(block)) == 2
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, match = picked
    block.text = block.text[: match.start()] + f"{match[2]}牵头，{match[1]}" + block.text[match.end() :]
    block.is_touched = True
    one, other = named(block)
    plan.expect(
        ("assignment", "changed", one.about[0], f"{one.says[0]}→{other.says[0]}"),
        ("assignment", "changed", other.about[0], f"{other.says[0]}→{one.says[0]}"),
    )
    return True


def add_citation(plan: Plan, chance: random.Random) -> bool:
    """A document more that a sentence carries out."""
    title = chance.choice(("节约集约利用资源条例", "重点领域投资管理办法", "公共服务设施配置标准"))
    found = [
        (block, sentence)
        for block in plan.free()
        for sentence in block.sentences()
        if not targets_of(block.held(sentence))
        and not _YEAR.search(sentence.quote)
        and "《" not in sentence.quote
    ]
    picked = pick(chance, found)
    if not picked or title in plan.text:
        return False
    block, sentence = picked
    plan.expect(reworded(block, sentence, f"落实《{title}》，{sentence.quote}"), ("citation", "added", title))
    return True


def drop_citation(plan: Plan, chance: random.Random) -> bool:
    """The clause goes that names a document."""
    found = [
        (block, sentence, match)
        for block in plan.free()
        for sentence in block.sentences()
        if (match := re.match(r"(?:贯彻)?落实《[^》]+》，", sentence.quote))
        and sentence.quote.count("《") == 1
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence, match = picked
    title = match.group()[match.group().index("《") + 1 : match.group().index("》")]
    plan.expect(
        reworded(block, sentence, sentence.quote[match.end() :]), ("citation", "dropped", bare(title))
    )
    return True


def rename(plan: Plan, chance: random.Random) -> bool:
    """Another title."""
    block = pick(chance, [b for b in plan.free() if b.sentences()])
    if not block:
        return False
    new = f"{block.title[:4]}提质增效专项"
    block.text = new + block.text[len(block.title) :]
    block.title = new
    block.is_touched = True
    plan.expect(("provision", "renamed", block.path, bare(new)))
    return True


def drop_measure(plan: Plan, chance: random.Random) -> bool:
    """A measure less, with all that it held."""
    block = pick(chance, [b for b in plan.free() if b.sentences() and neighbours(plan, b) > 2])
    if not block or is_ruling(block):
        return False
    plan.blocks.remove(block)
    plan.expect(("provision", "dropped", block.path), *all_items(block, "dropped"))
    return True


def is_ruling(block: Block) -> bool:
    """Whether others lean on what the measure says of responsibility."""
    return bool(re.search(r"以下均|以上均|不再列出|下同", block.text))


def all_items(block: Block, kind: str) -> Iterator[Item]:
    for fact in block.facts:
        if fact.kind is FactKind.OBLIGATION:
            yield ("obligation", kind, bare(fact.quote))
        elif fact.kind is FactKind.ASSIGNMENT:
            yield ("assignment", kind, fact.about[0], fact.says[0])
    yield from held_items(block.facts, kind)


def neighbours(plan: Plan, block: Block) -> int:
    above = block.path.rpartition("/")[0]
    return sum(other.path.rpartition("/")[0] == above for other in plan.blocks if other.depth == 1)


def add_measure(plan: Plan, chance: random.Random) -> bool:
    """A measure more, with a sentence and two bodies."""
    number = sum(block.is_new for block in plan.blocks)
    title, sentence, *figures = (
        ("应急演练保障行动", "制定突发情况处置预案，每年组织两次综合演练", ("每年综合演练次数", "两次")),
        ("志愿服务进万家", "招募志愿服务队伍，开设便民咨询窗口"),
        ("对外交流合作", "加强与友好城市互访，举办国际研讨会"),
    )[number % 3]
    block = pick(chance, [b for b in plan.free() if not is_ruling(b)])
    if not block or not _HEADING.match(block.prefix):
        return False
    city = next((city for f in block.of(FactKind.ASSIGNMENT) if (city := city_of(f))), "")
    if not city:
        return False
    text = f"{title}。{sentence}。（市应急管理局牵头，市红十字会配合）\n\n"
    new = Block("", 1, block.prefix, title, text, [], is_touched=True, is_new=True)
    plan.blocks.insert(plan.blocks.index(block), new)
    block.is_touched = True
    plan.expect(
        ("provision", "added", title),
        ("obligation", "added", bare(sentence)),
        ("assignment", "added", f"{city}应急管理局", "lead"),
        ("assignment", "added", f"{city}红十字会", "support"),
        *(("target", "added", *figure) for figure in figures),
    )
    return True


def move_measure(plan: Plan, chance: random.Random) -> bool:
    """A measure goes to the end of another chapter."""
    found = [b for b in plan.free() if b.sentences() and not is_ruling(b) and neighbours(plan, b) > 1]
    block = pick(chance, found)
    if not block:
        return False
    above = block.path.rpartition("/")[0]
    others = [b for b in plan.blocks if b.depth == 1 and b.path.rpartition("/")[0] not in (above, "")]
    lasts = [
        b
        for i, b in enumerate(others)
        if b is others[-1] or others[i + 1].path.split("/")[0] != b.path.split("/")[0]
    ]
    last = pick(chance, [b for b in lasts if not b.is_touched])
    if not last or not last.text.endswith("\n"):
        return False
    plan.blocks.remove(block)
    plan.blocks.insert(plan.blocks.index(last) + 1, block)
    block.text = block.text.rstrip("\n") + "\n\n"
    block.is_touched = True
    return True


def swap_measures(plan: Plan, chance: random.Random) -> bool:
    """Two neighbours change places."""
    pairs = [
        (one, other)
        for one, other in zip(plan.blocks, plan.blocks[1:], strict=False)
        if one.depth == other.depth == 1
        and not (one.is_touched or other.is_touched)
        and one.path.split("/")[0] == other.path.split("/")[0]
        and not (is_ruling(one) or is_ruling(other))
    ]
    picked = pick(chance, pairs)
    if not picked:
        return False
    one, other = picked
    i = plan.blocks.index(one)
    one.text, other.text = one.text.rstrip("\n") + "\n\n", other.text.rstrip("\n") + "\n\n"
    plan.blocks[i : i + 2] = [other, one]
    one.is_touched = other.is_touched = True
    return True


def split_measure(plan: Plan, chance: random.Random) -> bool:
    """A measure becomes two, each with all bodies."""
    found = []
    for block in plan.free():
        bracket = _BRACKET.search(block.text.rstrip())
        ends = [
            block.text.index(f"{s.quote}。") + len(s.quote) + 1
            for s in block.of(FactKind.OBLIGATION)
            if block.text.count(f"{s.quote}。") == 1
        ]
        if (
            bracket
            and len(ends) >= 4
            and not is_ruling(block)
            and len(block.sentences()) == len(block.of(FactKind.OBLIGATION))
        ):
            found.append((block, bracket, sorted(ends)))
    picked = pick(chance, found)
    if not picked:
        return False
    block, bracket, ends = picked
    at = ends[len(ends) // 2 - 1]
    body = block.text[at : bracket.start()].strip()
    statement = bracket.group().strip()
    title = f"{block.title[:4]}延伸任务"
    new = Block(
        "", 1, block.prefix, title, f"{title}。{body}{statement}\n\n", [], is_touched=True, is_new=True
    )
    block.text = f"{block.text[:at]}{statement}\n\n"
    block.is_touched = True
    plan.blocks.insert(plan.blocks.index(block) + 1, new)
    block.is_new = True  # what it becomes is told with its other part
    plan.expect(("provision", "split", block.path, bare(title)))
    return True


def merge_measures(plan: Plan, chance: random.Random) -> bool:
    """Two neighbours become one, with the bodies of both behind their own words."""
    pairs = [
        (one, other)
        for one, other in zip(plan.blocks, plan.blocks[1:], strict=False)
        if one.depth == other.depth == 1
        and not (one.is_touched or other.is_touched)
        and one.sentences()
        and other.sentences()
        and not (is_ruling(one) or is_ruling(other))
        and neighbours(plan, one) > 2
    ]
    picked = pick(chance, pairs)
    if not picked:
        return False
    one, other = picked
    body = other.text[len(other.title) :].lstrip("。：: \n")
    one.text = f"{one.text.rstrip()}{body}"
    one.is_touched = True
    plan.blocks.remove(other)
    plan.expect(("provision", "merged", one.path, other.path))
    one.is_new = True
    return True


Edits = Sequence[Callable[[Plan, random.Random], bool]]

EDITS: Edits = (
    change_value,
    change_value,
    change_year,
    reword,
    drop_sentence,
    add_sentence,
    drop_agency,
    add_agency,
    swap_roles,
    add_citation,
    drop_citation,
    rename,
    drop_measure,
    add_measure,
    move_measure,
    swap_measures,
    split_measure,
    merge_measures,
)


def edit(plan: Plan, seed: int, edits: Edits, number: int) -> None:
    """Make ``number`` edits of different kinds, and renumber."""
    chance = random.Random(seed)  # noqa: S311 - chosen to be repeated
    for one in chance.sample(edits, len(edits)):
        if len(plan.edits) == number:
            break
        if one(plan, chance):
            plan.edits.append(one.__name__)
    renumber(plan)


def told(differences: Iterable[Difference]) -> Counter[Item]:
    """What the program told, in the same form as what is expected."""
    return Counter(_item(one) for one in differences)


def _item(one: Difference) -> Item:
    head, before, after = (one.what.value, one.kind.value), one.before, one.after
    side = (after or before)[0]
    fields = tuple(f"{f.before}→{f.after}" for f in one.fields)
    if one.what is FactKind.PROVISION:
        return (*head, *_of_provision(one))
    if one.what is FactKind.OBLIGATION:
        return (*head, *(bare("；".join(s.quote for s in side)) for side in (before, after) if side))
    if one.what is FactKind.TARGET and one.kind is Kind.CHANGED:
        return (*head, before[0].name, *(f"{f.name} {f.before}→{f.after}" for f in one.fields))
    if one.what is FactKind.TARGET:
        return (*head, side.name, bare(side.quote))
    if one.what is FactKind.ASSIGNMENT:
        roles = tuple(f.before or f.after for f in one.fields if f.name == "role")
        return (*head, side.name, *(fields if one.kind is Kind.CHANGED else roles))
    if one.what is FactKind.CITATION:
        return (*head, bare(side.name))
    return (*head, *(f.name for f in one.fields))


def _of_provision(one: Difference) -> Item:
    before, after = one.before, one.after
    if one.kind is Kind.RENAMED:
        return (before[0].path, bare(after[0].name))
    if one.kind is Kind.ADDED:
        return (after[0].name,)
    if one.kind is Kind.SPLIT:
        return (before[0].path, *(bare(s.name) for s in after if s.name != before[0].name))
    if one.kind is Kind.MERGED:
        return tuple(s.path for s in before)
    return tuple(s.path for s in (*before, *after))
