"""The language in which the program speaks: every sentence is English in the code, and Chinese where it goes out.

Who prints a sentence passes it through :func:`said`. In English that returns it as it is; in Chinese it is looked up
in ``chinese/*.toml``, which is read then and not before. So errors stay plain English sentences on their way through
worker processes, and no module but the last one has to know of languages.
"""

from __future__ import annotations

from policygraph.messages.choice import MessageLanguage, chosen, said, speak, wanted

__all__ = ["MessageLanguage", "chosen", "said", "speak", "wanted"]
