"""Work from other systems' exports, credited to people who are here already."""

from models.activity.imports.import_activities import import_activities
from models.activity.imports.undo_import import SUBJECT, undo_import

__all__ = ["SUBJECT", "import_activities", "undo_import"]
