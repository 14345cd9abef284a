"""From a messy file to clean drafts: decode → extract → clean → split → structure → classify → blanks → privacy → draft → report.

Every stage is a pure function: lines in, lines and notes out. Nothing here opens a file, looks at the clock or prints.
"""
