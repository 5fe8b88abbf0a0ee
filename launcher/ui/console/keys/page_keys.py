"""Presses keys in a console's page, as if the web engine had got them from the desktop.

Events of our own can say which *place* a key has, on every system and whatever keyboard is plugged in here;
that is what noVNC and SPICE's page hand on. They are made in a world of their own: the page's scripts see the
events and nothing of the script that makes them.
"""

import json

from launcher.model.keyboard import Chord, Key

_FLAGS = {"Control": "ctrlKey", "Alt": "altKey", "Shift": "shiftKey", "Meta": "metaKey"}

_SCRIPT = """
((events) => {
  const screen = (page) => {
    const found = page.querySelector("canvas[tabindex]");
    if (found) return found;
    for (const frame of page.querySelectorAll("iframe, frame")) {
      const inside = frame.contentDocument && screen(frame.contentDocument);
      if (inside) return inside;
    }
    return null;
  };
  const target = screen(document) ?? document.activeElement ?? document.body;
  const always = { bubbles: true, cancelable: true, composed: true };
  for (const [kind, about] of events) target?.dispatchEvent(new KeyboardEvent(kind, { ...about, ...always }));
  return Boolean(target);
})(EVENTS);
"""


def pressing(chord: Chord) -> str:
    """Return JavaScript that presses a chord and lets it go; its value: whether there was a place for it."""
    keys = chord.keys
    events = [("keydown", _about(key, keys[: place + 1])) for place, key in enumerate(keys)]
    events += [("keyup", _about(keys[place], keys[:place])) for place in reversed(range(len(keys)))]
    return _SCRIPT.replace("EVENTS", json.dumps(events))


def _about(key: Key, held: tuple[Key, ...]) -> dict[str, object]:
    flags = {_FLAGS[one.key]: True for one in held if one.key in _FLAGS}
    return {"code": key.code, "key": key.key, "keyCode": key.number, "location": key.side, **flags}
