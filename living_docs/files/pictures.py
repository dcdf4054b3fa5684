"""Pictures from outside: drawn anew from their points, so that nothing else that stood in the file is kept."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, ImageSequence

from living_docs.files.office_files import NotOpened

FORMATS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP"}
MOST_POINTS = 100_000_000
BROKEN = "The picture is damaged. Open it in a picture program, save it again and send that."
TOO_LARGE = "The picture has {:,} points, more than a screen can show. Make it smaller."


def drawn_anew(content: bytes, kind: str) -> bytes:
    """The same picture without its place, camera, author, comments, thumbnail and whatever follows its end."""
    Image.MAX_IMAGE_PIXELS = None  # ours is asked below
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as picture:
            refuse_too_many(picture.width * picture.height * getattr(picture, "n_frames", 1))
            return written(picture, FORMATS[kind])
    except (NotOpened, MemoryError):
        raise
    except Exception:  # whatever a broken picture breaks
        raise NotOpened(BROKEN) from None


def refuse_too_many(points: int) -> None:
    if points > MOST_POINTS:
        raise NotOpened(TOO_LARGE.format(points))


def written(picture: Image.Image, form: str) -> bytes:
    held = io.BytesIO()
    if form != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        frames = [bare(frame.copy()) for frame in ImageSequence.Iterator(picture)]
        durations = [frame.info.get("duration", 100) for frame in ImageSequence.Iterator(picture)]
        frames[0].save(held, form, save_all=True, append_images=frames[1:], duration=durations, loop=0)
        return held.getvalue()
    options = {"quality": 95, "subsampling": 0} if form == "JPEG" else {"lossless": True} if form == "WEBP" else {}
    turned = ImageOps.exif_transpose(picture)
    bare(turned).save(held, form, **options)
    return held.getvalue()


def bare(picture: Image.Image) -> Image.Image:
    """Its points and what is seen through them; no text, no profile, no data about where it was taken."""
    transparency = picture.info.get("transparency")
    picture.load()
    picture.info = {} if transparency is None else {"transparency": transparency}
    return picture
