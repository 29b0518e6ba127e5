"""Short messages with one-time codes: to a vendor by signed request, or to the log for trying out."""
