"""The server that takes the shop's letters, a test letter to try it, and the letters that wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import (
    USUAL_PORTS,
    MailSettings,
    Security,
    checked_address,
    mail_settings,
    plain_mail,
)
from ess_shop.domain.people import Right
from ess_shop.domain.post import Post, Trial
from ess_shop.domain.preferences import MAIL
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused, ShopError
from ess_shop.services.mailing import trial_letter
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.posting import PostPresenter
from ui.desktop.presenters.settings_keeping import Kept


@dataclass(frozen=True, slots=True)
class MailEntered:
    """The settings as they are typed; a password is typed only when it changes."""

    server: str = ""
    port: str = ""
    security: str = Security.STARTTLS
    user: str = ""
    password: str = ""
    sender: str = ""
    sender_name: str = ""


class MailSettingsPresenter(Kept[MailSettings]):
    """What is saved holds at once; the password goes to this machine's own folder, never into the books."""

    def __init__(self, desk: Desk, post: Post, posting: PostPresenter, shop: Callable[[], Shop]) -> None:
        super().__init__(desk, MAIL, mail_settings, plain_mail)
        self._post, self._posting, self._shop = post, posting, shop
        self._password = ""
        self._trying = ""
        self.said, self.well = "", True
        self.tried: Bell[[]] = Bell()
        """Rung when `said` or `waiting` changed."""
        posting.changed.connect(self._heard)

    @property
    def entered(self) -> MailEntered:
        """How the value would have been typed; before anything is set up, the shop as its sender."""
        value, shop = self.value, self._shop()
        if not value.ready:
            value = replace(value, sender_name=value.sender_name or shop.name)
        return MailEntered(
            value.server,
            str(value.port),
            str(value.security),
            value.user,
            "",
            value.sender or shop.email,
            value.sender_name,
        )

    @property
    def password_hint(self) -> str:
        """What to type where the password goes."""
        words = self.desk.words
        if self.value.user and self._post.knows_password(self.value):
            return words("Empty keeps the old one. It stays on this computer and is in no backup.")
        return words("It stays on this computer and is in no backup.")

    @property
    def waiting(self) -> str:
        """How many letters wait, in words; "" for none."""
        count = len(self._posting.state.waiting)
        words = self.desk.words
        return words.plural("{count} letter waits.", "{count} letters wait.", count) if count else ""

    def port_of(self, security: str, typed: str) -> str:
        """The port that goes with a protection, unless somebody typed an unusual one."""
        usual = {str(port) for port in USUAL_PORTS.values()}
        return str(USUAL_PORTS[Security(security)]) if typed in usual | {""} else typed

    def save_entered(self, entered: MailEntered) -> None:
        """Keep them, and use them from now on; Refused says in its code which field is wrong."""
        settings = settings_of(entered)
        self._require_password(settings, entered)
        self._password = entered.password
        self.save(settings)

    def _saved(self, value: MailSettings) -> None:
        password, self._password = self._password, ""
        told = super()._saved
        self.desk.lane.run(lambda: self._post.arrange(value, password), lambda _none: told(value))

    def try_out(self, entered: MailEntered, to: str) -> None:
        """Send a test letter with what is typed, saved or not; the answer comes as `said`."""
        desk, words = self.desk, self.desk.words
        desk.require(Right.SETTINGS)
        settings = settings_of(entered)
        if not settings.ready:
            raise Refused("mail_server", "Say which server takes the letters.")
        self._require_password(settings, entered)
        letter = trial_letter(self._shop(), words, to=checked_address(to), id=new_id(), at=desk.clock())
        self._trying = letter.id
        self._post.try_out(letter, settings, entered.password)
        self._say(words("The test letter is on its way…"), well=True)

    def give_up(self) -> None:
        """Send none of the letters that wait, and forget their addresses."""
        self.desk.require(Right.SETTINGS)
        for letter in self._posting.state.waiting:
            try:
                self._post.cancel(letter.id)
            except ShopError as wrong:
                self.desk.tell(wrong)

    def _require_password(self, settings: MailSettings, entered: MailEntered) -> None:
        if settings.user and not entered.password and not self._post.knows_password(settings):
            raise Refused("mail_password", "Type the password of {user} too.", user=settings.user)

    def _heard(self) -> None:
        trial = self._posting.state.trial
        if trial is not None and trial.id == self._trying:
            self._trying = ""
            self._say_trial(trial)
        else:
            self.tried.ring()

    def _say_trial(self, trial: Trial) -> None:
        words = self.desk.words
        if trial.trouble is not None:
            self._say(words.error(trial.trouble), well=False)
        else:
            self._say(words("The server has taken the test letter. Look whether it arrives."), well=True)

    def _say(self, said: str, *, well: bool) -> None:
        self.said, self.well = said, well
        self.tried.ring()


def settings_of(entered: MailEntered) -> MailSettings:
    """The settings that were typed; Refused says in its code, `mail_` and its name, which field is wrong."""
    text = entered.port
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise Refused("mail_port", "“{value}” is no port: mail servers have 587, 465 or 25.", value=text)
    sender = checked_address(entered.sender, code="mail_sender") if entered.sender else ""
    return MailSettings(
        entered.server,
        int(text),
        Security(entered.security),
        entered.user,
        sender,
        entered.sender_name,
    )
