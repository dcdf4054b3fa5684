"""What is done with themes and codings."""

from themes.actions.loading import load_framework, load_frameworks

__all__ = ["load_framework", "load_frameworks"]
