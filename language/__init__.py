"""READING: Chinese text into dates, hours, counts, names, phones, places, domains. Pure."""
