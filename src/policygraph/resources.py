"""Where what travels with policygraph lies: ontology, shapes, the register of directives, and its own modules."""

from __future__ import annotations

from pathlib import Path

from policygraph.errors import PolicygraphError

__all__ = ["VERSION", "code", "directives", "ontology", "shapes"]

# Of the package; the build backend reads it here.
VERSION = "0.2.0"

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "data"
_CHECKOUT = _PACKAGE.parents[1]


def ontology() -> Path:
    """The folder of the ontology; vocabularies are in its folder ``vocabularies``.

    Raises:
        PolicygraphError: the installation holds no ontology.
    """
    return _folder("ontology")


def shapes() -> Path:
    """The folder of the SHACL shapes.

    Raises:
        PolicygraphError: the installation holds no shapes.
    """
    return _folder("shapes")


def directives() -> Path:
    """The folder of the register of parent directives.

    Raises:
        PolicygraphError: the installation holds no register.
    """
    return _folder("seeds/directives")


def code(*patterns: str) -> list[Path]:
    """The modules of the package that match glob ``patterns``, such as ``rdf/*.py``."""
    return [module for pattern in patterns for module in sorted(_PACKAGE.glob(pattern))]


def _folder(name: str) -> Path:
    """The folder as installed from a wheel, or else in the checkout that this module belongs to."""
    for root in (_INSTALLED, _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise PolicygraphError(
        f"policygraph's folder {name!r} is missing beside {_PACKAGE}; install the package again"
    )
