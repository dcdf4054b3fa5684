"""Claims: questions put to a round's documents, their answers bound to the documents that bear them out."""
