"""NEEDS: posted, withdrawn, filed under another domain."""
