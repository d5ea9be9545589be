"""What is asked along with a question, from what followed it before."""

from __future__ import annotations

from shared.postgres.habits import Habits, Question, Stretch

FIRST: Question = ("select value from meta where key = ?", ("day",))
AGAIN: Question = ("select last from series where letter = ?", ("A",))
ONCE: Question = ("select body from answer where id = ?", ("an-id",))
LOCK: Question = ("select value from meta where key = ? for update", ("head",))
ADVISORY: Question = ("select pg_advisory_xact_lock(hashtext(?))", ("jiaohao",))


def stretch(*asked: Question) -> Stretch:
    found = Stretch(FIRST)
    found.asked.update(dict.fromkeys(asked))
    return found


def test_what_followed_twice_is_asked_along_and_no_lock_ever() -> None:
    habits = Habits()
    assert habits.along(FIRST) == []
    habits.learn(stretch(AGAIN, ONCE, LOCK, ADVISORY))
    assert habits.along(FIRST) == []
    habits.learn(stretch(LOCK, AGAIN, ADVISORY))
    assert habits.along(FIRST) == [AGAIN]
    habits.learn(stretch(LOCK))
    assert habits.along(FIRST) == []


def test_what_was_written_meanwhile_ends_a_stretch() -> None:
    found = stretch()
    found.note_written("series")
    assert found.reaches(FIRST) and not found.reaches(AGAIN)
    found.note_written("")
    assert not found.reaches(FIRST)
