"""Files from outside: judged by their content."""
