"""Regions, places, skills: public, and the same for every account; what happens in a region is for its organizers."""
