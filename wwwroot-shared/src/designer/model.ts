import type { Data, GraphEdge, GraphNode, Level, Point, Wire } from './types';

/** stem1, stem2 …: the first that is not taken. */
export function freshId(stem: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  for (let i = 1; ; i++) if (!known.has(`${stem}${i}`)) return `${stem}${i}`;
}

export const freshNodeId = (level: Level, type: string) => freshId(type, level.nodes.map((n) => n.id));

export function addNode<T extends Level>(level: T, type: string, position: Point, data: Data = {}): { level: T; id: string } {
  const id = freshNodeId(level, type);
  return { level: { ...level, nodes: [...level.nodes, { id, type, position: round(position), data }] }, id };
}

/** Positions are whole numbers: fractions would make every drag a longer file. */
export const round = (p: Point): Point => ({ x: Math.round(p.x), y: Math.round(p.y) });

/** The nearest place below or right of this one where a block covers no other. */
export function freeSpot(level: Level, at: Point, size: (id: string) => { width: number; height: number }, own = { width: 220, height: 120 }, gap = 20): Point {
  const boxes = level.nodes.map((n) => ({ ...n.position, ...size(n.id) }));
  const free = (p: Point) => boxes.every((b) => p.x + own.width + gap <= b.x || b.x + b.width + gap <= p.x || p.y + own.height + gap <= b.y || b.y + b.height + gap <= p.y);
  const offset = OFFSETS.find((o) => free({ x: at.x + o.x, y: at.y + o.y })) ?? { x: 0, y: 0 };
  return { x: at.x + offset.x, y: at.y + offset.y };
}

/** Steps down and right, the shortest first. */
const OFFSETS = Array.from({ length: 400 }, (_, i) => ({ x: Math.floor(i / 20) * 40, y: (i % 20) * 40 })).sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));

/** One wire per input: a wire that is there already gives way. */
export function connect<T extends Level>(level: T, wire: Wire): T {
  const edges = level.edges.filter((e) => e.target !== wire.target || e.targetHandle !== wire.targetHandle);
  return { ...level, edges: [...edges, { id: freshId('e', level.edges.map((e) => e.id)), ...plain(wire) }] };
}

const plain = ({ source, sourceHandle, target, targetHandle }: Wire): Wire => ({ source, sourceHandle, target, targetHandle });

export function remove<T extends Level>(level: T, nodes: ReadonlySet<string>, edges: ReadonlySet<string>): T {
  return {
    ...level,
    nodes: level.nodes.filter((n) => !nodes.has(n.id)),
    edges: level.edges.filter((e) => !edges.has(e.id) && !nodes.has(e.source) && !nodes.has(e.target)),
  };
}

/** Nodes that stay where they are keep their identity, so that nothing is drawn again for them. */
export function move<T extends Level>(level: T, positions: ReadonlyMap<string, Point>): T {
  const moved = (n: GraphNode) => {
    const to = positions.get(n.id);
    return to && (Math.round(to.x) !== n.position.x || Math.round(to.y) !== n.position.y) ? { ...n, position: round(to) } : n;
  };
  const nodes = level.nodes.map(moved);
  return nodes.every((n, i) => n === level.nodes[i]) ? level : { ...level, nodes };
}

export const change = <T extends Level>(level: T, id: string, how: (node: GraphNode) => GraphNode): T =>
  ({ ...level, nodes: level.nodes.map((n) => (n.id === id ? how(n) : n)) });

/** Puts a node into the middle of a wire. */
export function splice<T extends Level>(level: T, edge: string, node: string, fit: { input: string; output: string }): T {
  const wire = level.edges.find((e) => e.id === edge);
  if (!wire) return level;
  const without = { ...level, edges: level.edges.filter((e) => e.id !== edge) };
  const first = connect(without, { source: wire.source, sourceHandle: wire.sourceHandle, target: node, targetHandle: fit.input });
  return connect(first, { source: node, sourceHandle: fit.output, target: wire.target, targetHandle: wire.targetHandle });
}

/** Copies of these parts with ids of their own, moved by an offset; wires that lead out of them stay behind. */
export function insert<T extends Level>(level: T, parts: Level, offset: Point): { level: T; ids: string[] } {
  const names = new Map<string, string>(), taken = new Set(level.nodes.map((n) => n.id));
  const nodes: GraphNode[] = parts.nodes.map((n) => {
    const id = taken.has(n.id) ? freshId(n.id.replace(/\d+$/, '') || n.type, taken) : n.id;
    taken.add(id);
    names.set(n.id, id);
    return { ...n, id, position: round({ x: n.position.x + offset.x, y: n.position.y + offset.y }) };
  });
  const edges: GraphEdge[] = [], edgeIds = new Set(level.edges.map((e) => e.id));
  for (const e of parts.edges) {
    const source = names.get(e.source), target = names.get(e.target);
    if (!source || !target) continue;
    const id = freshId('e', edgeIds);
    edgeIds.add(id);
    edges.push({ ...e, id, source, target });
  }
  return { level: { ...level, nodes: [...level.nodes, ...nodes], edges: [...level.edges, ...edges] }, ids: [...names.values()] };
}

/** These nodes and the wires between them. */
export function cut(level: Level, ids: ReadonlySet<string>): Level {
  return { nodes: level.nodes.filter((n) => ids.has(n.id)), edges: level.edges.filter((e) => ids.has(e.source) && ids.has(e.target)) };
}

/** Equal in meaning: same parts in the same order, whatever the order of the fields. */
export const same = (a: unknown, b: unknown): boolean => a === b || canonical(a) === canonical(b);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) => (v && typeof v === 'object' && !Array.isArray(v)
    ? Object.fromEntries(Object.entries(v).filter(([, x]) => x !== undefined).sort(([x], [y]) => (x < y ? -1 : 1))) : v));
}
