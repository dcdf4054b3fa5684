"""What is inside an Office file."""

import io
from zipfile import ZipFile


def parts(content: bytes) -> dict[str, bytes]:
    """Every part of an Office file, those of the workbooks inside it too."""
    found = {}
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            found[name] = archive.read(name)
            if name.endswith(".xlsx"):
                found |= {f"{name}/{inner}": part for inner, part in parts(found[name]).items()}
    return found
