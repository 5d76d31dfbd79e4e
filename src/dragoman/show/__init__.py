"""Records for people: a summary in the terminal, a page in the browser."""
