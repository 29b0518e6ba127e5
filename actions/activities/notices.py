"""What people are told about activities."""

from __future__ import annotations

from dataclasses import dataclass

from actions.notify import Notice


@dataclass(frozen=True, slots=True)
class TrainingAnnounced(Notice):
    """A holder: a training is announced for whoever is like them."""

    kind = "training"
    training: int


@dataclass(frozen=True, slots=True)
class Trained(Notice):
    """A holder: the training that they came to is on record. `frees`: from now on they may take needs on."""

    kind = "trained"
    training: int
    frees: bool = False


@dataclass(frozen=True, slots=True)
class YearPaperHandedIn(Notice):
    """Staff: a station has handed in its plan or summary of a year."""

    kind = "year_paper"
    paper: int


@dataclass(frozen=True, slots=True)
class YearPaperRemarked(Notice):
    """A station: what staff say of its plan or summary."""

    kind = "year_paper_remarked"
    paper: int


@dataclass(frozen=True, slots=True)
class YearPaperReopened(Notice):
    """A station: staff ask for its plan or summary again, and why."""

    kind = "year_paper_reopened"
    paper: int


@dataclass(frozen=True, slots=True)
class EventJoined(Notice):
    """Whoever holds the activity, and staff where somebody offers to speak: this person comes."""

    kind = "event_joined"
    event: int
    person: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class EventLeft(Notice):
    """Whoever holds the activity: this person does not come after all."""

    kind = "event_left"
    event: int
    person: int


@dataclass(frozen=True, slots=True)
class EventMoved(Notice):
    """Whoever signed up: the activity has another day or place. `change`: the how-manieth; an older one is pointless."""

    kind = "event_moved"
    event: int
    change: int = 0


@dataclass(frozen=True, slots=True)
class EventCancelled(Notice):
    """Whoever signed up: the activity does not take place."""

    kind = "event_cancelled"
    event: int


@dataclass(frozen=True, slots=True)
class EventSignups(Notice):
    """Whoever holds the activity, once a day: how many come."""

    kind = "event_signups"
    event: int


@dataclass(frozen=True, slots=True)
class EventPlace(Notice):
    """Somebody who waited: there is a place now, and it is theirs."""

    kind = "event_place"
    event: int


@dataclass(frozen=True, slots=True)
class EventSoon(Notice):
    """Who comes: it is tomorrow."""

    kind = "event_soon"
    event: int


@dataclass(frozen=True, slots=True)
class EventRate(Notice):
    """Who was there: how was it?"""

    kind = "event_rate"
    event: int


@dataclass(frozen=True, slots=True)
class EventDiary(Notice):
    """Whoever held it or spoke: a diary is proposed."""

    kind = "event_diary"
    event: int


@dataclass(frozen=True, slots=True)
class SpeakerInvited(Notice):
    """An expert: would you speak there?"""

    kind = "speaker_invited"
    event: int


@dataclass(frozen=True, slots=True)
class SpeakerAnswered(Notice):
    """Whoever holds it: this expert speaks, or does not."""

    kind = "speaker_answered"
    event: int
    person: int
    comes: bool


@dataclass(frozen=True, slots=True)
class SpeakerSettled(Notice):
    """Who offered to speak: they are to, or not this time."""

    kind = "speaker_settled"
    event: int
    takes: bool


@dataclass(frozen=True, slots=True)
class EventMissed(Notice):
    """Who had booked a slot of a clinic and did not come."""

    kind = "event_missed"
    event: int


@dataclass(frozen=True, slots=True)
class TaskGiven(Notice):
    """A holder: the centre asks for something by a day; it may be declined."""

    kind = "task"
    task: int


@dataclass(frozen=True, slots=True)
class TaskSoon(Notice):
    """A holder who has not answered: the day is near. Once."""

    kind = "task_soon"
    task: int


@dataclass(frozen=True, slots=True)
class CourseOffered(Notice):
    """Staff: a course waits to be released."""

    kind = "course_offered"
    course: int


@dataclass(frozen=True, slots=True)
class CourseReleased(Notice):
    """Who offered a course: everybody sees it now."""

    kind = "course_released"
    course: int


@dataclass(frozen=True, slots=True)
class MajorEventOpened(Notice):
    """A firm of the place: what there is for it now, and what it needs."""

    kind = "major_event"
    event: int


@dataclass(frozen=True, slots=True)
class RoomAsked(Notice):
    """A station: somebody asks for one of its rooms."""

    kind = "room_asked"
    request: int


@dataclass(frozen=True, slots=True)
class RoomAnswered(Notice):
    """Who asked for a room: they have it, or not."""

    kind = "room_answered"
    request: int


@dataclass(frozen=True, slots=True)
class StationSought(Notice):
    """Who does a station's work: an expert would like to serve there."""

    kind = "station_sought"
    request: int


@dataclass(frozen=True, slots=True)
class StationAnswered(Notice):
    """An expert who turned to a station: they are welcome there, or not this time."""

    kind = "station_answered"
    request: int


@dataclass(frozen=True, slots=True)
class StoryAsked(Notice):
    """Somebody whom news or a case tells of: whether it may be published."""

    kind = "story_asked"
    story: int


@dataclass(frozen=True, slots=True)
class StoryAnswered(Notice):
    """Staff: all in a story agree, or one of them does not."""

    kind = "story_answered"
    story: int


@dataclass(frozen=True, slots=True)
class StoryReleased(Notice):
    """Those in a story: it is public now."""

    kind = "story_released"
    story: int


@dataclass(frozen=True, slots=True)
class OwnExpertInvited(Notice):
    """To an expert of a station's register (`row`): the station asks them to come to this activity of its own."""

    kind = "own_expert_invited"
    event: int
    row: int
