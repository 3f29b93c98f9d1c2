"""Pure rules of geography: how postal codes are typed, and how far places lie apart."""

from models.regions.rules.distance import BoundingBox, bounding_box, distance_km
from models.regions.rules.postal_codes import looks_complete, normalise_postal_code

__all__ = ["BoundingBox", "bounding_box", "distance_km", "looks_complete", "normalise_postal_code"]
