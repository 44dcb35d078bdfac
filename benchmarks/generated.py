"""Plans in any number for the benchmarks: the example plans with other cities and other figures, the same in every run.

python benchmarks/generated.py NUMBER FOLDER
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from policygraph import resources
from policygraph.vocabulary import load_lexicon

SEEDS = Path(__file__).resolve().parents[1] / "seeds" / "plans"
# Figures, but no years, numbers of documents, codes or shares: what stands after 〔 or before 年, 号 or % stays.
_FIGURE = re.compile(r"(?<![\d.〔A-Za-z])(?!20\d\d)\d{2,}(?:\.\d+)?(?![\d.]|\s*[年号〕%％])")


def write_plans(number: int, folder: Path) -> None:
    """Write ``number`` plans as ``plan-0001.txt`` … to ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    lexicon = load_lexicon(resources.ontology(), resources.directives())
    cities = [
        area.name
        for area in lexicon.areas.values()
        if area.level == "prefecture" and area.name.endswith("市")
    ]
    templates = [_template(path, cities) for path in sorted(SEEDS.glob("*.txt"))]
    for index in range(number):
        text, own = templates[index % len(templates)]
        city = cities[index * 7 % len(cities)]
        plan = text.replace(own, city).replace(own.removesuffix("市"), city.removesuffix("市"))
        path = folder / f"plan-{index + 1:04}.txt"
        path.write_text(_with_other_figures(plan, index), encoding="utf-8")


def _template(path: Path, cities: list[str]) -> tuple[str, str]:
    """A plan's text and the city that it names first."""
    text = path.read_text(encoding="utf-8").replace("運", "运")
    return text, min((city for city in cities if city in text), key=text.index)


def _with_other_figures(plan: str, index: int) -> str:
    return _FIGURE.sub(lambda match: _varied(match[0], index), plan)


def _varied(figure: str, index: int) -> str:
    """The figure with another last digit but one."""
    at = len(figure) - 2 if figure[-2].isdigit() else len(figure) - 1
    return f"{figure[:at]}{(int(figure[at]) + index) % 10}{figure[at + 1 :]}"


if __name__ == "__main__":
    write_plans(int(sys.argv[1]), Path(sys.argv[2]))
