"""Which records tell of one happening: copies, threads of documents, stories of events."""
