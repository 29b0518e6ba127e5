"""What the people of a station may do there."""

HEAD, CLERK, VIEWER = "head", "clerk", "viewer"
NAMES = {HEAD: "负责人", CLERK: "经办人", VIEWER: "只看"}
"""The head answers for the title and says who else works there; a clerk does the station's work; a viewer reads."""
WORKING = frozenset({HEAD, CLERK})
INVITED = (CLERK, VIEWER)
"""Whom a code may make somebody; a new head takes a new application, or staff."""
