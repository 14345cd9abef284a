"""Queries for measuring search: generated from a library (queries.py), written by hand for the real one (*.yml).

Tuning and reporting are different sets: generated queries of the one come from texts of which the other uses none, and the
hand-written files were both written before the engine had run. Nobody looks at the reporting half while tuning.
"""
