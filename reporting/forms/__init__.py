"""Forms of reviews, claims, comments, outlines, comparisons and releases."""
