"""Notices by short message, to who is on no chat: a template of the vendor's for each kind."""
