"""All tables; importing this package makes `Base.metadata` whole."""

from storage.tables.activities import Activity, ActivitySupport, Attendance
from storage.tables.agreements import Agreement, Mailing
from storage.tables.applications import Application
from storage.tables.audit import Audit, AuditBatch, AuditLink
from storage.tables.binding import ApplicantInvitation, BindCode, EntryLink, Invitation, PhoneCode
from storage.tables.cases import Case, TradeDemand
from storage.tables.clerks import ClerkCode, StationClerk
from storage.tables.console import DeskAct, DeskRow, DeskRun, SavedView, SearchTerm
from storage.tables.credentials import Credential, Ledger
from storage.tables.decisions import Commendation, DiaryReview, StaffDecision, YearClosing
from storage.tables.diaries import Diary
from storage.tables.erasure import Erasure
from storage.tables.files import File
from storage.tables.filing import Filing
from storage.tables.imports import ImportBatch, ImportRow
from storage.tables.matching import ExpertChange, PhraseVector, Refusal, Wish
from storage.tables.monitoring import FigureReport, Protection
from storage.tables.needs import Need, Offer, Rating, VisitNeed
from storage.tables.offerings import Campaign, Course, MajorEvent, Room, RoomRequest, Task, TaskAnswer
from storage.tables.papers import IssuedPaper, PaperSeries, SigningKey
from storage.tables.people import Account, Enterprise, Expert, Person, Qualification, Staff, Station
from storage.tables.recruitment import Recruitment
from storage.tables.services import Appointment, ChatLine, Confirmation, ContactLink, Referral, ServiceChat
from storage.tables.settings import Setting
from storage.tables.standing import Conferral, FormalWarning, Renewal, Sweep, SystemEntry, YearPaper
from storage.tables.station_experts import StationExpert
from storage.tables.station_requests import StationRequest
from storage.tables.talk import Dialogue, Inbox, Outbox
from storage.tables.teams import NeedTeam, Team, TeamCommendation, TeamMember, YearlyGoal
from storage.tables.told_publicly import ServiceItem, Story, StoryConsent
from storage.tables.vendors import Credit, VendorToken

__all__ = [
    "Account",
    "Activity",
    "ActivitySupport",
    "Agreement",
    "ApplicantInvitation",
    "Application",
    "Appointment",
    "Attendance",
    "Audit",
    "AuditBatch",
    "AuditLink",
    "BindCode",
    "Campaign",
    "Case",
    "ChatLine",
    "ClerkCode",
    "Commendation",
    "Conferral",
    "Confirmation",
    "ContactLink",
    "Course",
    "Credential",
    "Credit",
    "DeskAct",
    "DeskRow",
    "DeskRun",
    "Dialogue",
    "Diary",
    "DiaryReview",
    "Enterprise",
    "EntryLink",
    "Erasure",
    "Expert",
    "ExpertChange",
    "FigureReport",
    "File",
    "Filing",
    "FormalWarning",
    "ImportBatch",
    "ImportRow",
    "Inbox",
    "Invitation",
    "IssuedPaper",
    "Ledger",
    "Mailing",
    "MajorEvent",
    "Need",
    "NeedTeam",
    "Offer",
    "Outbox",
    "PaperSeries",
    "Person",
    "PhoneCode",
    "PhraseVector",
    "Protection",
    "Qualification",
    "Rating",
    "Recruitment",
    "Referral",
    "Refusal",
    "Renewal",
    "Room",
    "RoomRequest",
    "SavedView",
    "SearchTerm",
    "ServiceChat",
    "ServiceItem",
    "Setting",
    "SigningKey",
    "Staff",
    "StaffDecision",
    "Station",
    "StationClerk",
    "StationExpert",
    "StationRequest",
    "Story",
    "StoryConsent",
    "Sweep",
    "SystemEntry",
    "Task",
    "TaskAnswer",
    "Team",
    "TeamCommendation",
    "TeamMember",
    "TradeDemand",
    "VendorToken",
    "VisitNeed",
    "Wish",
    "YearClosing",
    "YearPaper",
    "YearlyGoal",
]
