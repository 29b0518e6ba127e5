"""All tables; importing this package makes `Base.metadata` whole."""

from storage.tables.audit import Audit
from storage.tables.diaries import Diary
from storage.tables.files import File
from storage.tables.needs import Need, Offer, Rating
from storage.tables.people import Account, Enterprise, Expert, Person, Qualification, Staff, Station
from storage.tables.talk import Dialogue, Inbox, Outbox

__all__ = [
    "Account",
    "Audit",
    "Dialogue",
    "Diary",
    "Enterprise",
    "Expert",
    "File",
    "Inbox",
    "Need",
    "Offer",
    "Outbox",
    "Person",
    "Qualification",
    "Rating",
    "Staff",
    "Station",
]
