"""
Makes the files of `models/regions/data` from the public sources that `NOTICE` names.

Run by hand when a source has changed: `python -m models.regions.prepare FOLDER_OF_THE_SOURCES`. Deterministic: the same
sources give the same bytes.
"""
