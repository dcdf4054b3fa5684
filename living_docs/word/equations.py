"""An equation of Word as a line of characters: a fraction as (a + b)/c, a root as √(x), a raised word as ^(n)."""

from __future__ import annotations

from lxml import etree

from living_docs.prose.characters import set_apart
from living_docs.word.package import M, W

SIGNS = {"sup": "^", "sub": "_"}
SUM = "∫"  # what Word means where an n-ary sign is not named
ROOTS = {"2": "√", "3": "∛", "4": "∜"}


def in_a_line(element: etree._Element) -> str:
    """The equation, or a part of it, as one line."""
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if name in WRITERS:
        return WRITERS[name](element)
    if name.endswith("Pr") or element.tag in {f"{W}del", f"{W}moveFrom"}:
        return ""
    if element.tag in {f"{M}t", f"{W}t"}:
        return element.text or ""
    return "".join(map(in_a_line, element))


def part(element: etree._Element, name: str) -> str:
    found = element.find(f"{M}{name}")
    return "" if found is None else "".join(map(in_a_line, found)).strip()


def property_of(element: etree._Element, name: str) -> str | None:
    found = element.find(f"{M}{etree.QName(element).localname}Pr/{M}{name}")
    return None if found is None else found.get(f"{M}val", "")


def bracketed(text: str) -> str:
    """In brackets where it is more than one name or number."""
    simple = all(one.isalnum() or one in "._′%" for one in text)
    return text if simple or (text[0] == "(" and text.find(")") == len(text) - 1) else f"({text})"


def set_off(text: str, mark: str) -> str:
    return set_apart(text, mark) or (f"{SIGNS[mark]}{bracketed(text)}" if text else "")


def fraction(element: etree._Element) -> str:
    above, below = part(element, "num"), part(element, "den")
    if property_of(element, "type") == "noBar":
        return f"{above} over {below}"
    return f"{bracketed(above)}/{bracketed(below)}"


def raised(element: etree._Element) -> str:
    return bracketed(part(element, "e")) + set_off(part(element, "sup"), "sup")


def lowered(element: etree._Element) -> str:
    return bracketed(part(element, "e")) + set_off(part(element, "sub"), "sub")


def both(element: etree._Element) -> str:
    return lowered(element) + set_off(part(element, "sup"), "sup")


def before(element: etree._Element) -> str:
    return set_off(part(element, "sub"), "sub") + set_off(part(element, "sup"), "sup") + part(element, "e")


def root(element: etree._Element) -> str:
    degree = part(element, "deg") or "2"
    sign = ROOTS.get(degree) or f"{degree}√"
    return f"{sign}{bracketed(part(element, 'e'))}"


def many(element: etree._Element) -> str:
    sign = property_of(element, "chr")
    limits = set_off(part(element, "sub"), "sub") + set_off(part(element, "sup"), "sup")
    return f"{SUM if sign is None else sign}{limits} {part(element, 'e')}"


def delimited(element: etree._Element) -> str:
    opens, between, ends = (
        usual if (sign := property_of(element, name)) is None else sign
        for name, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    )
    return f"{opens}{between.join(''.join(map(in_a_line, one)) for one in element.findall(f'{M}e'))}{ends}"


def matrix(element: etree._Element) -> str:
    rows = (", ".join(in_a_line(cell).strip() for cell in row.findall(f"{M}e")) for row in element.findall(f"{M}mr"))
    return "[" + "; ".join(rows) + "]"


def lines(element: etree._Element) -> str:
    return "; ".join(in_a_line(one).strip() for one in element.findall(f"{M}e"))


def function(element: etree._Element) -> str:
    return f"{part(element, 'fName')} {part(element, 'e')}"


def below(element: etree._Element) -> str:
    return part(element, "e") + set_off(part(element, "lim"), "sub")


def above(element: etree._Element) -> str:
    return part(element, "e") + set_off(part(element, "lim"), "sup")


def accented(element: etree._Element) -> str:
    sign = property_of(element, "chr")
    return part(element, "e") + ("\u0302" if sign is None else sign)


def barred(element: etree._Element) -> str:
    return part(element, "e") + ("\u0305" if property_of(element, "pos") == "top" else "\u0332")


WRITERS = {
    "f": fraction,
    "sSup": raised,
    "sSub": lowered,
    "sSubSup": both,
    "sPre": before,
    "rad": root,
    "nary": many,
    "d": delimited,
    "m": matrix,
    "eqArr": lines,
    "func": function,
    "limLow": below,
    "limUpp": above,
    "acc": accented,
    "bar": barred,
}
