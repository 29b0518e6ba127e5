"""Papers that leave the centre: letters, certificates, proofs, each with a number, a QR code and a signature."""
