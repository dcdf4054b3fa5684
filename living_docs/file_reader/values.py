"""What goes between the service and the process that reads files: plain values, and nothing that could act."""

from __future__ import annotations

import io
import pickle
from collections import Counter
from dataclasses import is_dataclass
from importlib import import_module
from typing import Any

OWN = ("living_docs.", "themes.refi_qda.")
PROTOCOL = 5
DONE, REFUSED, BROKEN = "done", "refused", "broken"  # how the work ended


class PlainValues(pickle.Unpickler):
    """Takes values of our own data classes alone: a process that a file took over cannot send anything that runs."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) == ("collections", "Counter"):
            return Counter
        found = getattr(import_module(module), name, None) if module.startswith(OWN) else None
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


def packed(value: object) -> bytes:
    return pickle.dumps(value, PROTOCOL)


def unpacked(content: bytes) -> Any:
    return PlainValues(io.BytesIO(content)).load()
