"""基层文库 core: pure functions on frozen dataclasses. Knows texts; never imports mkdocs, prints, or reads clock or network."""
