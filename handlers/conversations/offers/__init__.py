"""Talks about offers: asked, chosen, paired, given back."""
