"""All tables; importing this package makes `Base.metadata` whole."""

from storage.tables.activities import Activity, Attendance
from storage.tables.applications import Application
from storage.tables.audit import Audit
from storage.tables.binding import BindCode
from storage.tables.cases import Case
from storage.tables.diaries import Diary
from storage.tables.files import File
from storage.tables.filing import Filing
from storage.tables.matching import ExpertChange, PhraseVector, Refusal, Wish
from storage.tables.monitoring import FigureReport, Protection
from storage.tables.needs import Need, Offer, Rating
from storage.tables.people import Account, Enterprise, Expert, Person, Qualification, Staff, Station
from storage.tables.recruitment import Recruitment
from storage.tables.standing import Conferral, FormalWarning, Renewal, Sweep, YearPaper
from storage.tables.talk import Dialogue, Inbox, Outbox
from storage.tables.vendors import Credit, VendorToken

__all__ = [
    "Account",
    "Activity",
    "Application",
    "Attendance",
    "Audit",
    "BindCode",
    "Case",
    "Conferral",
    "Credit",
    "Dialogue",
    "Diary",
    "Enterprise",
    "Expert",
    "ExpertChange",
    "FigureReport",
    "File",
    "Filing",
    "FormalWarning",
    "Inbox",
    "Need",
    "Offer",
    "Outbox",
    "Person",
    "PhraseVector",
    "Protection",
    "Qualification",
    "Rating",
    "Recruitment",
    "Refusal",
    "Renewal",
    "Staff",
    "Station",
    "Sweep",
    "VendorToken",
    "Wish",
    "YearPaper",
]
