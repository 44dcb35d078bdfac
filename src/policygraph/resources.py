"""Where the data that travels with policygraph lies: ontology, shapes and the register of directives."""

from __future__ import annotations

from pathlib import Path

from policygraph.errors import PolicygraphError

__all__ = ["directives", "ontology", "shapes", "version"]

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


def version() -> str:
    """The version of policygraph as installed; ``0+source`` where it runs from sources without installation."""
    # Costs 20 ms to import, which `policygraph --help` should not pay.
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("policygraph")
    except PackageNotFoundError:
        return "0+source"


def _folder(name: str) -> Path:
    """The folder as installed from a wheel, or else in the checkout that this module belongs to."""
    for root in (_INSTALLED, _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise PolicygraphError(
        f"policygraph's folder {name!r} is missing beside {_PACKAGE}; install the package again"
    )
