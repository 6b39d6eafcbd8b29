import { makeBlock, takeApart } from './groups';
import { addNode, connect, cut, freeSpot, insert, move, remove, splice } from './model';
import { GROUP, shapeOf } from './ports';
import { used } from './search';
import type { Designer } from './store';
import type { Entry, GraphNode, Level, Point, Wire, WireEnd } from './types';
import { between, firstFit, refusal, spliceFit, type Refusal } from './wiring';
import { fill } from './words';

export const nameOf = (designer: Designer, id: string): string => {
  const node = designer.level.nodes.find((n) => n.id === id);
  return (node && shapeOf(node, designer.catalog)?.name) ?? id;
};

/** Adds a block, wired to a held end or put into the middle of a wire. Where no place was chosen by hand it covers no other. */
export function add(d: Designer, entry: Entry, at: Point, wire: WireEnd | null = null, edge: string | null = null, chosen = false): string {
  const position = chosen ? at : freeSpot(d.level, at, d.sizeOf);
  const type = d.catalog.types[entry.type]!;
  const added = addNode(d.level, entry.type, position, { ...entry.data });
  let level: Level = added.level, sentence = fill(d.words.Added, entry.name);
  const fit = wire ? firstFit(d.level, d.catalog, wire, type) : null;
  if (wire && fit) {
    level = connect(level, between(wire, added.id, fit));
    sentence = fill(d.words.AddedWired, entry.name, nameOf(d, wire.node));
  }
  const into = edge ? spliced(d, level, edge, added.id) : null;
  if (into) [level, sentence] = [into, fill(d.words.Spliced, entry.name)];
  used(entry);
  d.commit(level, sentence);
  d.select([added.id]);
  setTimeout(() => d.bringIntoView(added.id), 60);
  return added.id;
}

function spliced(d: Designer, level: Level, edge: string, node: string): Level | null {
  const [wire, whole] = [level.edges.find((e) => e.id === edge), level.nodes.find((n) => n.id === node)];
  const fit = wire && whole ? spliceFit(level, d.catalog, whole, wire) : null;
  return fit ? splice(level, edge, node, fit) : null;
}

/** Ends a drag: new places, and a lonely block that was let go on a wire stands in its middle. */
export function drop(d: Designer, positions: ReadonlyMap<string, Point>, edge: string | null): void {
  const moved = move(d.level, positions);
  const [only] = positions.size === 1 ? [...positions.keys()] : [];
  const into = edge && only ? spliced(d, moved, edge, only) : null;
  if (into && only) d.commit(into, fill(d.words.Spliced, nameOf(d, only)));
  else d.commit(moved, movedWords(d, [...positions.keys()]));
}

const movedWords = (d: Designer, ids: string[]) => fill(d.words.Moved, ids.length === 1 ? nameOf(d, ids[0]!) : fill(d.words.BlocksSelected, ids.length));

export function nudge(d: Designer, by: Point): void {
  const at = new Map(d.level.nodes.filter((n) => d.nodes.has(n.id)).map((n) => [n.id, { x: n.position.x + by.x, y: n.position.y + by.y }]));
  if (at.size > 0) d.commit(move(d.level, at), movedWords(d, [...at.keys()]), `move ${[...at.keys()].join(' ')}`);
}

export const place = (d: Designer, at: ReadonlyMap<string, Point>, sentence: string): void => d.commit(move(d.level, at), sentence);

/** Draws a wire unless something forbids it, and says what. */
export function wire(d: Designer, w: Wire): Refusal | null {
  const no = refusal(d.level, d.catalog, w);
  if (!no) d.commit(connect(d.level, w), fill(d.words.Wired, nameOf(d, w.source), nameOf(d, w.target)));
  return no;
}

export function refusalWords(d: Designer, no: Refusal): string {
  const w = d.words;
  if (no.why !== 'kind') return { self: w.RefuseSelf, cycle: w.RefuseCycle, chartOnly: w.RefuseChartOnly, unknown: w.RefuseUnknown }[no.why];
  const kind = (k: string) => ({ series: w.Series, condition: w.Condition, size: w.Size })[k] ?? k;
  return fill(w.RefuseKind, no.port, kind(no.takes), kind(no.gives));
}

export function removeSelected(d: Designer): void {
  if (d.nodes.size + d.edges.size === 0) return;
  const [first] = d.nodes;
  const sentence = d.nodes.size > 1 ? fill(d.words.RemovedMany, d.nodes.size) : first ? fill(d.words.Removed, nameOf(d, first)) : d.words.RemovedWire;
  d.commit(remove(d.level, d.nodes, d.edges), sentence);
}

export function duplicate(d: Designer): void {
  if (d.nodes.size > 0) paste(d, cut(d.level, d.nodes), { x: 30, y: 30 }, d.words.Duplicated);
}

export function paste(d: Designer, parts: Level, offset: Point, words = d.words.Pasted): void {
  const known = parts.nodes.filter((n) => d.catalog.types[n.type]);
  if (known.length === 0) return d.update({ sentence: d.words.NothingToPaste });
  const { level, ids } = insert(d.level, { nodes: known, edges: parts.edges }, offset);
  d.commit(level, fill(words, ids.length));
  d.select(ids);
}

export const selectedNodes = (d: Designer): GraphNode[] => d.level.nodes.filter((n) => d.nodes.has(n.id));

/** Puts what is selected into one block. */
export function group(d: Designer): void {
  if (d.nodes.size === 0) return;
  const made = makeBlock(d.level, d.catalog, d.nodes, d.words.NewBlock);
  d.commit(made.level, fill(d.words.Grouped, d.nodes.size));
  d.select([made.id]);
}

/** The one group that is selected, or null. */
export function selectedGroup(d: Designer): GraphNode | null {
  const [only] = selectedNodes(d);
  return d.nodes.size === 1 && only?.type === GROUP ? only : null;
}

export function ungroup(d: Designer): void {
  const chosen = selectedGroup(d);
  if (!chosen) return;
  const sentence = fill(d.words.Ungrouped, nameOf(d, chosen.id)), apart = takeApart(d.level, chosen.id);
  d.commit(apart.level, sentence);
  d.select(apart.ids);
}

export const COLORS = ['red', 'amber', 'green', 'blue', 'violet', 'grey'] as const;

/** Paints what is selected; an empty colour takes the paint away. */
export function paint(d: Designer, color: string): void {
  const painted = (n: GraphNode): GraphNode => { const { color: _, ...rest } = n; return color ? { ...rest, color } : rest; };
  d.commit({ ...d.level, nodes: d.level.nodes.map((n) => (d.nodes.has(n.id) ? painted(n) : n)) }, d.words.Painted);
}

/** Equal gaps between what is selected, along the longer way. */
export function distribute(d: Designer): void {
  const all = selectedNodes(d), xs = all.map((n) => n.position.x), ys = all.map((n) => n.position.y);
  const axis = Math.max(...xs) - Math.min(...xs) >= Math.max(...ys) - Math.min(...ys) ? 'x' : 'y';
  const sorted = [...all].sort((a, b) => a.position[axis] - b.position[axis]), first = sorted[0]!.position[axis], last = sorted.at(-1)!.position[axis];
  place(d, new Map(sorted.map((n, i) => [n.id, { ...n.position, [axis]: first + ((last - first) * i) / (sorted.length - 1) }])), d.words.Aligned);
}
