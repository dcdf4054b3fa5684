"""The guides of docs/guides on the help page: each role's own, without its pictures, since the pages are at hand."""

import re
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

from accounts.roles import Role

PICTURE = re.compile(r"^!\[.*\n", re.MULTILINE)


class Guide(NamedTuple):
    title: str
    html: SafeString


@cache
def guide_of(role: Role) -> Guide:
    """The guide of a role of the team or the programme; its headings stand beneath one of the page."""
    path = settings.BASE_DIR / "docs/guides" / f"{slugify(role.label)}.md"
    title, text = path.read_text(encoding="utf-8").removeprefix("# ").split("\n", 1)
    markdown = MarkdownIt()
    tokens = markdown.parse(PICTURE.sub("", text))
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = f"h{int(token.tag[1]) + 1}"
    return Guide(title, mark_safe(markdown.renderer.render(tokens, markdown.options, {})))  # noqa: S308 our own text
