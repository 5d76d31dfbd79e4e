"""One file a page: what is asked of the archive, and the template that shows it."""
