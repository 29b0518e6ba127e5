"""Notices by e-mail, to who is on no chat."""
