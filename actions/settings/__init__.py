"""What a centre settles about its own house without a file (decision 0299): `kinds` says what may be settled and what is no value, `change` keeps
it, `house` says what is in force.
"""
