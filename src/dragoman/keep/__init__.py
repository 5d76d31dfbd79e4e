"""What is kept of records: the tables and files they are exported to."""
