"""Theme trees with their history, and what is coded to them: layers of codings on frozen submissions, and memos."""

from themes.models.codings import Coding, Memo, SetAside
from themes.models.layers import CodingLayer
from themes.models.paragraphs import Paragraph
from themes.models.reading_help import ReadingHelp
from themes.models.trees import Theme, ThemeChange, ThemeTree

__all__ = ["Coding", "CodingLayer", "Memo", "Paragraph", "ReadingHelp", "SetAside", "Theme", "ThemeChange", "ThemeTree"]
