"""Every address of the public pages."""

from __future__ import annotations

from web.public import contact, courses, events, publicity, register, service_menu, statistics, stories, texts

routes = [
    *register.routes,
    *events.routes,
    *courses.routes,
    *service_menu.routes,
    *stories.routes,
    *publicity.routes,
    *contact.routes,
    *statistics.routes,
    *texts.routes,
]
