"""A second count of a review: every number that it prints, worked out from the frozen submissions and codings by another
way. It shares no code with what printed them (`pyproject.toml` forbids the imports) but the database's rows.
"""

from reporting.recount.review import differences

__all__ = ["differences"]
