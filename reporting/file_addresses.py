"""The last part of a file's address, as the table of products declares it: an address of another kind does not exist."""

from __future__ import annotations

import re

from django.urls import register_converter

from reporting.products import FEEDBACK_REPORT, THEMATIC_REVIEW, Product


def converter_of(product: Product) -> type:
    """Between “brief.pdf” in an address and the key of the format in the table."""
    keys = {product.address(format.key): format.key for format in product.stored}

    class FileAddress:
        regex = "|".join(map(re.escape, keys))

        def to_python(self, value: str) -> str:
            return keys[value]

        def to_url(self, key: str) -> str:
            if key not in keys.values():
                raise ValueError(key)
            return product.address(key)

    return FileAddress


register_converter(converter_of(THEMATIC_REVIEW), "review_file")
register_converter(converter_of(FEEDBACK_REPORT), "report_file")
