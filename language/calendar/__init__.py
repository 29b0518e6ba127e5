"""The grammar of dates: what is written or said of days, and which day each means as seen from a given one.

A module a kind of expression (`KINDS`: name, pattern, the day that it means), from the calendar outward: `month_days`
(year, month, day), `figures`, `weeks`, `offsets` (10天前), `names` (昨天, parts of the day), `lunar`, `festivals`,
`periods` (一季度最后一天), `loose` (上周, 月底: time, and no one day). `scan` puts them together, `joins` makes ranges and
lists of neighbours. One grammar serves both ways: a name that many days bear (周三, 3月8日) is the nearest one behind or
ahead (`reckoning.Moment`), and what is not in the grammar names no day. `language.dates` reads what has been,
`language.ahead` what is to come.
"""
