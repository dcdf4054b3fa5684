"""The letters of a typed figure or date made plain, each to the one it stands for; none is dropped inside."""

import unicodedata

MINUS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
APOSTROPHES = "'\u2018\u2019\u02bc\uff07"
UNSEEN = "\ufeff\u200b\u200e\u2060"  # at an end; anywhere else what is seen is not what stands there
LINE_ENDS = "\n\r\t\v\f\u0085\u2028\u2029"
FULL_WIDTH = range(0xFF01, 0xFF5F)


def plain(typed: str) -> str:
    """ "１，２５０" becomes "1,250"; spaces of every width become one, line ends stay what they are."""
    letters = "".join(plain_letter(letter) for letter in typed.strip().strip(UNSEEN).strip())
    return " ".join(part for part in letters.split(" ") if part)


def plain_letter(letter: str) -> str:
    if letter in MINUS:
        return "-"
    if letter in APOSTROPHES:
        return "'"
    if unicodedata.category(letter) == "Nd":
        return str(unicodedata.decimal(letter))
    if ord(letter) in FULL_WIDTH:
        return chr(ord(letter) - 0xFEE0)
    if letter == "\uffe1":
        return "£"
    return " " if letter.isspace() and letter not in LINE_ENDS else letter
