"""What a text may hold, read from `form.json`, which the browser's editor is built from too."""

import json
from pathlib import Path

FORM = json.loads((Path(__file__).parent / "form.json").read_text(encoding="utf-8"))

MARKS: tuple[str, ...] = tuple(FORM["marks"])  # in the order in which they nest, outermost first
MARK_NAMES: dict[str, str] = FORM["mark_names"]
LINK_SCHEMES = set(FORM["link_schemes"])
LONGEST_ADDRESS: int = FORM["longest_address"]
HEADING: str = FORM["heading"]
HEADING_TAGS = set(FORM["heading_tags"])
PARAGRAPH_TAGS = set(FORM["paragraph_tags"])
LIST_TAGS: dict[str, str] = FORM["list_tags"]
TAG_OF_LIST = {kind: tag for tag, kind in LIST_TAGS.items()}
NUMBER_STYLES = set(FORM["number_styles"])
LIST_LEVELS: int = FORM["list_levels"]
TABLE_TAGS = set(FORM["table_tags"])
MOST_COLUMNS: int = FORM["most_columns"]
CELL_SEPARATOR: str = FORM["cell_separator"]
LEFT_OUT_TAGS = set(FORM["left_out_tags"])
DEEPEST: int = FORM["deepest"]
INLINE_TAGS = {*MARKS, *MARK_NAMES, "a", "br"}
EVERY_TAG = {*INLINE_TAGS, *HEADING_TAGS, *PARAGRAPH_TAGS, *LIST_TAGS, "li", *TABLE_TAGS}
ATTRIBUTES = {"a": {"href"}, "ol": {"start", "type"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
