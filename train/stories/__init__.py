"""What makes `models/stories-1`: how rare words are, and what speaks for two reports telling of one happening."""
