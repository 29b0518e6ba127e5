"""POLICY: what the programme's documents demand. Pure functions over small frozen facts."""
