"""Lines of corrections files that do not hold (PG401, PG402)."""

from __future__ import annotations

from tests.validation.mutations import Hit, Mutation


def _line(rule: str, document: str, outcome: str, line: int, quote: str) -> Mutation:
    return Mutation(
        f"{rule} {document}: the line about {quote} is {outcome}",
        document,
        (Hit(rule, line, quote),),
        update=f"""INSERT DATA {{
            <https://w3id.org/policygraph/id/plan/{document}/correction/{line}> a pg:Correction, prov:Entity ;
                pg:outcome code:outcome-{outcome} ; pg:decision code:decision-replace ; pg:correctedKind "target" ;
                pg:correctedDocument "{document}" ; pg:correctedField "value" ; pg:was "1" ; pg:now "2" ;
                pg:readNow "3" ; pg:problem "'3' is read there now, not '1'" ; pg:anchorQuote "{quote}" ;
                pg:correctionFile "{document}.corrections.tsv" ; pg:correctionLine {line} ;
                pg:correctionColumn 5 }}""",
    )


CORRECTIONS = (
    _line("PG401", "taiyuan", "stale", 3, "甲"),
    _line("PG401", "yuncheng", "stale", 7, "乙"),
    _line("PG402", "jincheng", "anchor-lost", 2, "丙"),
    _line("PG402", "hubei", "anchor-lost", 9, "丁"),
)
