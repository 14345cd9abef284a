"""Files that the importer's writers did not make, with gold labels; some to look at, others only to report on."""
