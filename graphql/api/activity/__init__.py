"""Work that was done, its points, and how they come about."""
