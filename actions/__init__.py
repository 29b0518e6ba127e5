"""DEEDS: one verb a deed, inside the caller's transaction. Authorisation and audit live here."""
