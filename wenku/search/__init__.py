"""The word index of the library: small static files that one client script reads (overrides/assets/engine).

`build.search_files` makes them. The format, number `shards.FORMAT`; every file is a script `jicengSearch("name", …)`, so that
it works from file:// too, and its name ends in a hash of its content, but for the manifest's:

- `search/manifest.js`: {format, build, texts, terms, cards, spoken, fold, rare, facets, runs, pairs, names, titleLevel, nameLevel}. `terms`
  and `cards` are [how many files of that kind, their hashes]: four characters for each group of 1, 2, 4 … files, so that there are
  at most 256 groups and a query fetches as much in a library of ten thousand texts as in a small one. `spoken` … `facets` are
  names of files; `runs` and `pairs` the part of the folding table that simplified text needs; `names` those of the facets.
- `search/fold-….js`: the rest of it that leads to characters of the library, fetched for a query in Traditional script;
  `search/rare-….js`: what leads to others. `search/spoken-….js`: the syllables that there are, fetched for a query in letters.
- `search/t/〈bucket〉-….js`: postings. A term's bucket is FNV-1a of its UTF-16 units, modulo the number of buckets; a leading `~` or
  `=` does not count. The content is a string of rows, each a line break, the term, a space and its payload, which is described at `shards.payload`. The row of `=` and
  the first two Hanzi of a synonym holds all such words, their others and the texts that have any of them.
- `search/c/〈number〉-….js`: cards of CARDS texts in a row: title, summary, address, facets, aliases, body's file. Texts stand in
  order of their addresses: the hits of a query are on one matter, and lie in few files.
- `search/x/〈hash〉.js`: the plain text of one text, by sections; its hash stands in the card.
- `search/facets-….js`: domain, kind, horizon, levels, months and topics of all texts, for counts; and their dates' order.
- `zh-Hant/search/`: what is shown, in Traditional script: manifest, cards, texts, facets. All else is shared.

Terms: two Hanzi in a row (`养老`), one Hanzi (`养`), words of Latin letters and digits (`aed`, and their beginnings as `aed*`),
`~养服` two Hanzi of a title with one between, `'ju'jia` two syllables and `^jjy` initials of a name.
Never an example of a field: fields stand as 【字段】.
"""
