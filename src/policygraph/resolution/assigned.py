"""Who is made answerable: mentions of bodies to assignments, and findings for what is no body that anybody knows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policygraph.extraction.mentions import BodyMention
from policygraph.model import Assignment, Finding, Outline, Severity, Text
from policygraph.resolution.agencies import AgencyResolver

__all__ = ["assign"]

_CODE = "body-unknown"


def assign(
    mentions: Sequence[BodyMention],
    unread: Iterable[tuple[int, int]],
    outline: Outline,
    text: Text,
    agencies: AgencyResolver,
) -> tuple[tuple[Assignment, ...], tuple[Finding, ...]]:
    """The assignments of one document, and its findings about bodies.

    Args:
        mentions: bodies in responsibility statements; a misspelt one becomes a finding and no assignment.
        unread: where members of their lists stand that are no bodies by their form, in clean offsets.
        outline: the document's structure.
        text: the document.
        agencies: who is meant by a mention there.
    """
    slips = {one.start: near for one in mentions if (near := _slip(agencies, one.text))}
    known = [one for one in mentions if one.start not in slips]
    assignments = _said_once(known, [_assignment(text, agencies, one) for one in known], outline)
    return assignments, (
        *_unknown(assignments, text),
        *_unread(unread, text),
        *_slips(mentions, slips, text),
    )


def _assignment(text: Text, agencies: AgencyResolver, mention: BodyMention) -> Assignment:
    span = text.span(mention.start, mention.end)
    return Assignment(mention.path, span, agencies.resolve(mention.text), mention.role, mention.standing)


def _said_once(
    mentions: Sequence[BodyMention], assignments: Sequence[Assignment], outline: Outline
) -> tuple[Assignment, ...]:
    """The assignments without those that a standing rule in the same statement says again.

    各县政府负责落实。以下均需各县政府落实 gives each measure, its own too, one assignment of 各县政府.
    """
    starts = [sentence.start for sentence in outline.sentences]
    # Between brackets that belong together, as in （…负责）（以下均需…落实）, stands no sentence.
    places = [
        (one.path, bisect_left(starts, mention.start), one.agency, one.role)
        for mention, one in zip(mentions, assignments, strict=True)
    ]
    rules = {place: one for place, one in zip(places, assignments, strict=True) if one.standing}
    return tuple(one for place, one in zip(places, assignments, strict=True) if rules.get(place, one) is one)


def _unknown(assignments: tuple[Assignment, ...], text: Text) -> list[Finding]:
    return [
        Finding(
            _CODE,
            Severity.WARNING,
            f"“{text.quote(a.span)}” is not an agency of the vocabulary; add it to agencies.ttl",
            a.span,
        )
        for a in assignments
        if not a.agency.function
    ]


def _slip(agencies: AgencyResolver, mention: str) -> str:
    """The known body that an unknown one is most likely meant to be, '' if it is known or like none."""
    return "" if agencies.resolve(mention).function else agencies.nearest(mention)


def _slips(bodies: Sequence[BodyMention], slips: Mapping[int, str], text: Text) -> Iterator[Finding]:
    for body in bodies:
        if near := slips.get(body.start):
            message = f"“{body.text}” is not a known agency and was left out; correct it if {near} is meant"
            yield Finding(_CODE, Severity.WARNING, message, text.span(body.start, body.end))


def _unread(unread: Iterable[tuple[int, int]], text: Text) -> list[Finding]:
    spans = [text.span(start, end) for start, end in unread]
    return [
        Finding(
            _CODE,
            Severity.WARNING,
            f"“{text.quote(span)}” stands among agencies, is not one of the vocabulary, and was left out",
            span,
        )
        for span in spans
    ]
