"""What pages show, as plain records for the templates in overrides/: a module per kind of page."""
