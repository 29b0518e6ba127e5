"""Talks over a vendor's channel as it will be: the real adapter, real HTTP, and the vendor's fake in its place."""
