"""The styles of a document that was written elsewhere, some of them without name, type or end."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from living_docs.word.package import W, is_on, value


class StyleSheet:
    """Styles by their id, as far as the reading of words needs them."""

    def __init__(self, tree: etree._Element | None) -> None:
        found = tree.iter(f"{W}style") if tree is not None else ()
        self.styles = {value(style, "styleId"): style for style in found}
        self.looked_up: dict[tuple[str, str], etree._Element | None] = {}

    def name(self, id: str) -> str:
        style = self.styles.get(id)
        return (value(style.find(f"{W}name")) or id) if style is not None else ""

    def chain(self, id: str) -> Iterator[etree._Element]:
        """A style and those it is based on; one that is based on itself ends."""
        passed: set[str] = set()
        while id and id not in passed and id in self.styles:
            passed.add(id)
            yield self.styles[id]
            id = value(self.styles[id].find(f"{W}basedOn"))

    def paragraph_property(self, id: str, name: str) -> etree._Element | None:
        return self.first(id, f"{W}pPr/{W}{name}")

    def run_property(self, id: str, name: str) -> etree._Element | None:
        return self.first(id, f"{W}rPr/{W}{name}")

    def first(self, id: str, path: str) -> etree._Element | None:
        if (id, path) not in self.looked_up:
            found = (style.find(path) for style in self.chain(id))
            self.looked_up[id, path] = next((one for one in found if one is not None), None)
        return self.looked_up[id, path]


class RunLook:
    """How one run is set: its own properties, else those of its style, else of its paragraph's style."""

    def __init__(self, sheet: StyleSheet, run: etree._Element, paragraph_style: str) -> None:
        self.sheet, self.paragraph_style = sheet, paragraph_style
        self.own = run.find(f"{W}rPr")
        self.style = value(self.own.find(f"{W}rStyle")) if self.own is not None else ""

    def setting(self, name: str, *, of_paragraph: bool = True) -> etree._Element | None:
        if self.own is not None and (found := self.own.find(f"{W}{name}")) is not None:
            return found
        if self.style and (found := self.sheet.run_property(self.style, name)) is not None:
            return found
        return self.sheet.run_property(self.paragraph_style, name) if of_paragraph and self.paragraph_style else None

    def has(self, name: str, *, of_paragraph: bool = True) -> bool:
        found = self.setting(name, of_paragraph=of_paragraph)
        return found is not None and is_on(found)

    @property
    def marks(self) -> frozenset[str]:
        """Bold and italic count where somebody set them, not where a heading or table head is bold by its style."""
        if self.own is None:
            return frozenset()
        raised = {"superscript": "sup", "subscript": "sub"}.get(value(self.setting("vertAlign", of_paragraph=False)))
        set_by_hand = {"strong": self.has("b", of_paragraph=False), "em": self.has("i", of_paragraph=False)}
        return frozenset({mark for mark, is_set in set_by_hand.items() if is_set} | ({raised} if raised else set()))

    @property
    def is_hidden(self) -> bool:
        return self.has("vanish")

    @property
    def is_struck(self) -> bool:
        return self.has("strike") or self.has("dstrike")

    @property
    def font(self) -> str:
        fonts = self.setting("rFonts")
        return value(fonts, "ascii") or value(fonts, "hAnsi")
