"""Every address of the public pages."""

from __future__ import annotations

from web.public import courses, events, publicity, register, statistics, texts

routes = [
    *register.routes,
    *events.routes,
    *courses.routes,
    *publicity.routes,
    *statistics.routes,
    *texts.routes,
]
