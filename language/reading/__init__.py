"""Names and ways that are learnt from messages by many authors, where rules alone know too little."""
