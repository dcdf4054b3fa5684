"""The guard of agreed feedback: what it may not say, found before quality assurance, mended or kept with a reason."""
