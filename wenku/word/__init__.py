"""Word files of texts in the layout of GB/T 9704-2012 (DESIGN §5): `build.word_file` makes one, `package.blank` empties it."""
