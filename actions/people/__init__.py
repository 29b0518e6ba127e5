"""PEOPLE: first contact, consent, binding to the register, groups that follow."""
