"""A card as text, for people to review: what is read, in the order it is read."""

from bot.cards.card import Block, Button, Card, ChoiceInput, DateInput, Facts, Input, Paragraph, People


def plain(card: Card) -> str:
    lines = [f"**{card.title}**"] if card.title else []
    lines += [line for block in card.blocks for line in _block(block)]
    lines += [line for given in card.inputs for line in _input(given)]
    lines += [line for block in card.after for line in _block(block)]
    if card.file is not None:
        file = card.file.make()
        asked = "?" if card.file.place is None else f" -> {card.file.place.name}"
        lines.append(f"[[{file.name}]]{asked}")
        if card.file.otherwise is not None:
            lines += ["(or)", *plain(card.file.otherwise).splitlines()]
    lines += [f"[{link.label}]({link.url})" for link in card.links]
    if card.buttons:
        lines.append(" ".join(_button(button) for button in card.buttons))
    if card.text not in (card.title, *lines):
        lines.append(f"(notification: {card.text})")
    return "\n".join(lines)


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(text, strong, subtle):
            return [f"**{text}**" if strong else f"*{text}*" if subtle else text]
        case People(text):
            return [f"> {text}"]
        case Facts(facts):
            return [f"| {fact.label} | {fact.value}" for fact in facts]


def _input(given: Input) -> list[str]:
    error = [f"  (!) {given.error}"] if given.error else []
    label = given.label if given.required else f"{given.label} (optional)"
    if isinstance(given, ChoiceInput):
        options = [f"({'x' if option.value == given.value else ' '}) {option.label}" for option in given.options]
        return [label, "  " + " ".join(options), *error]
    if isinstance(given, DateInput):
        return [f"{label}: [{given.value}] ({given.first} … {given.last})", *error]
    return [f"{label}: [{given.value or given.placeholder}]", *error]


def _button(button: Button) -> str:
    return f"[{button.label}]({button.verb})"
