"""The model that tells whether two accounts are of one meeting: `models/accounts-1`."""
