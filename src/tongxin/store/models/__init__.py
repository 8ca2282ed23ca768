"""Tables, one noun a file."""

from tongxin.store.models.accounts import RoleGrant, User, UserSession
from tongxin.store.models.audit import AuditEvent, AuditHead
from tongxin.store.models.committees import Committee, PlenarySession, Term, TermSector
from tongxin.store.models.draft_checks import DraftCheck, TaughtWording
from tongxin.store.models.drafts import Draft, SavedFilter
from tongxin.store.models.duties import CalendarFeed, Exemption, Reminder
from tongxin.store.models.entries import Entry, EntryAmount, Evidence, Participation
from tongxin.store.models.feedback import Complaint
from tongxin.store.models.imports import RosterImport
from tongxin.store.models.letters import IssuedLetter
from tongxin.store.models.links import Link, LinkHolder
from tongxin.store.models.members import Membership, Placement, Post
from tongxin.store.models.official_papers import OfficialPaper, PaperWording
from tongxin.store.models.organisations import BasePartner, Organisation
from tongxin.store.models.pairings import PairingRun
from tongxin.store.models.paper_files import PaperFile
from tongxin.store.models.people import PartyStanding, Person
from tongxin.store.models.problems import ProblemCase
from tongxin.store.models.proceedings import (
    Proceeding,
    ProceedingBulletin,
    ProceedingEdition,
    ProceedingMove,
    ProceedingPart,
    ProceedingSigner,
    ProceedingText,
)
from tongxin.store.models.reviews import ReviewComment, ReviewItem, ReviewRound, ReviewTask
from tongxin.store.models.searching import SearchGram, SearchText
from tongxin.store.models.topics import Topic
from tongxin.store.models.workdays import CalendarDay

__all__ = [
    "AuditEvent",
    "AuditHead",
    "BasePartner",
    "CalendarDay",
    "CalendarFeed",
    "Committee",
    "Complaint",
    "Draft",
    "DraftCheck",
    "Entry",
    "EntryAmount",
    "Evidence",
    "Exemption",
    "IssuedLetter",
    "Link",
    "LinkHolder",
    "Membership",
    "OfficialPaper",
    "Organisation",
    "PairingRun",
    "PaperFile",
    "PaperWording",
    "Participation",
    "PartyStanding",
    "Person",
    "Placement",
    "PlenarySession",
    "Post",
    "ProblemCase",
    "Proceeding",
    "ProceedingBulletin",
    "ProceedingEdition",
    "ProceedingMove",
    "ProceedingPart",
    "ProceedingSigner",
    "ProceedingText",
    "Reminder",
    "ReviewComment",
    "ReviewItem",
    "ReviewRound",
    "ReviewTask",
    "RoleGrant",
    "RosterImport",
    "SavedFilter",
    "SearchGram",
    "SearchText",
    "TaughtWording",
    "Term",
    "TermSector",
    "Topic",
    "User",
    "UserSession",
]
