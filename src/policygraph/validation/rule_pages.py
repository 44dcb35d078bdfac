"""A page for each rule, made from the shapes."""

from __future__ import annotations

from policygraph.validation.results import Rule

__all__ = ["pages"]

_HEADS = (
    {"en": "What it finds.", "zh": "它查什么。"},
    {"en": "Why it matters.", "zh": "为何重要。"},
    {"en": "How to correct it.", "zh": "如何改正。"},
)


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
    said = [
        f"**{heads[language]}** {dict(texts)[language]}"
        for language in ("en", "zh")
        for heads, texts in zip(_HEADS, (rule.about, rule.why, rule.remedy), strict=True)
        if language in dict(texts)
    ]
    return "\n\n".join(
        (
            f"# {rule.id} {rule.label('zh')} / {rule.label('en')}",
            f"Topic: {rule.topic}. Level: {rule.level.label}.",
            *said,
            f"**Example.**\n\n```text\n{rule.example}\n```",
            f"**Messages.**\n\n{messages}\n",
        )
    )
