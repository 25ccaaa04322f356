"""Somebody with one thumb on a cheap phone: every field, tap and character is counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.journeys.browsing import PHONE, Person, barriers, resize, take_picture

FIELDS = """() => {
    const all = [...document.querySelectorAll('main input, main select, main textarea')];
    const asked = all.filter(each => each.type !== 'hidden');
    const several = each => ['radio', 'checkbox'].includes(each.type);
    const count = found => new Set(found.map(each => several(each) ? 'group ' + each.name : each.name)).size;
    return [count(asked.filter(each => each.checkVisibility())), count(asked)];
}"""
"""How many questions stand open on a page, and with those that are folded away; choices of one question are one."""


@dataclass
class Thumb:
    """A person on a screen of 360 pixels, with what it cost so far."""

    person: Person
    fields: int = 0
    folded: int = 0
    taps: int = 0
    characters: int = 0
    pages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        resize(self.person.page, PHONE)

    def meet(self, name: str) -> Thumb:
        """Count the questions of a page that is seen for the first time; find no barrier."""
        page = self.person.page
        found, every = page.evaluate(FIELDS)
        self.fields += found
        self.folded += every - found
        self.pages.append(f"{name} {found}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        take_picture(page, "gabung", f"{name}-360")
        assert barriers(page) == []
        return self

    def type(self, label: str, text: str) -> Thumb:
        """Tap into a field and type."""
        self.taps += 1
        self.characters += len(text)
        self.person.fill(label, text)
        return self

    def choose(self, label: str, text: str) -> Thumb:
        """Tap a list open and tap an entry."""
        self.taps += 2
        self.person.choose(label, text)
        return self

    def mark(self, text: str) -> Thumb:
        """Tap one of several answers."""
        self.taps += 1
        self.person.mark(text)
        return self

    def press(self, name: str) -> Thumb:
        """Tap a button."""
        self.taps += 1
        self.person.press(name)
        return self

    def follow(self, name: str) -> Thumb:
        """Tap a link."""
        self.taps += 1
        self.person.follow(name)
        return self

    def open(self, address: str) -> Thumb:
        """Tap a link outside the browser, in a letter."""
        self.taps += 1
        self.person.page.goto(address)
        return self

    def reads(self, text: str) -> Thumb:
        """See a text."""
        self.person.reads(text)
        return self
