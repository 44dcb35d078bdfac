"""Damaged queries, shapes, manifests, mapping and correction files: no crash, no hang, no fault of policygraph's own.

``python -m benchmarks.fuzz SECONDS [SEED] [FOLDER]``. Each input is a file of a kind, changed at random, and a command
that reads it, in a process of its own. Status 3, a signal, a traceback or more than a minute is a fault; the input is
kept in FOLDER (``build/fuzz``), and the exit status is 1.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policygraph.cli import main as command
from policygraph.resources import shapes

ROOT = Path(__file__).resolve().parents[1]
STOCK = ROOT / "src" / "policygraph" / "queries" / "stock"
# A query or shape may take so many seconds, and is stopped; a process that takes so many hangs.
ENGINES = ("shifty", "pyshacl")
ALLOWED, MOST = "5", 60
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
PLAN = """清源市“十四五”节能减排实施方案

一、主要目标
到2025年，全市单位地区生产总值能耗比2020年下降14%以上，氮氧化物重点工程减排量达到3500吨。

二、重点任务
（一）推进工业减排。2024年底前完成节能改造项目12个。（市经济和信息化局牵头，市财政局配合）
"""
CORRECTIONS = """document	path	kind	exact	prefix	suffix	start	field	was	now	decision	reason	author	date
	一	target	14%	比2020年下降	以上		value	14	14.5	replace	印刷错误	李敏	2025-01-03
	二/（一）	assignment	市财政局							reject	不承担此项	李敏	2025-01-03
	二/（一）	target	12个				value	12	11	replace		王伟	2025-01-06
	一	target	3500吨							confirm		王伟	2025-01-06
"""  # noqa: E501 - a line of a table is one line
MAPPINGS = """#mapping_set_id: https://example.org/mappings
#license: https://creativecommons.org/licenses/by/4.0/
#curie_map:
#  pg: https://w3id.org/policygraph/ontology#
#  semapv: https://w3id.org/semapv/vocab/
subject_id	predicate_id	object_id	mapping_justification	confidence	mapping_date	author_label	comment
IRI/plan/plan/measure/2.1	pg:localises	IRI/directive/guofa-2021-33/measure/3.1	JUST	0.9	2025-01-02	李敏	对应
IRI/plan/plan/measure/2.1	pg:localises	IRI/directive/guofa-2021-33/measure/3.9	JUST	1	2025-01-02	李敏
""".replace("IRI", "https://w3id.org/policygraph/id").replace("JUST", "semapv:ManualMappingCuration")
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:own:a> a sh:NodeShape ; dcterms:identifier "A1" ; sh:targetClass pg:Target ; sh:message "单位？"@zh, "unit?"@en ;
    sh:property [ sh:path pg:unit ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
    sh:property [ sh:path ( pg:inProvision [ sh:inversePath pg:hasMeasure ] ) ; sh:class pg:CityPlan ] ;
    sh:or ( [ sh:path pg:targetYear ; sh:minInclusive 2020 ] [ sh:path pg:strength ; sh:in ( "a" "b" ) ] ) .
<urn:own:b> a sh:NodeShape ; dcterms:identifier "B1" ; sh:targetClass pg:Measure ; sh:message "短"@zh ;
    sh:sparql [ sh:select "SELECT $this ?value { $this <http://purl.org/dc/terms/title> ?value FILTER (STRLEN(?value) < 4) }" ] ;
    sh:not [ sh:path pg:path ; sh:pattern "^(.+/)+$" ; sh:minLength 1 ] .
"""  # noqa: E501 - a query is one line
_TOKENS = """
( ) { } [ ] < > . ; , | / ^ * + ? ! = & \\ " ' # @ : _ $ % - ~ 0 1 -1 9 1e999 NaN INF SELECT CONSTRUCT ASK
DESCRIBE WHERE OPTIONAL UNION MINUS FILTER BIND VALUES UNDEF EXISTS NOT IN GRAPH SERVICE SILENT FROM
NAMED GROUP BY HAVING ORDER LIMIT OFFSET DISTINCT COUNT(*) SUM(?x) CONCAT REGEX REPLACE INSERT DELETE
LOAD <urn:x> <http://127.0.0.1:9/> <file:///etc/passwd> ?s ?p ?o $this _:b [] () true \"\"\" sh:path sh:not
sh:and sh:or sh:xone sh:node sh:property sh:class sh:in sh:select sh:ask sh:target sh:inversePath
sh:zeroOrMorePath sh:alternativePath sh:minCount sh:pattern sh:qualifiedValueShape owl:imports a
pg:Target rdf:rest null [] {} true ../.. /etc/passwd replace reject add confirm value document target
assignment 二/（一） 一 14% 14.5 -0 1E9 2025-13-01 0000-00-00 ² ٣ ½ 亿 万吨 《》 <b>
"""
WORDS = (
    *_TOKENS.split(),
    *("\t", "\n", "\r\n", "\0", "\x1b[2J", "\ufeff", "\u202e", "\u2028", "\ud800", "\U00020000", "e\u0301"),
    *(" ", "\n\n", '"\t"', "9" * 400, "x" * 5000, "( " * 300, "{ " * 300, "[" * 3000, "!" * 300, "a/" * 300),
    *(
        "&a [*a]",
        "&a",
        "*a",
        "!!python/object",
        "#",
        "#x: [",
        "- a\n",
        "? a\n",
        "<<: *a",
        "|\n",
        "2025-99-99",
    ),
)


@dataclass(frozen=True, slots=True)
class Room:
    """Where an input is put, and the build that is asked."""

    folder: Path
    build: Path


@dataclass(frozen=True, slots=True)
class Case:
    """A command and its input: that file, or what it finds on its standard input."""

    arguments: Sequence[str]
    input: bytes
    file: str = ""


def changed(text: str, others: Sequence[str], dice: random.Random) -> bytes:
    """The text with some words, lines and characters of it taken away, doubled, moved, or put in."""
    for _ in range(dice.choice((0, 1, 1, 1, 2, 3, 8, 30))):
        at = dice.randrange(len(text) + 1)
        end = min(len(text), at + dice.choice((0, 1, 1, 3, 12, 80, 400)))
        match dice.randrange(7):
            case 0:
                put = ""
            case 1:
                put = text[at:end] * dice.choice((2, 3, 50))
            case 2:
                other = dice.choice(others)
                start = dice.randrange(len(other))
                put = other[start : start + dice.choice((3, 20, 200))]
            case 3:
                put = text[at:end][::-1]
            case 4:
                put = chr(dice.choice((dice.randrange(1, 128), dice.randrange(0x4E00, 0x10FFFF))))
            case _:
                put = dice.choice(WORDS) + dice.choice(("", " ", "\n", "\t"))
        text = text[:at] + put + text[end:]
    encoding = dice.choice(("utf-8",) * 20 + ("gb18030", "utf-16"))
    # A half of a character is bytes that are no text, in UTF-8 only.
    data = text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "ignore")
    if data and dice.random() < 0.05:
        at = dice.randrange(len(data))
        data = data[:at] + dice.randbytes(dice.randrange(5)) + data[at + 1 :]
    return data


def query(room: Room, dice: random.Random) -> Case:
    """A query of the user's own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(STOCK.rglob("*.rq"))]
    return Case(
        [
            "query",
            "-",
            "--graph",
            str(room.build),
            "--timeout",
            ALLOWED,
            "--format",
            dice.choice(("csv", "json", "table")),
        ],
        changed(dice.choice(texts), texts, dice),
    )


def own_shapes(room: Room, dice: random.Random) -> Case:
    """Shapes of the user's own, under either engine."""
    others = [SHAPES, *(path.read_text(encoding="utf-8") for path in sorted(shapes().glob("*.ttl")))]
    engine = dice.choice(ENGINES)
    arguments = ["--shapes", str(room.folder / "own.ttl"), "--engine", engine, "--timeout", ALLOWED]
    return Case(
        ["validate", "--graph", str(room.build), *arguments], changed(SHAPES, others, dice), "own.ttl"
    )


def manifest(room: Room, dice: random.Random) -> Case:
    """The manifest of a build, as text or as values with its digest set right."""
    copy = room.folder / "copy"
    shutil.copytree(room.build, copy)
    text = (copy / "manifest.json").read_text(encoding="utf-8")
    data = changed(text, [text], dice)
    if dice.random() < 0.7:
        values = json.loads(text)
        for _ in range(dice.choice((1, 1, 2, 4))):
            _replace(values, dice)
        values.pop("sha256", None)
        digest = hashlib.sha256(_json(values)).hexdigest()
        data = _json(values | {"sha256": digest})
    asked = dice.choice(
        (
            ["query", "documents", "--graph"],
            ["show", "plan", "一", "--graph"],
            ["trace", "plan", "--graph"],
            ["build", "--check"],
        )
    )
    return Case([*asked, str(copy)], data, "copy/manifest.json")


def _replace(values: Any, dice: random.Random) -> None:
    """Take away, rename, or give another value to one thing somewhere in a tree of values."""
    while True:
        key = dice.choice(list(values) if isinstance(values, dict) else range(len(values)))
        inner = values[key]
        if not isinstance(inner, dict | list) or not inner or dice.random() < 0.2:
            break
        values = inner
    match dice.randrange(4):
        case 0:
            del values[key]
        case 1 if isinstance(values, dict):
            values[dice.choice(WORDS)] = values.pop(key)
        case 2:
            values[key] = dice.choice(
                (None, True, -1, 0, 10**30, 1.5, "", [], {}, [[]], {"a": 1}, "../../x", inner)
            )
        case _:
            values[key] = dice.choice(WORDS) if not isinstance(inner, str) else inner + dice.choice(WORDS)


def _json(values: object) -> bytes:
    text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return text.encode("utf-8", "surrogatepass")


def mappings(room: Room, dice: random.Random) -> Case:
    """A file of mappings beside a plan."""
    return _built(room, "own.sssom.tsv", changed(MAPPINGS, [MAPPINGS], dice))


def corrections(room: Room, dice: random.Random) -> Case:
    """A file of corrections beside a plan."""
    return _built(room, "plan.corrections.tsv", changed(CORRECTIONS, [CORRECTIONS, PLAN], dice))


def _built(room: Room, name: str, data: bytes) -> Case:
    (room.folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    return Case(["build", str(room.folder), "-o", str(room.folder / "out"), "--jobs", "1"], data, name)


KINDS: tuple[Callable[[Room, random.Random], Case], ...] = (
    query,
    own_shapes,
    manifest,
    mappings,
    corrections,
)


def told(case: Case, folder: Path) -> str:
    """What is wrong with how the command ends; '' where nothing is. Its output goes to two files in the folder."""
    child = os.fork()
    if child == 0:
        os.setsid()
        for number, name, way in ((0, "in", os.O_RDONLY), (1, "out", _WRITE), (2, "err", _WRITE)):
            os.dup2(os.open(folder / name, way), number)
        sys.stdin, sys.stdout, sys.stderr = (
            open(at, way, encoding="utf-8", closefd=False)  # noqa: SIM115 - they are open until the end
            for at, way in ((0, "r"), (1, "w"), (2, "w"))
        )
        sys.argv = ["policygraph", *case.arguments]
        status = 0
        try:
            command()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    until = time.monotonic() + MOST
    done = 0
    while not done and time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        time.sleep(0.005)
    if not done:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return f"more than {MOST} s"
    error = (folder / "err").read_text(encoding="utf-8", errors="replace")
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1, 2) or "Traceback" in error:
        last = (error.strip().splitlines() or [""])[-1]
        return f"status {code}: {last[:150]}"
    return ""


def _warm(build: Path, folder: Path) -> None:
    """Make the build that is asked, and load all that the processes of the inputs are copied with."""
    (folder / "own.ttl").write_text(SHAPES, encoding="utf-8")
    for arguments in (
        ["build", f"{folder}/plan.txt", "-o", str(build), "--jobs", "1"],
        ["query", "documents", "--graph", str(build)],
        *(
            ["validate", "--graph", str(build), "--shapes", f"{folder}/own.ttl", "--engine", engine]
            for engine in ENGINES
        ),
    ):
        sys.argv = ["policygraph", *arguments]
        with suppress(SystemExit):
            command()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("seconds", type=float, help="how long inputs are tried")
    parser.add_argument("seed", type=int, nargs="?", default=0, help="the same inputs for the same one")
    kept = ROOT / "build" / "fuzz"
    parser.add_argument("folder", type=Path, nargs="?", default=kept, help="where faulty inputs are kept")
    return parser.parse_args()


def main() -> int:
    """Try inputs for so many seconds, tell what was found; 1 where that is a fault."""
    asked = _asked()
    seconds, seed, keep = asked.seconds, asked.seed, asked.folder
    dice = random.Random(seed)  # noqa: S311 - nothing is to be kept secret
    tried: Counter[str] = Counter()
    faults: dict[str, list[str]] = {}
    slowest = 0.0
    with tempfile.TemporaryDirectory() as rooms:
        build = Path(rooms) / "build"
        (Path(rooms) / "plan.txt").write_text(PLAN, encoding="utf-8")
        _warm(build, Path(rooms))
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            room = Room(Path(rooms) / "room", build)
            room.folder.mkdir()
            make = dice.choice(KINDS)
            case = make(room, dice)
            (Path(rooms) / "in").write_bytes(b"" if case.file else case.input)
            if case.file:
                (room.folder / case.file).write_bytes(case.input)
            start = time.monotonic()
            wrong = told(case, Path(rooms))
            slowest = max(slowest, time.monotonic() - start)
            tried[make.__name__] += 1
            if wrong:
                name = f"{make.__name__}-{seed}-{sum(tried.values())}"
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name).write_bytes(case.input)
                faults.setdefault(f"{make.__name__}: {wrong}", []).append(name)
                print(f"{wrong}: {keep / name}: {' '.join(case.arguments)}", flush=True)
            shutil.rmtree(room.folder)
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(tried.items()))
    print(f"{sum(tried.values())} inputs ({kinds}) in {seconds:g} s")
    print(f"slowest {slowest:.1f} s, {sum(map(len, faults.values()))} faults of {len(faults)} kinds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
