"""Files from outside are read apart: in a process of its own with little memory, little time and no way to the database.

`apart(work, …, refused=…)` calls a function of a module that knows neither settings nor models, and gives what it gives.
A file that stalls or kills the process costs whoever sent it a sentence, and everybody else nothing.
"""

from living_docs.file_reader.client import apart

__all__ = ["apart"]
