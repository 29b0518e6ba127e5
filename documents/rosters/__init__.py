"""Rosters that people send: sheets of any kind into rows of fields, each with what is wrong or doubtful about it.

`reading.read` goes from bytes to rows: `sheets` opens the file, `headings` finds which column is what, `no_rows` tells
entries from totals, notes and examples, `kinds` reads the fields. Nothing here knows the register.
"""
