"""The gallery's scenes of the members: the directory, every tab of a file, somebody new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ui.desktop import gallery_contract
from ui.desktop.presenters import places
from ui.desktop.rooms.members.contract_page import ContractPage
from ui.desktop.rooms.members.form_page import FormPage
from ui.desktop.rooms.members.room import MembersRoom
from ui.desktop.till import Till

Scene = tuple[str, Callable[[], object]]


def scenes(till: Till) -> Iterator[Scene]:
    """The directory and one member's file; somebody who may sits there."""
    yield "members", partial(till.desk.go.ring, places.MEMBERS)
    room = till.window.shown
    if not isinstance(room, MembersRoom):
        return
    yield "members-found", partial(_find, room)
    yield "member-glance", room.open_file
    for number in range(1, len(room.file.tabs.buttons)):
        yield f"member-{number:02d}", partial(room.file.turn, number)
        page = room.file.page
        if isinstance(page, ContractPage):
            yield from gallery_contract.scenes(page)
        elif isinstance(page, FormPage):
            yield "member-erase", page.erase.click
            page.erasing.give_up()
    yield "member-new", room.add_member
    room.close_file()
    till.desk.notices.pass_on()


def _find(room: MembersRoom) -> None:
    room.directory.entry.setText("pot")
    room.directory.entry.textEdited.emit("pot")
