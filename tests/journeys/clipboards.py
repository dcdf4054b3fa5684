"""What other programs put on the clipboard, in our own words: (name, html, the answer as it is saved, what is said)."""

WORD_LIST = "<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>{words}<o:p></o:p></p>"


def word_item(mark: str, words: str, level: int = 1) -> str:
    return WORD_LIST.format(mark=mark, words=words, level=level)


def table(*rows: str) -> str:
    return "<table>\n<tbody>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</tbody>\n</table>"


CLIPBOARDS = [
    (
        "Word: levels, a list that goes on, letters",
        word_item("1.", "Hire a nurse")
        + word_item("a)", "write the post", 2)
        + word_item("b)", "ask two wards", 2)
        + word_item("2.", "Move in")
        + "<p class=MsoNormal>Then winter came.</p>"
        + word_item("3.", "Start again"),
        '<ol>\n<li>Hire a nurse\n<ol type="a">\n<li>write the post</li>\n<li>ask two wards</li>\n</ol>\n</li>\n<li>Move in</li>\n'
        '</ol>\n<p>Then winter came.</p>\n<ol start="3">\n<li>Start again</li>\n</ol>',
        "",
    ),
    (
        "Word: a comment, a deleted word, a picture",
        "<p class=MsoNormal>The porter has <a style='mso-comment-reference:KB_1;mso-comment-date:20100401T0900'>moved"
        "</a><span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor id=\"_anchor_1\" "
        'href="#_msocom_1" name="_msoanchor_1">[KB1]</a><span style=\'mso-special-character:comment\'>&nbsp;</span></span>'
        '</span> to <del cite="mailto:KB">York</del><ins cite="mailto:KB">Leeds</ins>.<img src="file:///C:/map.png"></p>'
        "<div style='mso-element:comment-list'><div style='mso-element:comment'><div id=\"_com_1\" class=msocomtxt>"
        '<p class=MsoCommentText><a class=msocomanchor href="#_msoanchor_1">[KB1]</a>Not for the team</p></div></div></div>',
        "<p>The porter has moved to Leeds.</p>",
        "Left out of what you pasted: 1 comment, 1 picture and 1 deleted or struck-through passage.",
    ),
    (
        "Word: symbols, a footnote, an equation",
        "<p class=MsoNormal>A score <span style='font-family:Symbol;mso-char-type:symbol;mso-symbol-font-family:Symbol'>"
        '³</span>20 fell from 12<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span '
        "class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a> to 9, at 10"
        "<sup>3</sup> a month: <!--[if gte msEquation 12]><m:oMath><m:r>r=</m:r><m:f><m:num><m:r>a+b</m:r></m:num><m:den>"
        "<m:r>c</m:r></m:den></m:f></m:oMath><![endif]--><![if !msEquation]><span><img src=x></span><![endif]></p>"
        "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
        '<a style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a>'
        " Counted by hand.</p></div></div>",
        "<p>A score ≥20 fell from 12<sup>[1]</sup> to 9, at 10³ a month: r=(a+b)/c</p>\n<p><sup>[1]</sup> Counted by hand.</p>",
        "Left out of what you pasted: 1 picture.",
    ),
    (
        "Word: merged cells, a cell of two lines, a list in a cell",
        "<table class=MsoTableGrid><tr><td rowspan=2><p>Ward</p></td><td colspan=2><p>2009</p></td></tr><tr><td>beds</td>"
        "<td>days</td></tr><tr><td><p>East</p><p>wing</p></td><td>21<br>4</td><td><ul><li>one</li><li>two</li></ul></td></tr>"
        "</table>",
        table(
            '<td rowspan="2">Ward</td><td colspan="2">2009</td>',
            "<td>beds</td><td>days</td>",
            "<td><p>East</p><p>wing</p></td><td>21<br>4</td><td><ul><li>one</li><li>two</li></ul></td>",
        ),
        "",
    ),
    (
        "Word: an unfilled control, hidden words",
        '<p>Lead: <w:Sdt ShowingPlcHdr="t" ID="7"><span class=MsoPlaceholderText>Choose an item.</span></w:Sdt>'
        "<span style='display:none;mso-hide:all'>secret</span> none yet</p>",
        "<p>Lead: none yet</p>",
        "Left out of what you pasted: 1 hidden passage and 1 box that was not filled in.",
    ),
    (
        "Excel: numbers as shown, a hidden column",
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><col width=64><tr height=20><td class=xl65>Item</td>"
        "<td align=right x:num='1250.5'>£1,250.50</td><td style='display:none'>x</td></tr><tr><td>Rent</td><td align=right>"
        "(300)</td></tr></table></html>",
        table("<td>Item</td><td>£1,250.50</td>", "<td>Rent</td><td>(300)</td>"),
        "Left out of what you pasted: 1 hidden passage.",
    ),
    (
        "Outlook: a letter of divisions and breaks",
        "<div class=WordSection1><div>Dear all,<br><br>we met on 3 May.<br>Six came.</div><div>&nbsp;</div><div>Pat "
        "<img alt='😀' src='cid:1'></div></div>",
        "<p>Dear all,</p>\n<p>we met on 3 May.<br>Six came.</p>\n<p>Pat 😀</p>",
        "",
    ),
    (
        "Google Docs: weights, nested lists, a link",
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h3 dir="ltr"><span '
        'style="font-weight:400">Aims</span></h3><p dir="ltr"><span style="font-weight:700">Fewer</span><span> falls'
        '</span></p><ul><li dir="ltr" aria-level="1"><p role="presentation">one</p></li><ul><li aria-level="2"><p>inner</p>'
        '</li></ul></ul><p><a href="https://example.org/plan"><span style="text-decoration:underline">the plan</span></a>'
        '<span style="font-size:0.6em;vertical-align:super">th</span></p></b>',
        "<h4>Aims</h4>\n<p><strong>Fewer</strong> falls</p>\n<ul>\n<li>one\n<ul>\n<li>inner</li>\n</ul>\n</li>\n</ul>\n"
        '<p><a href="https://example.org/plan">the plan</a><sup>th</sup></p>',
        "",
    ),
    (
        "LibreOffice: a note, struck-through words, a start value",
        '<ol start=5><li><p>five</p></li><li><p>six <s>seven</s></p></li></ol><p>Text<a class="sdfootnoteanc" '
        'name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><div id="sdfootnote1"><p class="sdfootnote">'
        '<a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>The note</p></div>',
        '<ol start="5">\n<li>five</li>\n<li>six</li>\n</ol>\n<p>Text<sup>[1]</sup></p>\n<p><sup>[1]</sup> The note</p>',
        "Left out of what you pasted: 1 deleted or struck-through passage.",
    ),
    (
        "Pages: spans with classes, one level by style",
        '<style>p.p1 {margin: 0}</style><p class="p1"><span class="s1">First<span class="Apple-converted-space">&nbsp; '
        '</span>line</span></p><ul class="ul1"><li class="li1"><span class="s1"></span>item</li></ul>',
        "<p>First line</p>\n<ul>\n<li>item</li>\n</ul>",
        "",
    ),
    (
        "Word on the web: every level a list of its own",
        '<div class="ListContainerWrapper"><ol start="1"><li data-aria-level="1"><p>one</p></li></ol></div><div '
        'class="ListContainerWrapper"><ul><li data-aria-level="2"><p>inner</p></li></ul></div><div '
        'class="ListContainerWrapper"><ol start="2"><li data-aria-level="1"><p>two</p></li></ol></div>',
        "<ol>\n<li>one\n<ul>\n<li>inner</li>\n</ul>\n</li>\n<li>two</li>\n</ol>",
        "",
    ),
    (
        "a browser: definitions, a caption, a table in a cell, ticked boxes",
        "<dl><dt>Bed<dd>Where one lies</dl><table><caption>Beds</caption><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table>"
        "<td><input type=checkbox checked>yes <input type=checkbox>no</table><pre>x\n  y</pre>",
        "<p>Bed</p>\n<p>Where one lies</p>\n<p>Beds</p>\n"
        + table("<td><p>a | b</p><p>c | d</p></td><td>☑ yes ☐ no</td>")
        + "\n<p>x<br>y</p>",
        "",
    ),
    (
        "a table in an item: the list goes on behind it",
        "<ol><li>one<table><tr><td>1<td>2</table></li><li>two</li></ol>",
        "<ol>\n<li>one</li>\n</ol>\n" + table("<td>1</td><td>2</td>") + '\n<ol start="2">\n<li>two</li>\n</ol>',
        "",
    ),
    (
        "Word: labels of its own, Roman numbers from four",
        word_item("Aim 1:", "fewer falls")
        + word_item("Aim 2:", "shorter stays")
        + "<p>Then</p>"
        + word_item("IV.", "fourth")
        + word_item("V.", "fifth"),
        '<p>Aim 1: fewer falls</p>\n<p>Aim 2: shorter stays</p>\n<p>Then</p>\n<ol start="4" type="I">\n<li>fourth</li>\n'
        "<li>fifth</li>\n</ol>",
        "",
    ),
    (
        "links of many kinds",
        '<p><a href="www.example.org">one</a> <a href="https://example.org/a b">two</a> <a href="file:///S:/plan.doc">three</a> '
        '<a href="tel:123">four</a></p>',
        '<p><a href="http://www.example.org">one</a> <a href="https://example.org/a%20b">two</a> three four</p>',
        "Left out of what you pasted: 2 link addresses.",
    ),
    (
        "numbers of their own, and counting down",
        "<ol><li>one</li><li value=7>seven</li><li>eight</li></ol><p>=</p><ol reversed start=3><li>three</li><li>two</li></ol>",
        '<ol>\n<li>one</li>\n</ol>\n<ol start="7">\n<li>seven</li>\n<li>eight</li>\n</ol>\n<p>=</p>\n<ol start="3">\n'
        '<li>three</li>\n</ol>\n<ol start="2">\n<li>two</li>\n</ol>',
        "",
    ),
    (
        "an equation of the web",
        "<p>rate <math><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>+</mo><msup><mi>x</mi><mn>2</mn></msup></math></p>",
        "<p>rate 1/2+x²</p>",
        "",
    ),
    (
        "items with more than a paragraph",
        "<ol><li><h3>Head</h3>text</li><li>a<table><tr><td>1</table>tail</li><li>b<ul><li>in</li></ul>behind</li><li>c</li></ol>",
        "<ol>\n<li>Head<br>text</li>\n<li>a</li>\n</ol>\n"
        + table("<td>1</td>")
        + '\n<p>tail</p>\n<ol start="3">\n<li>b\n<ul>\n'
        '<li>in</li>\n</ul>\n</li>\n</ol>\n<p>behind</p>\n<ol start="4">\n<li>c</li>\n</ol>',
        "",
    ),
    (
        "Google Docs: a checklist",
        '<ul><li role="checkbox" aria-checked="true"><p>done</p></li><li role="checkbox" aria-checked="false"><p>open</p></li></ul>',
        "<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>",
        "",
    ),
]
