"""The risk that somebody who knows all sites' documents tells which site a passage of a review is about."""
