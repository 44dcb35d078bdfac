"""Traces and things as text for people and as JSON for programs."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from policygraph.builds.places import block_words
from policygraph.messages import MessageLanguage, chosen, said
from policygraph.model import Quote
from policygraph.printable import printable
from policygraph.queries.show import Property, Thing
from policygraph.queries.story import Event
from policygraph.queries.trace import Step
from policygraph.queries.views_from_above import Below

__all__ = ["as_json", "write_below", "write_thing", "write_trace"]

# Files get lines as long as they are; rich would fold them at 80 columns.
_FILE_WIDTH = 10_000


def as_json(value: Step | Thing | Below) -> str:
    """A trace, thing or view from above as JSON, with the names of its fields as keys."""
    return json.dumps(asdict(value), ensure_ascii=False, indent=1) + "\n"


def write_trace(step: Step, out: TextIO) -> None:
    """A trace as a tree."""
    _console(out).print(_tree(step), soft_wrap=not out.isatty())


def write_below(found: Below, out: TextIO) -> None:
    """A view from above: the tree, then its tables."""
    write_trace(found.tree, out)
    console = _console(out)
    for item in found.tables:
        table = Table(box=box.SIMPLE)
        # A column that says nothing here, such as the share of a percentage, only widens the table.
        shown = [n for n in range(len(item.columns)) if any(row[n] for row in item.rows)]
        for n in shown:
            table.add_column(Text(said(item.columns[n])))
        for row in item.rows:
            table.add_row(*(Text(_one_line(row[n])) for n in shown))
        with console.capture() as drawn:
            # Beside the table, not as its own title and caption, which it would fold to its width.
            console.print(Text(said(_one_line(item.title)), style="table.title"))
            console.print(table)
            if item.note:
                console.print(Text(said(item.note), style="table.caption"))
        out.write("\n")
        out.write("".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines()))


def write_thing(thing: Thing, out: TextIO, base: str) -> None:
    """A thing as a list of its properties, and the sentence it was read from with the quote marked."""
    console = _console(out)
    console.print(Text(_one_line(thing.label or thing.iri), style="bold"), soft_wrap=True)
    console.print(Text(_one_line(f"{', '.join(thing.kinds)}  {thing.iri}"), style="dim"), soft_wrap=True)
    width = max((len(p.name) for p in thing.properties), default=0)
    for item in thing.properties:
        console.print(_property(item, width, base), soft_wrap=True)
    for event in thing.story:
        console.print(_event(event), soft_wrap=True)
    if thing.quote and thing.context:
        console.print(Text("\n").append(_place(thing.quote), style="dim"), soft_wrap=True)
        mark = "{}" if out.isatty() else "[{}]"
        sentence = Text(_one_line(thing.context.before))
        sentence.append(mark.format(_one_line(thing.context.quote)), style="reverse")
        sentence.append(_one_line(thing.context.after))
        console.print(sentence, soft_wrap=not out.isatty())


def _console(out: TextIO) -> Console:
    return Console(file=out, highlight=False, width=None if out.isatty() else _FILE_WIDTH)


def _tree(step: Step) -> Tree:
    tree = Tree(_line(step), guide_style="dim")
    pending = [(step, tree)]
    while pending:
        parent, branch = pending.pop()
        pending += [(child, branch.add(_line(child))) for child in parent.steps]
    return tree


def _line(step: Step) -> Text:
    line = Text(f"{_relation(step.relation)} " if step.relation else "", style="dim")
    line.append(f"{said(step.kind)} ", style="cyan")
    line.append(_one_line(step.label), style="bold")
    if step.note:
        line.append(f"  ({_noted(_one_line(step.note))})", style="dim")
    if step.quote:
        text = _one_line(step.quote.text)
        shown = "" if text in step.label else f" “{text}”"
        line.append(f"  [{_place(step.quote)}]{shown}", style="green")
    return line


def _relation(relation: str) -> str:
    """A relation as it is said, and in brackets how it is known."""
    name, bracket, how = relation.partition(" (")
    return f"{said(name)} ({said(how.removesuffix(')'))})" if bracket else said(name)


def _noted(note: str) -> str:
    """What else is known of a step; codes in it, such as a strength and its year, are said word by word."""
    if chosen() is MessageLanguage.EN:
        return note
    clauses = (_clause(part) for part in re.split("[;,] ", note))
    return "；".join(clauses)


def _clause(text: str) -> str:
    spoken = said(text)
    return spoken if spoken != text else " ".join(map(said, text.split(" ")))


def _property(item: Property, width: int, base: str) -> Text:
    line = Text(f"  {item.name:<{width}}  ", style="cyan")
    value = _one_line(item.value).removeprefix(f"{base}id/")
    line.append(f"{_one_line(item.label)}  " if item.label else "", style="bold")
    line.append(value, style="dim" if item.label else "")
    if item.rule:
        line.append(f"\n  {'':<{width}}    {said(f'derived: {item.rule}')}", style="dim italic")
        for source in item.inputs:
            where = f"  [{_place(source.quote)}] “{_one_line(source.quote.text)}”" if source.quote else ""
            origin = source.iri.removeprefix(f"{base}id/")
            line.append(f"\n  {'':<{width}}      {said(f'from {origin}')}{where}", style="dim italic")
    return line


def _event(event: Event) -> Text:
    """What a person decided: who, when, what and why, and what became of it."""
    line = Text("  ✎ ", style="cyan")
    line.append(_one_line(" ".join(filter(None, (event.date, event.author)))), style="bold")
    line.append(f"  {said(event.decision or 'undecided')}", style="cyan")
    if event.field:
        line.append(_one_line(f" {event.field}: {event.was or '—'} → {event.now or '—'}"))
    line.append(_one_line(f"  {event.reason}") if event.reason else "")
    line.append(_one_line(f"  [{said(event.outcome)}, {event.file}:{event.line}]"), style="dim")
    return line


def _place(quote: Quote) -> str:
    where = block_words(quote.block)
    return f"{_one_line(quote.file)} {f'{_one_line(where)} ' if where else ''}{quote.start}–{quote.end}"


def _one_line(text: str) -> str:
    """``text`` without line breaks, and without what would command the terminal."""
    return printable("".join(text.split("\n")))
