"""What changed between two texts: blocks that stayed, moved, were edited, came or went, and the words inside them.

The one comparison of the service. Blocks are plain strings (`kind.blocks()`); words are what stands between spaces.
"""

from living_docs.changes.comparison import Change, Changes, WordChanges, compare, word_changes
from living_docs.changes.words import Run, word_runs

__all__ = ["Change", "Changes", "Run", "WordChanges", "compare", "word_changes", "word_runs"]
