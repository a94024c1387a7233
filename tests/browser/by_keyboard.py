"""A person at the keyboard: Tab, Shift+Tab, Enter, Space, arrows and letters; at every step the focus is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field

# What a person can tell of the focus, and whether the page's order was followed since the step before.
LOOK = """([backwards, target]) => {
  const one = document.activeElement
  if (!one || one === document.body || one === document.documentElement) { window.stoodAt = null; return null }
  const before = window.stoodAt, wrapped = before && !backwards && one.matches('.skip')
  if (wrapped) { window.stoodAt = null; return null }
  const style = getComputedStyle(one), box = one.getBoundingClientRect()
  const seen = (x, y) => {
    const top = document.elementFromPoint(x, y)
    return top && (top === one || one.contains(top) || top.contains(one))
  }
  const found = []
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    && !/rgba\\(.*, 0\\)|transparent/.test(style.outlineColor)
  if (!outlined && !one.matches('main')) found.push('no outline')
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth)
  const above = Math.max(box.top, 0), below = Math.min(box.bottom, innerHeight)
  const inside = right - left > 1 && below - above > 1
  if (!inside) found.push('out of sight')
  else if (![0.5, 0.15, 0.85].some(part => seen((left + right) / 2, above + (below - above) * part)
                                        || seen(left + (right - left) * part, (above + below) / 2)))
    found.push('covered')
  if (before && before.isConnected && before !== one) {
    const follows = before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING
    if (!!follows === backwards) found.push('out of order')
    const was = before.getBoundingClientRect(), main = document.querySelector('main')
    if (main.contains(before) && main.contains(one)
        && (backwards ? box.top >= was.bottom + 1 : box.bottom <= was.top - 1)) found.push('jumps over the page')
  }
  window.stoodAt = one
  return {html: one.outerHTML.slice(0, 140), found, there: one === target}
}"""
MANY = 400


@dataclass
class Keyboard:
    """Presses keys on a page and keeps what was wrong with the focus, with the page it was on."""

    page: object
    complaints: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)  # type: ignore[attr-defined]

    def type(self, text: str) -> None:
        """Type on what has the focus."""
        self.page.keyboard.type(text)  # type: ignore[attr-defined]

    def step(self, *, back: bool = False, target: object = None) -> dict[str, object] | None:
        """Go to the next that can be reached and tell of it; None past the end of the page."""
        self.press("Shift+Tab" if back else "Tab")
        seen = self.page.evaluate(LOOK, [back, target])  # type: ignore[attr-defined]
        if seen is not None:
            self.complaints += [f"{what}: {seen['html']} on {self.page.url}" for what in seen["found"]]  # type: ignore[attr-defined]
        return seen  # type: ignore[no-any-return]

    def go_to(self, target: object, *, back: bool = False) -> None:
        """Tab until the target has the focus; fails where the page ends twice before it does."""
        one, ends = target.first.element_handle(), 0  # type: ignore[attr-defined]
        while ends < 2:
            seen = self.step(back=back, target=one)
            ends += seen is None
            if seen and seen["there"]:
                return
        raise AssertionError(f"{target} can't be reached on {self.page.url}")  # type: ignore[attr-defined]

    def open(self, target: object, *, back: bool = False) -> None:
        """Go to something that opens in its place and press Enter."""
        self.go_to(target, back=back)
        self.press("Enter")

    def follow(self, target: object, *, back: bool = False) -> None:
        """Go to what leads to another page, press Enter and wait for that page."""
        self.go_to(target, back=back)
        with self.page.expect_navigation():  # type: ignore[attr-defined]
            self.press("Enter")

    def holds_focus(self) -> bool:
        """Whether something of the page has the focus, rather than nothing."""
        return self.page.evaluate("document.activeElement !== document.body") is True  # type: ignore[attr-defined]

    def focus_is(self, selector: str) -> bool:
        """Whether what has the focus is what the selector names."""
        return self.page.evaluate("named => document.activeElement.matches(named)", selector) is True  # type: ignore[attr-defined]

    def whole_page(self) -> int:
        """Walk from the top to the end and say how many stood on the way; a trap never ends."""
        steps = 0
        while self.step() is not None:
            steps += 1
            assert steps < MANY, f"no way out of {self.page.url}"  # type: ignore[attr-defined]
        return steps
