"""The post as the till tells of it: a banner when it is held up, when a letter is lost, when nobody knows."""

from __future__ import annotations

from functools import partial

from ess_shop.domain.post import LostLetter, Post, PostState, WaitingLetter
from ess_shop.errors import DeviceTrouble
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Notice, Step, Tone

TOPIC = "post"


class PostPresenter:
    """Hears the post (on the window's thread) and says it in words; selling never waits for it."""

    def __init__(self, desk: Desk, post: Post) -> None:
        self._desk, self._post = desk, post
        self.state = PostState()
        self.changed: Bell[[]] = Bell()
        self._told: DeviceTrouble | None = None
        self._asked: set[str] = set()
        self._lost: set[str] = set()

    def hear(self, state: PostState) -> None:
        """The post, or its queue, changed; what was put away stays away until something new is the matter."""
        self.state = state
        if state.trouble is not self._told:
            self._told = state.trouble
            self._tell_trouble(state.trouble)
        for letter in state.waiting:
            if letter.unsure and letter.id not in self._asked:
                self._ask(letter)
        self._withdraw_settled(state)
        for lost in state.lost:
            if lost.id not in self._lost:
                self._tell_lost(lost)
        self.changed.ring()

    def _tell_trouble(self, trouble: DeviceTrouble | None) -> None:
        words, notices = self._desk.words, self._desk.notices
        if trouble is None:
            notices.withdraw(TOPIC)
            return
        retry = Step(words("Try again"), self._post.retry_now)
        notices.show(Notice(TOPIC, words.error(trouble), Tone.WARNING, (retry,)))

    def _ask(self, letter: WaitingLetter) -> None:
        """Only a person may have a letter sent twice, or not at all."""
        self._asked.add(letter.id)
        words = self._desk.words
        said = words("Nobody knows whether the letter {title} has left. Send it again?", title=letter.title)
        steps = (
            Step(words("Send it again"), partial(self._post.send_again, letter.id)),
            Step(words("Leave it"), partial(self._post.cancel, letter.id)),
        )
        self._desk.notices.show(Notice(_topic(letter.id), said, Tone.WARNING, steps))

    def _withdraw_settled(self, state: PostState) -> None:
        """What was decided elsewhere, or is being sent again, is asked no longer."""
        open_ = {letter.id for letter in state.waiting if letter.unsure}
        for letter_id in self._asked - open_:
            self._desk.notices.withdraw(_topic(letter_id))
        self._asked &= open_

    def _tell_lost(self, lost: LostLetter) -> None:
        self._lost.add(lost.id)
        words = self._desk.words
        seen = Step(words("All right"), partial(self._post.read, lost.id))
        self._desk.notices.show(Notice(_topic(lost.id), words.error(lost.trouble), Tone.WARNING, (seen,)))


def _topic(letter_id: str) -> str:
    return f"{TOPIC} {letter_id}"
