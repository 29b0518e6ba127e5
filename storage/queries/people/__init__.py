"""Who is speaking: account, person, roles and dialogue."""
