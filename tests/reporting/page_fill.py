"""How far down the pages of a PDF are filled."""

import pypdfium2
from PIL import Image, ImageOps

PAGE, TOP, BOTTOM = 297, 29, 27  # millimetres: the height of A4, its margins
FAINT = 25  # of 255: what is lighter is no print


def shares_filled(content: bytes) -> list[float]:
    """Of each page the share of the room between its margins that ends with the last thing printed."""
    return [share_of(page.render(scale=0.4).to_pil()) for page in pypdfium2.PdfDocument(content)]


def share_of(picture: Image.Image) -> float:
    width, height = picture.size
    top, bottom = round(TOP / PAGE * height), round((PAGE - BOTTOM) / PAGE * height)
    room = ImageOps.invert(picture.convert("L").crop((0, top, width, bottom)))
    printed = room.point(lambda value: 255 if value > FAINT else 0).getbbox()
    return printed[3] / room.height if printed else 0.0


def half_empty(content: bytes) -> list[int]:
    """The pages less than half full, the last one left out: it ends where the review does."""
    return [number for number, share in enumerate(shares_filled(content)[:-1], 1) if share < 0.5]
