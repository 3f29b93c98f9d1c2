"""What people did, and what it counts."""
