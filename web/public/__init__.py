"""Public pages: what everybody may see without being known, drawn on the server and readable without a script."""
