"""Finding words in what the sites sent: one meaning of a search on both database engines."""
