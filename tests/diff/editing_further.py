"""Further kinds of edits, for pairs of editions that no rule was written by."""

from __future__ import annotations

import random
import re

from policygraph.queries.editions import bare
from policygraph.queries.facts import Fact, FactKind
from tests.diff.editing import (
    Block,
    Edits,
    Plan,
    all_items,
    city_of,
    held_items,
    is_ruling,
    items_of_targets,
    named,
    neighbours,
    pick,
    reworded,
    targets_of,
    year_of,
)

__all__ = ["FURTHER_EDITS"]


def _plain_sentences(block: Block) -> list[Fact]:
    """Sentences without figures, years and documents that are named, each closed by a full stop."""
    return [
        fact
        for fact in block.sentences()
        if not block.held(fact)
        and not re.search(r"20\d\d|《|\d", fact.quote)
        and f"{fact.quote}。" in block.text
    ]


def join_sentences(plan: Plan, chance: random.Random) -> bool:
    """Two sentences become one."""
    found = [
        (block, one, other)
        for block in plan.free()
        for one in _plain_sentences(block)
        for other in _plain_sentences(block)
        if f"{one.quote}。{other.quote}。" in block.text
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, one, other = picked
    new = f"{one.quote}，同时{other.quote}"
    block.text = block.text.replace(f"{one.quote}。{other.quote}", new)
    block.is_touched = True
    plan.expect(("obligation", "reworded", bare(f"{one.quote}；{other.quote}"), bare(new)))
    return True


def part_sentence(plan: Plan, chance: random.Random) -> bool:
    """A sentence becomes two at a comma."""
    found = [
        (block, sentence)
        for block in plan.free()
        for sentence in _plain_sentences(block)
        if re.fullmatch(
            r"[^，；]{8,}，(?:推动|推进|建立|完善|支持|开展|提高|加快|强化)[^，；]{8,}", sentence.quote
        )
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence = picked
    one, other = sentence.quote.split("，")
    block.text = block.text.replace(sentence.quote, f"{one}。{other}")
    block.is_touched = True
    plan.expect(("obligation", "reworded", bare(sentence.quote), bare(f"{one}；{other}")))
    return True


def move_sentence(plan: Plan, chance: random.Random) -> bool:
    """A sentence goes to another measure."""
    found = [
        (block, sentence)
        for block in plan.free()
        for sentence in _plain_sentences(block)
        if len(block.of(FactKind.OBLIGATION)) > 2
    ]
    picked = pick(chance, found)
    others = [b for b in plan.free() if picked and b is not picked[0] and len(_plain_sentences(b)) > 1]
    other = pick(chance, others)
    if not picked or not other:
        return False
    block, sentence = picked
    anchor = pick(chance, _plain_sentences(other))
    assert anchor
    block.text = block.text.replace(f"{sentence.quote}。", "")
    other.text = other.text.replace(f"{anchor.quote}。", f"{anchor.quote}。{sentence.quote}。")
    block.is_touched = other.is_touched = True
    plan.expect(("obligation", "moved", bare(sentence.quote), bare(sentence.quote)))
    return True


def reorder_sentences(plan: Plan, chance: random.Random) -> bool:
    """Two sentences of a measure change places, which is nothing to tell."""
    found = [
        (block, one, other)
        for block in plan.free()
        for one in _plain_sentences(block)
        for other in _plain_sentences(block)
        if f"{one.quote}。{other.quote}。" in block.text
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, one, other = picked
    block.text = block.text.replace(f"{one.quote}。{other.quote}。", f"{other.quote}。{one.quote}。")
    block.is_touched = True
    return True


def replace_sentence(plan: Plan, chance: random.Random) -> bool:
    """Another sentence in the place of one."""
    new = "面向基层站所开放查询端口，压缩材料审核时限"
    found = [(block, s) for block in plan.free() for s in _plain_sentences(block)]
    picked = pick(chance, found)
    if not picked or new in plan.text:
        return False
    block, sentence = picked
    block.text = block.text.replace(sentence.quote, new)
    block.is_touched = True
    plan.expect(("obligation", "dropped", bare(sentence.quote)), ("obligation", "added", bare(new)))
    return True


def rewrite_half(plan: Plan, chance: random.Random) -> bool:
    """The first clause of a long sentence is written anew."""
    found = [
        (block, s)
        for block in plan.free()
        for s in _plain_sentences(block)
        if 1 <= s.quote.count("，") <= 3 and 8 <= s.quote.index("，") < 0.45 * len(s.quote)
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence = picked
    new = "按照分类指导原则细化任务书" + sentence.quote[sentence.quote.index("，") :]
    plan.expect(reworded(block, sentence, new))
    return True


def strive(plan: Plan, chance: random.Random) -> bool:
    """到2025年…达到 becomes 力争到2025年…达到."""
    found = [
        (block, s)
        for block in plan.free() + plan.free(0)
        for s in block.sentences()
        if len(targets_of(block.held(s))) == 1
        and targets_of(block.held(s))[0].says[8] == "firm"
        and re.match(r"到\s*20\d\d\s*年，", s.quote)
        and s.quote.count("，") == 1
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence = picked
    (target,) = targets_of(block.held(sentence))
    plan.expect(reworded(block, sentence, f"力争{sentence.quote}"))
    plan.expect(("target", "changed", target.about[0], "strength firm→strive"))
    return True


def bound(plan: Plan, chance: random.Random) -> bool:
    """达到X becomes 不低于X."""
    found = [
        (block, s, target)
        for block in plan.free() + plan.free(0)
        for s in block.sentences()
        for target in targets_of(block.held(s))
        if target.says[0] == "eq"
        and s.quote.count(f"达到{target.quote}") == 1
        and s.quote.count(target.quote) == 1
        and not re.search(rf"{re.escape(target.quote)}[、和以左]", s.quote)
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence, target = picked
    plan.expect(
        reworded(block, sentence, sentence.quote.replace(f"达到{target.quote}", f"不低于{target.quote}"))
    )
    plan.expect(("target", "changed", target.about[0], "op eq→ge"))
    return True


def base_year(plan: Plan, chance: random.Random) -> bool:
    """Counted from another year."""
    found = [
        (block, s)
        for block in plan.free() + plan.free(0)
        for s in block.sentences()
        if len(re.findall(r"[比较]\s*20\d\d\s*年", s.quote)) == 1
        and any(t.says[6] for t in targets_of(block.held(s)))
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence = picked
    match = re.search(r"[比较]\s*(20\d\d)\s*年", sentence.quote)
    assert match
    year = str(int(match[1]) - 1)
    targets = [t for t in targets_of(block.held(sentence)) if t.says[6] == match[1]]
    new = sentence.quote[: match.start(1)] + year + sentence.quote[match.end(1) :]
    plan.expect(reworded(block, sentence, new))
    for target in targets:
        plan.expect(("target", "changed", target.about[0], f"baseline_year {match[1]}→{year}"))
    return True


def replace_agency(plan: Plan, chance: random.Random) -> bool:
    """Another body in the place of one."""
    found = [(b, f) for b in plan.free() for f in named(b) if f.quote[:1] == "市" and city_of(f)]
    picked = pick(chance, found)
    if not picked or "市退役军人局" in picked[0].text:
        return False
    block, fact = picked
    block.text = block.text.replace(fact.quote, "市退役军人局")
    block.is_touched = True
    plan.expect(
        ("assignment", "dropped", fact.about[0], fact.says[0]),
        ("assignment", "added", f"{city_of(fact)}退役军人事务局", fact.says[0]),
    )
    return True


def replace_citation(plan: Plan, chance: random.Random) -> bool:
    """Another document in the place of one."""
    found = [
        (block, s, match)
        for block in plan.free()
        for s in block.sentences()
        if (match := re.search(r"《([^》]+)》", s.quote)) and s.quote.count("《") == 1
    ]
    picked = pick(chance, found)
    if not picked or not any(f.kind is FactKind.CITATION for f in picked[0].held(picked[1])):
        return False
    block, sentence, match = picked
    new = sentence.quote.replace(match.group(), "《城乡设施运行维护规程》")
    plan.expect(reworded(block, sentence, new))
    plan.expect(("citation", "dropped", bare(match[1])), ("citation", "added", "城乡设施运行维护规程"))
    return True


def add_chapter(plan: Plan, chance: random.Random) -> bool:
    """A chapter with one measure goes before another one."""
    chapters = [b for b in plan.free(0) if re.match(r"\s*[一二三四五六七八九十]+、", b.prefix)][1:]
    items = [b for b in plan.free() if b.depth == 1]
    before = pick(chance, chapters)
    if not before or not items or "试点示范" in plan.text:
        return False
    one = Block("", 0, before.prefix, "试点示范", "试点示范\n\n", [], is_touched=True, is_new=True)
    sentence = "遴选基础扎实的乡镇先行先试"
    other = Block("", 1, items[0].prefix, "开展乡镇试点", f"开展乡镇试点。{sentence}。\n\n", [], True, True)
    at = plan.blocks.index(before)
    plan.blocks[at:at] = [one, other]
    before.is_touched = True
    plan.expect(
        ("provision", "added", "试点示范"),
        ("provision", "added", "开展乡镇试点"),
        ("obligation", "added", bare(sentence)),
    )
    return True


def move_renamed(plan: Plan, chance: random.Random) -> bool:
    """A measure goes to another chapter under another title."""
    found = [
        b
        for b in plan.free()
        if b.sentences()
        and not is_ruling(b)
        and neighbours(plan, b) > 1
        and len(b.of(FactKind.OBLIGATION)) > 1
    ]
    block = pick(chance, found)
    if not block:
        return False
    others = [
        b
        for b in plan.free()
        if b.path.split("/")[0] != block.path.split("/")[0] and "/" in b.path and not is_ruling(b)
    ]
    other = pick(chance, others)
    if not other:
        return False
    new = "统筹推进有关工作"
    plan.expect(("provision", "renamed", block.path, new))
    block.text = new + block.text[len(block.title) :].rstrip("\n") + "\n\n"
    block.title = new
    plan.blocks.remove(block)
    plan.blocks.insert(plan.blocks.index(other), block)
    block.is_touched = other.is_touched = True
    return True


def drop_two(plan: Plan, chance: random.Random) -> bool:
    """Two measures of one chapter go."""
    for _ in range(2):
        found = [b for b in plan.free() if b.sentences() and neighbours(plan, b) > 2 and not is_ruling(b)]
        block = pick(chance, found)
        if not block:
            return False
        plan.blocks.remove(block)
        plan.expect(("provision", "dropped", block.path), *all_items(block, "dropped"))
    return True


def drop_figure(plan: Plan, chance: random.Random) -> bool:
    """The clause with the last of several figures goes."""
    found = [
        (block, s, match)
        for block in plan.free() + plan.free(0)
        for s in block.sentences()
        if (match := re.search(r"，([^，、；]{4,}\d[^，、；]*)$", s.quote))
        and len(targets_of(block.held(s))) > 1
    ]
    picked = pick(chance, found)
    if not picked:
        return False
    block, sentence, match = picked
    gone = [
        t
        for t in targets_of(block.held(sentence))
        if match[1].count(t.quote) == 1 and t.quote not in sentence.quote[: match.start()]
    ]
    if len(gone) != 1 or year_of(match[1]):
        return False
    plan.expect(
        reworded(block, sentence, sentence.quote[: match.start()]), *items_of_targets(gone, "dropped")
    )
    plan.expect(
        *(i for i in held_items(block.held(sentence), "dropped") if i[0] == "citation" and i[2] in match[1])
    )
    return True


FURTHER_EDITS: Edits = (
    join_sentences,
    part_sentence,
    move_sentence,
    reorder_sentences,
    replace_sentence,
    rewrite_half,
    strive,
    bound,
    base_year,
    replace_agency,
    replace_citation,
    add_chapter,
    move_renamed,
    drop_two,
    drop_figure,
)
