"""COMPLAINTS: objections, complaints and suggestions."""
