"""Fictional comments of the readers and the comments they agree on. They judge the document, never the Pilot."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from icp_eval.demo.agreed import agree, prompt_numbers

__all__ = ["compose_agreed", "compose_reading"]

DATA = Path(__file__).parent / "data"
FIELDS = ("comprehensible", "complete", "noted", "more", "evidence", "practical")
NOT_MET = {"open", "not_answered"}
SMALL_KINDS = {"C.5", "C.6", "1.3", "2.3", "2.7", "3.4", "5.1", "7.7"}
