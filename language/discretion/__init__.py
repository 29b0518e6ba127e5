"""Who a message is about, found in whatever spelling, so that it can be told on without them.

`hidden` is what others use. `plain` is the one spelling in which `numbers`, `accounts`, `people`, `firms` and `places`
look; what they find are spans of it, which lead back to the text as it was written.
"""

from language.discretion.firms import called
from language.discretion.hiding import WAYS, Asker, hidden
from language.discretion.spans import Kind

__all__ = ["WAYS", "Asker", "Kind", "called", "hidden"]
