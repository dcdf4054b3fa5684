"""The anonymity gate: numbers of sites, names by which a site could be known, and what may be published."""
