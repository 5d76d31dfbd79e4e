"""The model that tells whether two accounts speak of one thing: `models/topics-1`."""
