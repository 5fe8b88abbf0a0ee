// The terminal's page: shows what it is given, and says what is typed. It knows no address and no network.
// PREFIX is a word of this page's own; what begins with it on the console is meant for Porthole.
"use strict";

globalThis.porthole = (() => {
  const SLICE = 8192;
  const MOST_MATCHES = 999;
  const SCROLLBAR = 14;
  const room = document.getElementById("terminal");
  const log = console.log.bind(console);
  const tell = (word, ...values) => log("PREFIX" + JSON.stringify([word, ...values]));

  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: true,
    linkHandler: { activate: () => {} },
    logLevel: "off",
    minimumContrastRatio: 4.5,
    scrollback: 10000,
    ...SETTINGS,
  });
  terminal.open(room);

  // In slices, none of which ends within a surrogate pair.
  const say = (word, text) => {
    for (let from = 0; from < text.length; ) {
      let to = Math.min(text.length, from + SLICE);
      if (to < text.length && text.charCodeAt(to - 1) >>> 10 === 54) to -= 1;
      tell(word, text.slice(from, to));
      from = to;
    }
  };
  terminal.onData((text) => say("typed", text));
  terminal.onBinary((text) => say("sent", text));
  document.addEventListener("mouseup", () => {
    if (terminal.hasSelection()) tell("selected", terminal.getSelection());
  });

  const fit = () => {
    const screen = terminal.element.querySelector(".xterm-screen").getBoundingClientRect();
    const cell = { width: screen.width / terminal.cols, height: screen.height / terminal.rows };
    if (!cell.width || !cell.height) return;
    const style = getComputedStyle(terminal.element);
    const inside = (size, ...edges) => edges.reduce((left, edge) => left - parseFloat(style[edge]), size);
    const width = inside(room.clientWidth, "paddingLeft", "paddingRight") - SCROLLBAR;
    const height = inside(room.clientHeight, "paddingTop", "paddingBottom");
    const columns = Math.max(20, Math.floor(width / cell.width));
    const rows = Math.max(5, Math.floor(height / cell.height));
    if (columns !== terminal.cols || rows !== terminal.rows) terminal.resize(columns, rows);
    tell("sized", columns, rows);
  };
  new ResizeObserver(fit).observe(room);
  addEventListener("focus", () => terminal.focus());

  // What is searched for: marked where it stands, the one last gone to selected.
  let wanted = "";
  let marks = [];
  let place = null;

  const cellAt = (row, index) => {
    const line = terminal.buffer.active.getLine(row);
    let column = 0;
    for (let seen = 0; column < line.length && seen < index; column += 1) {
      const cell = line.getCell(column);
      if (cell.getWidth()) seen += cell.getChars().length || 1;
    }
    return column;
  };

  const matchesIn = (first, texts) => {
    const whole = texts.join("").toLowerCase();
    const found = [];
    for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) {
      let [row, index] = [0, at];
      while (row < texts.length - 1 && index >= texts[row].length) index -= texts[row++].length;
      found.push({ row: first + row, column: cellAt(first + row, index) });
    }
    return found;
  };

  const search = () => {
    const buffer = terminal.buffer.active;
    const found = [];
    for (let row = 0; wanted && row < buffer.length && found.length < MOST_MATCHES; ) {
      const first = row;
      const texts = [];
      do texts.push(buffer.getLine(row++).translateToString(false));
      while (buffer.getLine(row)?.isWrapped);
      found.push(...matchesIn(first, texts));
    }
    return found.slice(0, MOST_MATCHES);
  };

  const mark = (found, current) => {
    marks.forEach((one) => one.dispose());
    const buffer = terminal.buffer.active;
    const cursor = buffer.baseY + buffer.cursorY;
    marks = [];
    for (const { row, column } of found) {
      const marker = terminal.registerMarker(row - cursor);
      if (!marker) continue;
      marks.push(marker);
      terminal.registerDecoration({
        marker,
        x: column,
        width: Math.min(wanted.length, terminal.cols - column),
        backgroundColor: SETTINGS.mark,
        overviewRulerOptions: { color: SETTINGS.mark },
      });
    }
    const one = found[current];
    place = one ? { marker: marks[current], column: one.column } : null;
    if (one) {
      terminal.select(one.column, one.row, wanted.length);
      terminal.scrollToLine(Math.max(0, one.row - (terminal.rows >> 1)));
    } else {
      terminal.clearSelection();
    }
    tell("found", current, found.length, found.length >= MOST_MATCHES);
  };

  const step = (direction) => {
    const found = search();
    if (!found.length) return mark(found, -1);
    const [row, column] = [place?.marker?.line ?? Infinity, place?.column ?? Infinity];
    const from = (one) => one.row - row || one.column - column;
    const last = found.findLastIndex((one) => (direction > 0 ? from(one) <= 0 : from(one) < 0));
    const next = direction > 0 ? last + 1 : last;
    return mark(found, (next + found.length) % found.length);
  };

  setTimeout(() => {
    terminal.focus();
    tell("ready");
    fit();
  });

  return {
    terminal,
    take(base64) {
      terminal.write(Uint8Array.from(atob(base64), (one) => one.charCodeAt(0)), () => tell("taken"));
    },
    // Another session: what the last one said stays to be read, its modes do not.
    begin(words) {
      terminal.write("\x18\x1b[?1049l\x1b[!p\x1b[?1000;1002;1003;1006;2004l\x1b[0m");
      if (words) terminal.write(`\r\n\x1b[2m── ${words} ──\x1b[0m\r\n`);
    },
    dress(settings) {
      Object.assign(SETTINGS, settings);
      const { mark: _mark, ...options } = settings;
      Object.assign(terminal.options, options);
      document.body.style.background = settings.theme.background;
      fit();
    },
    find(text) {
      wanted = text.toLowerCase();
      place = null;
      step(-1);
    },
    step,
    paste: (text) => terminal.paste(text),
    focus: () => terminal.focus(),
    selection: () => terminal.getSelection(),
    selectAll: () => terminal.selectAll(),
  };
})();
