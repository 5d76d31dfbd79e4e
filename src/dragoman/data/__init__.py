"""What `python -m generate` built from `resources`; nothing here is edited by hand but this line."""
