"""Files that the importer's writers did not make, with gold labels; half of them to look at, half and a second batch only to report on."""
