"""Pieces of text which, said again and again, are slow for some reader: what begins something and never ends it."""

PIECES = {
    "alternating capitals": "aB", "a long word": "a", "capitals": "A", "words in capitals": "AB ", "listed capitals": "AB, ",
    "an acronym that opens": "AB (", "an acronym explained": "AB (a b) ", "joined capitals": "A&", "short lines": "a\n",
    "spaces": " ", "hard spaces": "\u00a0", "tabs": "\t", "line ends": "\n", "other line ends": "\r", "form feeds": "\x0c",
    "quotation marks": '"', "quoted lines": '"\n', "quoted cells": '"a\t', "apostrophes": "'", "commas": ",", "spaced commas": " ,",
    "full stops": ".", "sentences": "A b. ", "digits": "1", "figures": "1,", "signs": "+-", "equals": "=",
    "formulas": "=SUM(A1:A3)\n", "commands": "=a|", "commands in a list": ",=a", "formulas that look alike": "=1+1,",
    "opened brackets": "(", "brackets": "()", "opened square brackets": "[", "links": "[a](http://a) ", "links begun": "[a](",
    "link ends": "](", "braces": "{", "raised": "{^a", "backslashes": "\\", "stars": "*", "a star a word": "*a ",
    "underscores": "_", "pipes": "|", "a row without an end": "|a", "rows": "| a | b |\n", "a rule of a table": "| --- ",
    "dashes": "-", "bullets": "- ", "numbers": "1. ", "letters": "a) ", "given numbers": "{#1}", "tokens": "[[count:a",
    "tokens begun": "[[", "combining marks": "e\u0301", "marks alone": "\u0301", "unseen signs": "a\u200b",
    "half characters": "\ud800", "figures of other letters": "\u0661", "one sign that becomes three": "\ufb03",
    "entities": "&amp;", "entities in figures": "&#x41;", "ampersands": "&", "less-than signs": "<", "tags": "<b>",
    "marked words": "<b>a</b>", "a link without an end": '<a href="', "items": "<li>a", "lists in lists": "<ul><li>a",
    "opened lists": "<ol>", "tables in tables": "<table><tr><td>a", "cells": "<td>a", "table rows": "<tr><td>a</td></tr>",
    "empty paragraphs": "<p></p>", "paragraphs": "<p>a</p>", "line breaks": "<br>", "crossing marks": "<em>a<strong>",
    "headings": "<h4>a", "preformatted": "<pre>a\n", "divisions": "<div>", "comments": "<!--", "sections": "<![CDATA[",
    "attributes": "<p a=b ", "addresses": '<a href="http://a">a</a>', "raised figures": "<sup>1,2[1]",
    "wide cells": "<td colspan=99 rowspan=999>a", "web addresses": "http://a.", "e-mail addresses": "a@b.", "slashes": "/",
    "at signs": "@", "colons": ":", "years": "Abc and Abd (2008", "titles": "Dr A. ", "names": "Abc ",
}  # fmt: skip


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]
