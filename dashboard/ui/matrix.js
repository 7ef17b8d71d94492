// Draws the position matrix and tells which part of it was chosen, with the mouse or with the keyboard.
//
// A few thousand squares as elements of their own keep a browser busy for the better part of a second. Here all squares
// that look alike are one path, and so are their signs; which square the pointer is on follows from its place.
// What is drawn is described by dashboard/charts/board.py.

const SVG = "http://www.w3.org/2000/svg";
const ARMS = { "+": 0.23, "−": 0.23, "±": 0.19, "○": 0.2 }; // of a sign, as a share of the side of its square
const LEAST_ARM = 2.6; // pixels; a shorter one is a smudge
const SIDES = ["support", "oppose", "neutral"];

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Where a number of cells begins, in pixels. */
const across = (data, column) => data.left + column * data.cell;
const down = (data, row) => data.top + row * data.cell;

/** The lines between the cells; beside a heading there are none, for they would look like empty cells. */
function gridPath(data) {
  const right = across(data, data.columns.length);
  const parts = [];
  let from = 0;
  const block = (until) => {
    if (until <= from) return;
    for (let row = from; row <= until; row += 1) parts.push(`M${data.left} ${down(data, row)}H${right}`);
    for (let column = 0; column <= data.columns.length; column += 1) {
      parts.push(`M${across(data, column)} ${down(data, from)}V${down(data, until)}`);
    }
  };
  data.rows.forEach(([, , , isHeading], row) => {
    if (!isHeading) return;
    block(row);
    from = row + 1;
  });
  block(data.rows.length);
  return parts.join("");
}

/** The outline of a square round a point. */
function squareAt(x, y, side) {
  return `M${(x - side / 2).toFixed(2)} ${(y - side / 2).toFixed(2)}h${side}v${side}h${-side}z`;
}

/** A sign round a point, as strokes: letters would be laid out one by one. */
function signAt(sign, x, y, arm) {
  const line = (fromX, fromY, length, along) => `M${(x + fromX).toFixed(2)} ${(y + fromY).toFixed(2)}${along}${length}`;
  const plus = (lift) => line(-arm, lift, 2 * arm, "h") + line(0, lift - arm, 2 * arm, "v");
  if (sign === "+") return plus(0);
  if (sign === "−") return line(-arm, 0, 2 * arm, "h");
  if (sign === "±") return plus(-arm / 3) + line(-arm, arm * 1.15, 2 * arm, "h");
  return `${line(-arm, 0, "", "")}a${arm} ${arm} 0 1 0 ${2 * arm} 0a${arm} ${arm} 0 1 0 ${-2 * arm} 0`;
}

/** Two paths for each style: the squares and the signs on them. */
function squares(data) {
  const outlines = data.styles.map(() => []);
  const signs = data.styles.map(() => []);
  const measures = data.styles.map(({ side, frame, sign }) => ({
    side: Number((side - frame).toFixed(2)), // a frame is drawn half outside
    arm: Number(Math.max(LEAST_ARM, side * ARMS[sign]).toFixed(2)),
  }));
  const { row, column, style } = data.cells;
  for (let place = 0; place < style.length; place += 1) {
    const kind = style[place];
    const x = across(data, column[place] + 0.5);
    const y = down(data, row[place] + 0.5);
    outlines[kind].push(squareAt(x, y, measures[kind].side));
    signs[kind].push(signAt(data.styles[kind].sign, x, y, measures[kind].arm));
  }
  return data.styles.flatMap((each, kind) => [
    element("path", {
      class: "sp-squares",
      d: outlines[kind].join(""),
      fill: each.fill,
      stroke: each.frame ? each.edge : "none",
      "stroke-width": each.frame,
    }),
    element("path", {
      class: "sp-signs",
      d: signs[kind].join(""),
      fill: "none",
      stroke: each.ink,
      "stroke-width": Math.max(1.1, each.side * 0.085).toFixed(2),
    }),
  ]);
}

function labels(data) {
  const rows = data.rows.map(([, text, , isHeading], row) => element("text", {
    class: isHeading ? "sp-row sp-heading-row" : "sp-row",
    x: data.left - data.gap,
    y: down(data, row + 0.5),
    dy: "0.35em",
    "text-anchor": "end",
  }, text));
  const columns = data.columns.map(([, text], column) => element("text", {
    class: "sp-column",
    transform: `translate(${across(data, column + 0.5)} ${data.top - data.gap}) rotate(${-data.slant})`,
    dy: "0.35em",
  }, text));
  return { rows, columns };
}

/** The place of a row and a column as a rectangle; -1 stands for all of them. */
function boxOf(data, row, column) {
  return {
    x: across(data, Math.max(column, 0)),
    y: down(data, Math.max(row, 0)),
    width: data.cell * (column < 0 ? data.columns.length : 1),
    height: data.cell * (row < 0 ? data.rows.length : 1),
  };
}

function placeBox(box, data, row, column) {
  for (const [key, value] of Object.entries(boxOf(data, row, column))) box.setAttribute(key, value);
  box.style.display = "";
}

/** Row and column under the pointer; -1 for a label's "all". `null` where there is nothing to choose. */
function placeAt(data, x, y) {
  const column = Math.floor((x - data.left) / data.cell);
  const row = Math.floor((y - data.top) / data.cell);
  const hasRow = row >= 0 && row < data.rows.length && !data.rows[row][3];
  if (hasRow && column >= 0 && column < data.columns.length) return [row, column];
  if (hasRow && x < data.left) return [row, -1];
  if (y < data.top) {
    const lift = (data.top - y) / Math.tan((data.slant * Math.PI) / 180); // labels of columns lean to the right
    const leaning = Math.floor((x - lift - data.left) / data.cell);
    if (leaning >= 0 && leaning < data.columns.length) return [-1, leaning];
  }
  return null;
}

/** What the box beside the pointer says, line by line. */
function told(data, [row, column]) {
  if (row < 0) return [data.columns[column][2], "Click for all its statements"];
  if (column < 0) return [data.rows[row][2], "Click for all its statements"];
  const [who, what] = [data.rows[row][2], data.columns[column][2]];
  const place = data.at.get(row * data.columns.length + column);
  if (place === undefined) return [`${who}: silent`, what, "No statement found. That is not neutrality."];
  const counts = SIDES.map((side) => data.cells[side][place]);
  const n = counts.reduce((sum, each) => sum + each, 0);
  const parts = SIDES.map((side, each) => (counts[each] ? `${counts[each].toLocaleString("en")} ${side}` : "")).filter(Boolean);
  const mean = (counts[0] - counts[1]) / n;
  return [
    `${who}: ${data.styles[data.cells.style[place]].name}`,
    what,
    `${n.toLocaleString("en")} statement${n === 1 ? "" : "s"} (${parts.join(", ")}) · mean ${mean < 0 ? "−" : "+"}${Math.abs(mean).toFixed(2)}`,
  ];
}

class Matrix {
  constructor(host) {
    this.host = host;
    this.svg = host.querySelector("svg");
    this.tip = host.querySelector(".sp-tip");
    this.said = host.querySelector(".sp-said");
    this.at = null; // the place that is pointed at
    const listen = (kind, act) => host.addEventListener(kind, act);
    listen("pointermove", (event) => {
      if (event.pointerType !== "touch") this.point(this.placeOf(event), event); // a finger that moves is scrolling
    });
    listen("pointerleave", () => this.point(null));
    listen("click", (event) => this.choose(this.placeOf(event)));
    listen("keydown", (event) => this.press(event));
    listen("blur", () => this.point(null));
  }

  draw(data) {
    if (this.text === data.drawing) return;
    this.text = data.drawing;
    this.point(null);
    const drawing = JSON.parse(data.drawing);
    this.data = drawing;
    const { row, column } = drawing.cells;
    drawing.at = new Map(row.map((each, place) => [each * drawing.columns.length + column[place], place]));
    const { ink, grid, surface, background } = drawing.colours;
    this.labels = labels(drawing);
    this.hover = element("rect", { class: "sp-pointed", fill: "none", stroke: ink, "stroke-width": 1 });
    this.frame = element("rect", { class: "sp-frame", fill: "none", stroke: ink, "stroke-width": 2 });
    this.hover.style.display = "none";
    this.frame.style.display = "none";
    this.svg.replaceChildren(
      element("path", { d: gridPath(drawing), stroke: grid, fill: "none", "shape-rendering": "crispEdges" }),
      ...squares(drawing), ...this.labels.rows, ...this.labels.columns, this.hover, this.frame,
    );
    this.svg.setAttribute("width", drawing.width);
    this.svg.setAttribute("height", drawing.height);
    this.svg.setAttribute("fill", ink);
    this.tip.style.cssText = `background:${surface};color:${ink};border-color:${grid};outline-color:${background}`;
    this.tip.hidden = true;
    this.showChoice(drawing.chosen);
  }

  /** Frames what is chosen: a row, a column or a cell, by their keys. */
  showChoice([rowKey, columnKey]) {
    const row = this.data.rows.findIndex(([key]) => key === rowKey);
    const column = this.data.columns.findIndex(([key]) => key === columnKey);
    const isLost = (rowKey !== null && row < 0) || (columnKey !== null && column < 0);
    if (isLost || (row < 0 && column < 0)) this.frame.style.display = "none";
    else placeBox(this.frame, this.data, row, column);
  }

  placeOf(event) {
    const box = this.svg.getBoundingClientRect();
    return this.data ? placeAt(this.data, event.clientX - box.left, event.clientY - box.top) : null;
  }

  /** Shows what stands at a place; without an event the box stands beside the cell. */
  point(place, event) {
    const isSame = String(place) === String(this.at);
    if (!isSame) {
      this.mark(false);
      this.at = place;
      this.mark(true);
      this.host.style.cursor = place ? "pointer" : "";
      if (place) this.tip.replaceChildren(...told(this.data, place).map((line) => {
        const made = document.createElement("div");
        made.textContent = line;
        return made;
      }));
      this.tip.hidden = !place;
    }
    if (place) this.moveTip(place, event);
  }

  mark(isOn) {
    if (!this.at) return;
    const [row, column] = this.at;
    if (row >= 0) this.labels.rows[row].classList.toggle("sp-named", isOn);
    if (column >= 0) this.labels.columns[column].classList.toggle("sp-named", isOn);
    if (isOn) placeBox(this.hover, this.data, row, column);
    else this.hover.style.display = "none";
  }

  moveTip([row, column], event) {
    const box = this.svg.getBoundingClientRect();
    const { x, y } = boxOf(this.data, row, column);
    const left = event ? event.clientX : box.left + x + this.data.cell;
    const top = event ? event.clientY : box.top + y + this.data.cell;
    const { offsetWidth, offsetHeight } = this.tip;
    const beyond = left + 16 + offsetWidth > window.innerWidth;
    const below = top + 16 + offsetHeight > window.innerHeight;
    this.tip.style.left = `${Math.max(4, beyond ? left - 12 - offsetWidth : left + 16)}px`;
    this.tip.style.top = `${Math.max(4, below ? top - 12 - offsetHeight : top + 16)}px`;
  }

  choose(place) {
    if (!place) return;
    const [row, column] = place;
    const keys = [row < 0 ? null : this.data.rows[row][0], column < 0 ? null : this.data.columns[column][0]];
    this.showChoice(keys); // at once; the page follows
    this.tip.hidden = true;
    this.tell(keys);
  }

  press(event) {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (event.key === "Enter" || event.key === " ") this.choose(this.at);
    else if (event.key === "Escape") this.point(null);
    else if (steps[event.key] && this.data.rows.length && this.data.columns.length) this.step(...steps[event.key]);
    else return;
    event.preventDefault();
  }

  /** One cell on, over headings. */
  step(byRow, byColumn) {
    const { rows, columns } = this.data;
    const inside = (number, count) => Math.min(Math.max(number, 0), count - 1);
    let [row, column] = this.at || [0, 0];
    if (this.at) {
      row = inside(row + byRow, rows.length);
      column = inside(column + byColumn, columns.length);
    }
    const onwards = byRow < 0 && rows.slice(0, row).some(([, , , isHeading]) => !isHeading) ? -1 : 1;
    while (rows[row] && rows[row][3]) row += onwards;
    if (!rows[row]) return;
    this.point([row, column]);
    this.said.textContent = told(this.data, [row, column]).join(". ");
    this.hover.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.moveTip([row, column]);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".sp-matrix");
  host.setAttribute("aria-label", data.alt);
  if (!host.matrix) host.matrix = new Matrix(host);
  host.matrix.tell = (keys) => setTriggerValue("clicked", keys);
  host.matrix.draw(data);
}
