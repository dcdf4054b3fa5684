"""Texts that hold everything a text may hold, made up by hypothesis; and what a person sees of one."""

from html import escape

from hypothesis import strategies as st

from living_docs import prose
from living_docs.prose.form import MARKS

WORD = st.text(alphabet="abcdé12&<>'\"😀.,*_|-\\#^{}[]()↵¶%£", min_size=1, max_size=7)
MARKED = st.tuples(
    st.sets(st.sampled_from(MARKS), max_size=2),
    st.sampled_from(["", "", "", "https://example.org/a_b?c=(d)&e", "mailto:pat@example.org"]),
    WORD,
)
GAP = st.sampled_from([" ", " ", "", "<br>"])
LIST_HEADS = [
    "ul",
    "ol",
    'ol start="4"',
    'ol type="a"',
    'ol type="I"',
    'ol type="i" start="9"',
    'ol start="0"',
    'ol start="2010"',
    'ol type="A" start="28"',
]


def marked(piece) -> str:
    marks, address, word = piece
    said = escape(word)
    for mark in marks:
        said = f"<{mark}>{said}</{mark}>"
    return f'<a href="{escape(address)}">{said}</a>' if address else said


INLINE = st.lists(st.tuples(MARKED, GAP), min_size=1, max_size=4).map(
    lambda parts: "".join(marked(piece) + gap for piece, gap in parts)
)


@st.composite
def lists(draw, depth: int = 2) -> str:
    head = draw(st.sampled_from(LIST_HEADS))
    items = []
    for _ in range(draw(st.integers(1, 3))):
        inner = draw(lists(depth - 1)) if depth and draw(st.integers(0, 3)) == 0 else ""
        items.append(f"<li>{draw(INLINE)}{inner}</li>")
    return f"<{head}>{''.join(items)}</{head.split()[0]}>"


CELL = st.one_of(
    INLINE,
    st.just(""),
    st.lists(INLINE.map("<p>{}</p>".format), min_size=2, max_size=2).map("".join),
    lists(1),
    INLINE.map("<table><tr><td>{}</td><td>9</td></tr></table>".format),
)
SPAN = st.sampled_from(["", "", "", ' colspan="2"', ' rowspan="2"', ' colspan="2" rowspan="3"'])


@st.composite
def tables(draw) -> str:
    width = draw(st.integers(1, 3))
    heads = draw(st.integers(0, 2))
    rows = [
        "".join(f"<{tag}{draw(SPAN)}>{draw(CELL)}</{tag}>" for _ in range(width))
        for place in range(draw(st.integers(1, 4)))
        for tag in ["th" if place < heads else "td"]
    ]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


PARAGRAPH = INLINE.map("<p>{}</p>".format)
BLOCK = st.one_of(PARAGRAPH, PARAGRAPH, INLINE.map("<h4>{}</h4>".format), lists(), tables())
HTML = st.lists(BLOCK, max_size=5).map("".join)
CANONICAL = HTML.map(prose.clean)

# Every kind of block and mark, for what is too slow to be tried with many texts.
RICH = prose.clean(
    "<h4>Aims</h4><p>We <strong>ring</strong> <em>every</em> <a href='https://example.org/a?b=(c)&amp;d'>patient</a> at the "
    "10 <sup>th</sup> hour, H<sub>x</sub><br>second line</p><ol><li>one<ol type='a'><li>in<ul><li>deep</li></ul></li>"
    "<li>second in</li></ol></li><li>two</li></ol><p>between</p><ol start='3'><li>three</li></ol><ol type='I' start='4'>"
    "<li>Roman</li></ol><ul><li>bullet<ol start='0'><li>nought</li></ol></li></ul><table><thead><tr><th colspan='2'>Both</th>"
    "<th>Cost</th></tr><tr><th>a</th><th>b</th><th>£</th></tr></thead><tbody><tr><td rowspan='2'>North</td><td>Matron</td>"
    "<td>4,000</td></tr><tr><td><p>one</p><p>two</p></td><td><ol start='2'><li>x</li><li>y</li></ol></td></tr><tr>"
    "<td colspan='3'>all</td></tr></tbody></table><table><tbody><tr><td>again</td><td></td></tr></tbody></table><table><tbody>"
    f"<tr>{''.join(f'<td>{number},200</td>' for number in range(14))}</tr></tbody></table><p>End<sup>[1]</sup></p>"
    "<p><sup>[1]</sup> A note.</p>"
)
