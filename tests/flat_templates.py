"""Templates as a browser reads them: where a line breaks is the formatter's affair, and is read as one space.

So a test may look for a whole sentence, or for a fragment within its page, however either is laid out.
"""

import re

from django.template import Origin
from django.template.loaders import app_directories, filesystem

LINE_BREAK = re.compile(r"\n\s*+")
OPEN_BOX = re.compile(r"(<textarea\b[^>]*+>) ")  # the line break after it is part of no text; a space is


class Flat:
    def get_contents(self, origin: Origin) -> str:
        text = super().get_contents(origin)
        return OPEN_BOX.sub(r"\1\n", LINE_BREAK.sub(" ", text)) if origin.name.endswith(".html") else text


class OfProject(Flat, filesystem.Loader): ...


class OfApps(Flat, app_directories.Loader): ...
