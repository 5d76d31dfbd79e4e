"""What is kept of records: the archive that is written to and asked, and the files they are exported to."""
