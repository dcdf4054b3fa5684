"""Forms of the site's side, the office's and the leader's."""
