"""Search without a server: the sentences of a build and an index of their pairs of characters, in small files.

The files are scripts that hand their data to ``site-search.js``: a page that was opened from a disk may load these,
and may not read JSON. A search loads the drawers of its pairs, and the sentences that these name.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from policygraph.pages import Language
from policygraph.rdf.terms import PG
from policygraph.server.addresses import Addresses
from policygraph.server.links import canonical
from policygraph.server.search import Hit, SearchIndex, index_of

if TYPE_CHECKING:
    from policygraph.server.workbench import Workbench

__all__ = ["search_files"]

_DRAWERS = 64
_TOGETHER = 400
_LANGUAGES = (Language.ZH, Language.EN)


def search_files(workbench: Workbench, files: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files of the search by their names.

    Args:
        workbench: the build.
        files: the files of its pages by their addresses.
    """
    index = index_of(workbench)
    hits = list(index.sentences())
    documents = sorted({hit.document for hit in hits})
    measures = {
        name: sorted({(hit.path, hit.title) for hit in hits if hit.document == name}) for name in documents
    }
    kinds = sorted({fact.kind for hit in hits for fact in hit.facts})
    titles = {row["document"]: row["title"] for row in workbench.rows("documents")}

    def file(zh: str, en: str) -> list[str]:
        return [files.get(canonical(address), "") for address in (zh, en)]

    about = {
        "drawers": _DRAWERS,
        "together": _TOGETHER,
        "folded": dict(sorted(index.folding.changes().items())),
        "kinds": [
            [workbench.reader.label(PG.iri(kind), language) for language in _LANGUAGES] for kind in kinds
        ],
        "documents": [
            {
                "title": titles.get(name) or name,
                "files": file(*(Addresses(language).document(name) for language in _LANGUAGES)),
                "measures": [
                    [
                        path,
                        title,
                        *(file(*(Addresses(one).measure(name, path) for one in _LANGUAGES)) if path else ()),
                    ]
                    for path, title in measures[name]
                ],
            }
            for name in documents
        ],
    }
    yield _script("about", about)
    for number, together in enumerate(_batches(hits)):
        rows = [
            [
                documents.index(hit.document),
                measures[hit.document].index((hit.path, hit.title)),
                index.anchor(hit),
                sorted({kinds.index(fact.kind) for fact in hit.facts}),
                index.text(hit.document)[hit.sentence.start : hit.sentence.end],
            ]
            for hit in together
        ]
        yield _script(f"sentences-{number}", rows)
    for number, pairs in enumerate(_drawers(index, hits)):
        yield _script(f"pairs-{number}", pairs)


def _batches(hits: list[Hit]) -> Iterator[list[Hit]]:
    left = iter(hits)
    while together := list(islice(left, _TOGETHER)):
        yield together


def _drawers(index: SearchIndex, hits: list[Hit]) -> list[dict[str, list[int]]]:
    """For each pair of characters the sentences that hold it, each as its distance from the one before.

    The last character of a sentence stands alone. A pair lies in the drawer of its first character, so that one
    drawer has all that begins with it.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number, hit in enumerate(hits):
        folded = index.folding.word(index.text(hit.document)[hit.sentence.start : hit.sentence.end])
        for pair in {*map("".join, pairwise(folded)), folded[-1:]}:
            places[pair].append(number)
    drawers: list[dict[str, list[int]]] = [{} for _ in range(_DRAWERS)]
    for pair in sorted(places):
        if pair:
            found = places[pair]
            distances = [found[0], *(later - earlier for earlier, later in pairwise(found))]
            drawers[ord(pair[0]) % _DRAWERS][pair] = distances
    return drawers


def _script(name: str, data: object) -> tuple[str, bytes]:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # These two end a line in scripts of old browsers; JSON lets them stand.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"search/{name}.js", f"policygraphSearch({json.dumps(name)},{text});\n".encode()
