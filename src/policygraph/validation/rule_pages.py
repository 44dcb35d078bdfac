"""A page for each rule, made from the shapes."""

from __future__ import annotations

from policygraph.validation.results import Rule

__all__ = ["pages"]


def pages(rules: tuple[Rule, ...]) -> dict[str, str]:
    """File names and their Markdown: a page for each rule, and ``README.md`` that lists them."""
    found = {f"{rule.id}.md": _page(rule) for rule in rules}
    rows = [
        f"| [{r.id}]({r.id}.md) | {r.topic} | {r.level.label} | {r.label('zh')} | {r.label('en')} |"
        for r in rules
    ]
    head = "# Rules\n\n| rule | topic | level | zh | en |\n| --- | --- | --- | --- | --- |\n"
    return found | {"README.md": head + "\n".join(rows) + "\n"}


def _page(rule: Rule) -> str:
    messages = "\n".join(f"- {text}" for _, text in reversed(rule.templates))
    return (
        f"# {rule.id} {rule.label('zh')} / {rule.label('en')}\n\n"
        f"Topic: {rule.topic}. Level: {rule.level.label}.\n\n"
        f"**What it finds.** {rule.about}\n\n**Why it matters.** {rule.why}\n\n**How to correct it.** {rule.remedy}\n\n"
        f"**Example.**\n\n```text\n{rule.example}\n```\n\n**Messages.**\n\n{messages}\n"
    )
