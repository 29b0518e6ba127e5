"""Taking rosters in: judged row by row against the register, written in slices, taken back as long as nobody built on it.

A file becomes a batch (`batches`), each entry a row of it. `judge` says what a row is, the module of its kind finds whom it
means and writes it, `commit` goes from slice to slice, `trace` notes what was written, `undo` takes it back.
"""
