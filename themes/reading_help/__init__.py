"""Help for who reads every document: what is new, what words stand out, what is told twice. No judge, never counted."""
