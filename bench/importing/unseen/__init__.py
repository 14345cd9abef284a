"""Files that the importer's writers did not make, with gold labels; half of them to look at, half only to report on."""
