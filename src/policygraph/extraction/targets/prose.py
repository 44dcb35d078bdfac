"""Quantified targets in prose: which numbers commit whom to what, by when, against which year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from policygraph.extraction.chapters import (
    goal_year,
    is_of_ideas,
    is_so_already,
    sets_goals,
    tells_background,
    tells_how_it_is,
)
from policygraph.extraction.clauses import STRIVE, Clause, ends_with_noun, mask_titles, strip_adverbs
from policygraph.extraction.mentions import TargetMention
from policygraph.extraction.periods import find_periods, plan_end, without_age, year_of_plan, years_of
from policygraph.extraction.targets import counted_names, kinds, naming, phrases, shares, times
from policygraph.extraction.targets.counting import counted_thing
from policygraph.extraction.targets.going_on import goes_on
from policygraph.extraction.targets.headed_places import HeadedPlaces
from policygraph.extraction.targets.holders import house_ahead
from policygraph.extraction.targets.in_words import mention_in_words
from policygraph.extraction.targets.judging import commits, ends_here, is_listing, is_starting_point
from policygraph.extraction.targets.places import (
    cities_ahead,
    is_settled,
    join_places,
    lasting,
    may_be_place,
    names_pattern,
    names_town,
    places_dealt,
    settlements,
    split_classes,
    split_places,
)
from policygraph.extraction.targets.quantities import Quantity, QuantityFinder, group_lists
from policygraph.extraction.targets.restating import restated
from policygraph.extraction.targets.rewards import is_score, is_subsidy
from policygraph.extraction.targets.sharing import (
    Handover,
    SentenceContext,
    adds,
    as_density,
    counting_verb,
    dealt,
    goal_behind,
    is_addition,
    is_full,
    is_part_of_none,
    is_pure,
    kind_of_part,
    lists_parts,
    makers,
    opened,
    part_of,
    says_itself,
    starting_value,
    states_for_all,
    strives_on,
    with_tail,
)
from policygraph.extraction.targets.sites import SiteFinder
from policygraph.extraction.targets.wordings import WordingFinder
from policygraph.model import Outline, Strength, TargetKind
from policygraph.vocabulary import ValueWording

__all__ = ["TargetFinder"]

_FIGURE = re.compile(r"\d|[二两三四五六七八九十百][^年月日]|分之|一成|一半|半数|过半")
_TIME_HINT = re.compile(r"[年月五季]|[比较]20")
_WHOLE_AREA = re.compile(r"(?:全|我|本)[国省市县区]")
_COMPARED = frozenset({TargetKind.DECREASE, TargetKind.INCREASE, TargetKind.AMOUNT})
_ITEM = re.compile(r"[一二三四五六七八九十]{1,2}是")
_REACHED = re.compile(r".*(?:达到|达|实现|完成|为)")
_BOUND = re.compile(r"不[应得]?(?:低于|少于)")
# 增加5个百分点或达到70%: either will do.
_OR = re.compile(r"[，、]?(?:或者?)")
_GAP = 2
_OTHER_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,4}内(?!部)|城市|城镇|农村|乡村|行政村|自然村|建制村|县城|建制镇|乡镇"
)


class TargetFinder:
    """Finds targets in the prose of a document.

    Args:
        quantities: finder of numbers with units.
        wordings: words that stand for values.
        sites: finder of rivers, zones and the like by their names.
        known: whether the vocabulary has an indicator of a name; needed to complete coordinated names.
    """

    def __init__(
        self,
        quantities: QuantityFinder,
        wordings: Sequence[ValueWording],
        sites: SiteFinder,
        known: Callable[[str], bool],
    ) -> None:
        self._quantities = quantities
        self._wordings = WordingFinder(wordings, known)
        self._sites = sites
        self._known = known
        self._past = ""
        self._named: re.Pattern[str] | None = None

    def find(self, clean: str, outline: Outline, areas: Sequence[str] = ()) -> Iterator[TargetMention]:
        """Targets in document order; tables are read elsewhere.

        Args:
            clean: the text of the outline.
            outline: the document.
            areas: names of the areas below the document's own.
        """
        self._named = names_pattern(areas)
        titles = {p.path: p.title for p in outline.provisions}
        headed = HeadedPlaces(outline, titles, self._sites.titled, self._named)
        goal_years = {path: goal_year(path, titles) for path in titles}
        years, last = years_of(outline, clean), plan_end(outline.title)
        self._past = years.past
        state = Handover()
        # The targets of a provision wait for its end: 以上任务2025年底前完成 sets the year of those above.
        waiting: list[TargetMention] = []
        for sentence in outline.sentences:
            if sentence.path != state.path or sentence.start - state.end > _GAP or _ITEM.match(sentence.text):
                # Another provision, or a heading or bracket in between: nothing is handed on but the year of goals.
                is_same = sentence.path == state.path
                year = state.year if is_same and sets_goals(titles[sentence.path]) else ""
                state = Handover(sentence.path, year, text=state.text if is_same else titles[sentence.path])
            end = last and max(last, goal_years[sentence.path])
            state.year = year_of_plan(state.year, end, state.text[-1:] + clean[state.end : sentence.start])
            is_timed = _TIME_HINT.search(sentence.text)
            periods = list(find_periods(sentence.text, years.own, years.first)) if is_timed else []
            if tells_background(sentence.path, titles) or tells_how_it_is(sentence):
                continue
            masked = mask_titles(sentence.text)
            line = opened(
                sentence,
                state,
                times.Times(
                    sentence.text,
                    periods,
                    times.inherited_by(sentence.text, state.year, state.goes_on, last)
                    or goal_years[sentence.path],
                    state.baseline if state.is_part or sentence.text.startswith("其中") else "",
                ),
            )
            found = list(self._figures(line, masked)) if _FIGURE.search(sentence.text) else []
            if waiting and waiting[-1].path != sentence.path:
                yield from waiting
                waiting = []
            zone = headed.of(sentence)
            found = [replace(m, place=m.place or zone) for m in restated(sentence, found, waiting)]
            waiting += naming.with_names(found, waiting)
            if not is_of_ideas(titles[sentence.path]):
                waiting += self._in_words(line, masked, [mention.start for mention in found])
            if all_above := times.year_for_all_above(sentence.text, periods):
                waiting = [m if m.target_year else replace(m, target_year=all_above) for m in waiting]
            lends = sets_goals(titles[sentence.path]) or clean[sentence.end : sentence.end + 1] in "；："
            state.year = times.year_for_next(
                sentence.text, periods, state.year, goes_on=lends, has_targets=bool(found)
            )
            state.text, state.end, state.goes_on = sentence.text, sentence.end, lends
            is_part = clean.startswith(("；", "。其中"), sentence.end)
            state.phrase = line.phrase if is_part and found else ""
            state.is_part, state.holder = is_part, line.holder
            state.baseline = next((m.baseline_year for m in reversed(found) if m.baseline_year), "")
            state.strives = is_part and line.strives < len(sentence.text)
            state.counted, state.whole = (line.counted, line.whole) if is_part else (("", ""), None)
            state.places, state.topic = (
                settlements(line.places) if is_part else [],
                line.topic if is_part else "",
            )
        yield from waiting

    def _figures(self, line: SentenceContext, masked: str) -> Iterator[TargetMention]:
        previous: Quantity | None = None
        latest: TargetMention | None = None
        for group in group_lists(masked, list(self._quantities.find(masked))):
            found = list(self._group(line, group, previous))
            if found and latest and previous and _OR.match(masked, previous.stop):
                found[0] = replace(found[0], alternative_to=(latest.start, latest.end))
            yield from found
            # Only a target ends the words of the next one; a starting point (由78%下降到) stands among them.
            if found:
                previous, latest, line.starting = group[-1], found[-1], None
                self._sites.hold(line, group[0].start)

    def _in_words(
        self, line: SentenceContext, masked: str, figures: Sequence[int]
    ) -> Iterator[TargetMention]:
        taken = [start - line.sentence.start for start in figures]
        for worded in self._wordings.find(masked, line.clauses, taken):
            mention = mention_in_words(line, worded, self._known, self._named)
            if not mention.target_year or mention.target_year > self._past:
                yield mention

    def _group(
        self, line: SentenceContext, group: list[Quantity], previous: Quantity | None
    ) -> Iterator[TargetMention]:
        text = line.sentence.text
        clause = next(c for c in line.clauses if c.start <= group[0].start < c.end)
        begin = max(clause.start, previous.stop if previous else 0)
        left, group = as_density(phrases.without_means(text[begin : group[0].start]), group)
        last = group[-1]
        clause_end = next(c.end for c in line.clauses if c.start <= last.start < c.end)
        after = text[min(last.stop, clause_end) : clause_end]
        left, place = dealt(line, clause, left)
        if begin == clause.start and lists_parts(line, clause):
            left = f"其中{left}"
        said, rest = text[: group[0].start], text[last.stop :]
        if is_subsidy(last, said, rest) or is_score(said, after) or is_listing(last, left, rest):
            return
        if not last.unit and last.unit_class != "proportion" and not is_pure(line, left):
            return
        if (
            is_so_already(text, clause.start, group[0].start)
            or is_part_of_none(line, last, left)
            or not (goes_on(line, clause, last, left, after) or commits(last, left, after))
        ):
            line.passed = last.unit_class
            line.starting = last if is_starting_point(left, after) else line.starting
            return
        if (year := line.times.due(group[0], clause.end, left)) and year <= self._past:
            return
        line.committed, line.passed = (clause.start, last.unit_class), ""
        left = without_age(left)
        if last.unit_class == "count":
            yield from self._counted(line, group, left, after, clause)
            return
        for mention in self._measured(line, group, left, after, clause):
            yield replace(mention, place=place) if place else mention

    def _measured(
        self, line: SentenceContext, group: list[Quantity], left: str, after: str, clause: Clause
    ) -> Iterator[TargetMention]:
        text = line.sentence.text
        doing = shares.SHARE_OF_DOING.match(after) if group[-1].is_percent and not ends_here(after) else None
        has_words = doing or strip_adverbs(left.lstrip("或和并且、，"))
        verb = phrases.verb_before(left) or ("" if has_words else line.verb)
        cities, left = cities_ahead(left, len(group)) if "分别" in left else ([], left)
        before = line.phrase or phrases.fronted(text[: clause.start])
        if provided := shares.provided(left, after, group[-1]):
            phrase = provided
        elif doing:
            phrase = shares.share_of_doing(left, doing["deed"])
        else:
            words = phrases.with_object(left, after, group[-1])
            phrase = naming.measured(line, words, text[: group[0].start], self._known)
            phrase = phrases.of_unit(phrase, group[-1], after, text[: clause.start])
            is_alike = group[-1].is_percent or (line.whole and line.whole[0] == group[-1].unit_class)
            if is_alike and not may_be_place(phrase):
                phrase = phrases.with_head(line.phrase, phrase, is_percent=group[-1].is_percent)
        phrase = phrase or phrases.before_year(left)
        places, rest = split_places(phrase, before, self._known, self._named)
        # 60%以上县级城市达到标准: those are counted.
        are_counted = doing and places and after.startswith(places[0])
        places, phrase = ([], phrase) if are_counted else (places, rest)
        # 市、县污水处理率: levels, of which one figure is no place's
        places = cities or ([] if len(group) == 1 and places == ["市", "县"] else places)
        if (head := _OTHER_PLACE.match(phrase)) and head[0] not in line.places:
            line.places = []
        more = adds(line, group[-1], left)
        phrase += phrases.head_of(before) if more and not ends_with_noun(phrase) else ""
        classes = None if places else split_classes(phrase, len(group)) if len(group) > 1 else None
        places, phrase = classes or (places, phrase)
        is_free = not places and line.first and not _WHOLE_AREA.match(left)
        said = text[clause.start : group[0].start]
        if is_free and (doer := self._sites.doer(text[: clause.start], self._named, said)):
            places, line.house = [doer], doer
        # （山区县不低于12%）: the place in a bracket is that of no other figure.
        apart = line.places if said.rfind("（") > said.rfind("）") else None
        is_own = line.shared and not ("分别" in left and len(line.places) == len(group))
        if places or line.first or is_own or says_itself(line, phrase) or _WHOLE_AREA.search(left):
            # 每个街道建成1个中心，覆盖率达到95%: what each is to do does not say whose the figures behind are.
            line.places, line.shared = places, False
        if not (line.verb and phrase == before):
            line.baseline_clause = clause.start
        # 下降14%以上，力争达到14.5%: still a decrease, and against the same year.
        # …提高6个百分点，达到38% is where it stands then.
        is_state = line.points and group[-1].is_percent and "百分点" not in group[-1].unit
        # 甲区下降20%，其他区不低于15%: of places side by side each one falls.
        goes_on = _REACHED.fullmatch(verb) or (places and group[-1].is_percent and _BOUND.fullmatch(verb))
        # 新增800万千瓦，2030年达到1500万千瓦: what there is then, and no more of it.
        is_stock = is_addition(line.verb) and line.times.within(clause.start, group[0].start)
        stays = line.verb and phrase == before and goes_on and not (is_state or is_stock)
        line.points = "百分点" in group[-1].unit
        direction = line.verb if stays else verb
        earlier = line.earlier if "分别" in left and phrase == before else ""
        naming.hand_on(line, phrase, left, of_all=bool(_WHOLE_AREA.search(left)))
        line.first, line.phrase, line.verb = False, phrase, direction
        line.added = group[-1].unit if more or is_addition(left) else ""
        if not places and "分别" in left and len(line.places) == len(group) > 1:
            # 甲地区、乙地区A率分别提高至…，B率分别达到…: dealt out to the same places.
            places = line.places
        names = naming.dealt(phrase, places, group, self._known, earlier)
        left = f"新增{left}" if more else left
        for i, quantity in enumerate(group):
            place = places[i] if len(places) == len(group) > 1 else join_places(text, line.places)
            yield self._mention(line, quantity, group, names[i], (verb, direction), place, clause, left)
        line.places = lasting(line.places) if apart is None else apart

    def _counted(
        self, line: SentenceContext, group: list[Quantity], left: str, after: str, clause: Clause
    ) -> Iterator[TargetMention]:
        before = line.before + "。" + line.sentence.text[: clause.start]
        shares = places_dealt(left, len(group))
        doers, doing = self._sites.doers(phrases.bare_of_time(left), after, self._named)
        house, doing = ("", doing) if doers else house_ahead(doing)
        said = line.sentence.text[: clause.start]
        house = house or (self._sites.doer(said, self._named) if line.first else "")
        if doers or house or _WHOLE_AREA.match(left) or names_town(left) or states_for_all(line, left):
            line.places, line.shared, line.house = doers or [house] * bool(house), bool(doers), house
        what = counted_thing((doing if doers or house else left).lstrip("（"), after, before, group[-1].unit)
        phrase, label = counted_names.counted(line, what, left, group[-1].unit, before, is_dealt=bool(shares))
        part = part_of(line, group[-1], left)
        if part:
            phrase, label = (
                line.counted
                if may_be_place(part) or is_settled(part)
                else (f"{part}{word}" for word in line.counted)
            )
        else:
            line.counted = phrase, label
        line.first, line.phrase, line.parted = False, phrase, (group[-1].unit, bool(part))
        verb = counting_verb(left, after)
        place = makers(line)
        place = part if is_settled(part) or may_be_place(part) else place
        names = counted_names.kinds_counted(phrase, label, left, group, self._known)
        for i, quantity in enumerate(group):
            where = shares[i] if shares else place
            mention = self._mention(line, quantity, group, names[i][0], (verb, verb), where, clause, left)
            yield replace(mention, label=names[i][1])

    def _mention(
        self,
        line: SentenceContext,
        quantity: Quantity,
        group: list[Quantity],
        phrase: str,
        verbs: tuple[str, str],
        place: str,
        clause: Clause,
        left: str,
    ) -> TargetMention:
        text, offset, last = line.sentence.text, line.sentence.start, group[-1]
        verb, direction = verbs
        # In a list the last quantity carries the unit and the bound of all: 55%、45%以上.
        bound = (
            quantity if quantity.tail or quantity is last or is_full(quantity) else with_tail(quantity, last)
        )
        # 新增焚烧能力2万吨、填埋库容3万立方米: the verb is that of both.
        goes_on = left.startswith(("、", "和", "及")) or left.endswith("、")
        words = text[clause.start : group[0].start] if goes_on else left
        kind = kinds.kind(direction, phrase, words, quantity if quantity.unit else last)
        if line.whole and line.whole[0] == last.unit_class:
            kind, words = kind_of_part(line.whole, kind, words, is_next=left.startswith("、"), verb=verb)
        line.whole = line.whole if last.is_percent else (last.unit_class, kind, words)
        starts = starting_value(line.starting, quantity, clause) if quantity is group[0] else None
        # 力争建成装置1套，产能10万吨: a clause without a verb goes on.
        since = (
            clause.start
            if verb or quantity.unit == "倍" or line.times.within(clause.start, group[0].start)
            else next(c.start for c in line.clauses if c.end + 1 >= clause.start)
        )
        strives = strives_on(line, clause) or quantity.start > line.strives
        striving = strives or STRIVE.search(text, since, quantity.start)
        due = line.times.distributed(quantity, group, left) or line.times.due(quantity, clause.end, left)
        return TargetMention(
            path=line.sentence.path,
            start=offset + quantity.start,
            end=offset + quantity.end,
            phrase=phrase.lstrip("、，）"),
            context=text[: clause.start],
            op=kinds.comparator(verb, bound, left),
            value=quantity.value,
            upper=quantity.upper,
            unit=quantity.unit or last.unit,
            kind=kind,
            baseline_year=line.times.baseline(
                quantity, line.baseline_clause, due, falls=kind is TargetKind.DECREASE
            )
            if kind in _COMPARED or starts
            else "",
            target_year=due,
            strength=Strength.STRIVE if striving else Strength.FIRM,
            place=place,
            baseline_value=starts,
            period=kinds.period(words),
            tier=kinds.tier(left) or kinds.tier(goal_behind(text, last.stop)),
            label=naming.readable(line, phrase, left, last, kind),
        )
