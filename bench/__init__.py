"""Generated libraries for measuring: nothing here is published."""
