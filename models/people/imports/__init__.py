"""People from other systems' exports. They are contacts: nobody asks anything of them before they opt in themselves."""

from models.people.imports.import_people import SUBJECT, import_people
from models.people.imports.report import ImportReport, Problem
from models.people.imports.undo_import import UndoneImport, undo_import

__all__ = ["SUBJECT", "ImportReport", "Problem", "UndoneImport", "import_people", "undo_import"]
