"""The corpus of the importer's benchmark: texts of our own with gold labels, in layouts kept apart for tuning and for reporting."""
