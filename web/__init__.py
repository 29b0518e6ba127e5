"""PAGES: the web chat and the public pages."""
