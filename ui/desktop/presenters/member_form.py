"""Who a member is, as a form: registered new or changed, with what is wrong said beside its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ess_shop.domain.ids import new_id
from ess_shop.domain.member_form import FormReader, MemberForm, form_of, next_code
from ess_shop.domain.people import Right
from ess_shop.errors import Refused, ShopError
from ess_shop.reading import MemberFile
from ess_shop.services import enrolling
from ess_shop.services.cells import Remark
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.members import NEW
from ui.desktop.presenters.notices import Tone

TOPIC = "member"


class MemberFormPresenter:
    """`form` is what the books say, or the beginning of somebody new; `wrong` says what cannot be so."""

    def __init__(self, desk: Desk, done: Callable[[str], object]) -> None:
        self.desk, self._done = desk, done
        self.member_id = NEW
        self.file: MemberFile | None = None
        self.form = MemberForm()
        self.wrong: Mapping[str, str] = {}
        self.changed: Bell[[]] = Bell()
        """Rung when the books have answered."""
        self.judged: Bell[[]] = Bell()
        """Rung when what is wrong changed."""
        self._asked, self._saving = 0, False

    @property
    def new(self) -> bool:
        """Whether it is for somebody new."""
        return self.member_id == NEW

    @property
    def erased(self) -> bool:
        """Whether the identity was erased: nothing is left to change."""
        return self.file is not None and not self.file.identity.name

    def show_member(self, member_id: str) -> None:
        """Ask the books about this one, or for a code for somebody new."""
        self.member_id = member_id
        self._asked += 1
        asked, books = self._asked, self.desk.books

        def ask() -> tuple[MemberFile | None, MemberForm]:
            with books.read() as read:
                if member_id == NEW:
                    codes = (row.code for row in read.directory())
                    return None, MemberForm(code=next_code(codes), country=read.shop().country)
                file = read.member_file(member_id)
                return file, form_of(file.member, file.identity, read.shop())

        def see(found: tuple[MemberFile | None, MemberForm]) -> None:
            if asked == self._asked:
                self.file, self.form = found
                self.wrong = {}
                self.changed.ring()

        self.desk.lane.run(ask, see)

    def load(self) -> None:
        """What the books say now."""
        self.show_member(self.member_id)

    def save(self, form: MemberForm) -> None:
        """Register or change, if nothing is wrong."""
        desk, before = self.desk, self.file
        desk.require(Right.MEMBERS)
        if self._saving:
            return
        member_id, id, at = self.member_id or new_id(), new_id(), desk.clock()
        revision = before.member.revision + 1 if before else 1
        keep = enrolling.change if before else enrolling.enrol

        def write() -> tuple[Mapping[str, str], Sequence[Remark]]:
            with desk.books.read() as read:
                reader = FormReader(read.shop())
            made = reader.read(form, member_id=member_id, revision=revision)
            if made is None:
                return {name: desk.words.error(wrong) for name, wrong in reader.wrong.items()}, ()
            return {}, keep(desk.books, *made, id=id, at=at)

        def kept(found: tuple[Mapping[str, str], Sequence[Remark]]) -> None:
            self._saving = False
            self.wrong, remarks = found
            if not self.wrong:
                self.form = form
            self.judged.ring()
            if not self.wrong:
                self._kept(member_id, form, remarks)

        def failed(wrong: ShopError) -> None:
            self._saving = False
            if isinstance(wrong, Refused) and wrong.code == "code_taken":
                self.wrong = {"code": desk.words.error(wrong)}
                self.judged.ring()
            else:
                desk.tell(wrong)

        self._saving = True
        desk.lane.run(write, kept, failed)

    def _kept(self, member_id: str, form: MemberForm, remarks: Sequence[Remark]) -> None:
        desk = self.desk
        words, name = desk.words, form.name.strip()
        said = [
            words("{name} is registered as {code}.", name=name, code=form.code.strip())
            if self.new
            else words("Saved."),
            *(words(sentence, **facts) for sentence, facts in remarks),
        ]
        desk.notices.tell(TOPIC, " ".join(said), Tone.WARNING if remarks else Tone.GOOD)
        self._done(member_id)
