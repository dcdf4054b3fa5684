"""The names by which a site could be told, and how they are found in a text however they are written."""
