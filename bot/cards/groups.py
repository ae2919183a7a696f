"""A group's channel, and its next meeting."""

from bot.cards.card import Button, Card, Drawing, Paragraph
from bot.cards.parts import beside, buttons, card, first_ways_on
from bot.texts.words import Speech
from community.messages import ChannelBound, ChannelSetup, ChannelUnbound, MeetingMoved, MeetingSet, WhoBinds
from community.roles import Role
from community.views import ChannelView, GroupView, PersonView


def channel_setup(message: ChannelSetup, channel: ChannelView, speech: Speech) -> Card:
    """In the channel: what it is bound to, or what Relais would do there and who binds it."""
    if not channel.group:
        return card(
            speech,
            Paragraph(speech("channel_setup.would")),
            Paragraph(speech("channel_setup.how")),
            title=speech("channel_setup.title"),
            buttons=buttons(speech, "start.bind", kind="channel_setup"),
        )
    when = "channel_setup.meeting" if channel.meeting is not None else "channel_setup.no_meeting"
    return card(
        speech,
        Paragraph(speech("channel_setup.does")),
        Paragraph(speech(when, **({"on": channel.meeting} if channel.meeting is not None else {}))),
        title=speech("channel_setup.bound", group=channel.group),
        buttons=beside(speech, "start.bind", "start.unbind", kind="channel_setup.bound"),
    )


def channel_bound(message: ChannelBound, channel: ChannelView, speech: Speech) -> Card:
    """To who bound it: the first card is to be theirs, unfinished, or they begin without; then when the group meets."""
    meeting = Button(f"start.meeting.{channel.group_id}", speech("channel_bound.button.start.meeting"))
    if not channel.group:
        return _unbound(channel, speech)
    if message.already:
        return card(
            speech,
            Paragraph(speech("channel_bound.already_by", by=channel.by)),
            title=speech("channel_bound.already", group=channel.group),
            buttons=(*beside(speech, "start.bind", kind="channel_setup.bound"), meeting),
        )
    if channel.opened:
        said = "channel_bound.began" if message.began else "channel_bound.opened"
        return card(
            speech,
            Paragraph(speech(said)),
            title=speech("channel_bound.title", group=channel.group),
            buttons=(meeting, *beside(speech, "say.challenge")),
        )
    if channel.challenge_id is not None:
        first = Button(f"start.show.{channel.challenge_id}", speech("channel_bound.button.start.show"), primary=True)
    else:
        first = Button("say.challenge", speech("channel_bound.button.find"), primary=True)
    until = {"until": channel.until} if channel.until is not None else {}
    return card(
        speech,
        Paragraph(speech("channel_bound.first")),
        Paragraph(speech("channel_bound.wait", **until)),
        title=speech("channel_bound.title", group=channel.group),
        buttons=(first, *beside(speech, "do.begin_without", kind="channel_bound"), meeting),
    )


def channel_unbound(message: ChannelUnbound, channel: ChannelView, speech: Speech) -> Card:
    """To who unbound it."""
    return _unbound(channel, speech)


def _unbound(channel: ChannelView, speech: Speech) -> Card:
    return card(
        speech,
        Paragraph(speech("channel_unbound.p1")),
        title=speech("channel_unbound.title"),
        buttons=buttons(speech, "start.bind", kind="channel_setup"),
    )


def who_binds(message: WhoBinds, person: PersonView, speech: Speech) -> Card:
    """To anybody else: whom to ask. It needs the facilitators' names."""
    others = tuple(
        dict.fromkeys(
            name for place in person.memberships if Role.FACILITATOR not in place.roles for name in place.facilitators
        )
    )
    line = speech("who_binds.p1", facilitators=others) if others else speech("who_binds.nobody")
    return card(speech, Paragraph(line), buttons=buttons(speech, *first_ways_on(person)))


def meeting_set(message: MeetingSet, group: GroupView, speech: Speech) -> Card:
    """To who set it: the day, and what follows it."""
    if group.meeting is not None:
        title = speech("meeting_set.title", group=group.name, on=group.meeting)
    else:
        title = speech("meeting_set.none", group=group.name)
    moved = speech("meeting_set.moved", count=message.moved) if message.moved else speech("meeting_set.unmoved")
    return card(
        speech,
        Paragraph(speech("meeting_set.until", until=group.until)),
        Paragraph(moved),
        title=title,
        buttons=(Button(f"start.meeting.{group.group_id}", speech("meeting_set.button.start.meeting")),),
    )


def meeting_moved(message: MeetingMoved, group: GroupView, speech: Speech) -> Card:
    """One line, to whose challenge follows."""
    if group.meeting is not None:
        line = speech("meeting_moved.p1", group=group.name, on=group.meeting)
    else:
        line = speech("meeting_moved.none", group=group.name, until=group.until)
    return card(speech, Paragraph(line), buttons=buttons(speech, "say.challenge"))


DRAWN: dict[str, Drawing] = {
    "channel_setup": channel_setup,
    "channel_bound": channel_bound,
    "channel_unbound": channel_unbound,
    "who_binds": who_binds,
    "meeting_set": meeting_set,
    "meeting_moved": meeting_moved,
}
