"""The word index of the library: small static files that one client script reads (overrides/assets/search-engine.js).

`build.search_files` makes them. The format, number `shards.FORMAT`; every file is a script `jicengSearch("name", …)`, so that
it works from file:// too, and its name ends in a hash of its content, but for the manifest's:

- `search/manifest.js`: {format, build, texts, terms, cards, tables, spoken, fold, rare, facets}. `terms` and `cards` are the hashes of
  all files of that kind, four characters each in the order of their numbers; the others are names.
- `search/tables-….js`: what every query needs: `runs` and `pairs` of the folding table that simplified text needs, the
  synonym groups, the names of the facets.
- `search/fold-….js`: the rest of it that leads to characters of the library, fetched for a query in Traditional script;
  `search/rare-….js`: what leads to others. `search/spoken-….js`: the syllables that there are, fetched for a query in letters.
- `search/t/〈bucket〉-….js`: postings. A term's bucket is FNV-1a of its UTF-16 units, modulo the number of buckets. The content
  is `term payload term payload …`; the payload is described at `shards.payload`.
- `search/c/〈number〉-….js`: cards of CARDS texts in a row: title, summary, address, facets, aliases, headings' file.
- `search/x/〈hash〉.js`: the plain text of one text, by sections; its hash stands in the card.
- `search/facets-….js`: domain, kind, horizon, levels, months and topics of all texts, for counts.

Terms: two Hanzi in a row (`养老`), one Hanzi (`养`), words of Latin letters and digits (`aed`, and their beginnings as `aed*`),
`=id` a synonym group, `~养服` two Hanzi of a title with one between, `'ju'jia` two syllables and `^jjy` initials of a name.
Never an example of a field: fields stand as 【字段】.
"""
