import { GROUP, inside, NOTE } from './ports';
import type { Catalog, GraphNode, Lane, Level, Point } from './types';
import type { Words } from './words';

export interface Box { x: number; y: number; width: number; height: number }
type SizeOf = (id: string) => { width: number; height: number };

/** In the order in which they stand below each other. */
export const LANES = ['entry', 'exit', 'risk'] as const satisfies readonly Lane[];
/** Room around the blocks of a lane; its name stands in the head. */
export const ROOM = { side: 16, head: 34, foot: 16 };

const LEAST_COLUMNS = 3;

/**
 * Where each block belongs, by what it leads to: the conditions of an entry to the entries, the distance of a stop to the risk. What leads to
 * several lanes is shared; what leads to none of them is not in the map.
 */
export function lanesOf(level: Level, catalog: Catalog): Map<string, Lane | 'shared'> {
  const nodes = new Map(level.nodes.map((n) => [n.id, n])), next = new Map<string, string[]>();
  for (const e of level.edges) next.set(e.source, [...(next.get(e.source) ?? []), e.target]);
  const known = new Map<string, ReadonlySet<Lane>>();
  const leadsTo = (id: string): ReadonlySet<Lane> => {
    const node = nodes.get(id), found = known.get(id);
    if (found || !node) return found ?? new Set();
    const own = ends(node, catalog);
    known.set(id, own); // a ring of wires, which is an error, comes back here
    const all = own.size > 0 && node.type !== GROUP ? own : new Set([...own, ...(next.get(id) ?? []).flatMap((n) => [...leadsTo(n)])]);
    known.set(id, all);
    return all;
  };
  const lanes = new Map<string, Lane | 'shared'>();
  for (const { id } of level.nodes) {
    const [lane, second] = leadsTo(id);
    if (lane) lanes.set(id, second ? 'shared' : lane);
  }
  return lanes;
}

/** The lanes that end in a node; in a group those of its inner nodes. */
function ends(node: GraphNode, catalog: Catalog): Set<Lane> {
  if (node.type === GROUP) return new Set(inside(node).nodes.flatMap((n) => [...ends(n, catalog)]));
  const lane = catalog.types[node.type]?.lane;
  return new Set(lane ? [lane] : []);
}

/** The lanes to draw: those in which no other block stands. All are as wide as the widest, where that leaves them free. */
export function laneBoxes(level: Level, catalog: Catalog, size: SizeOf): { lane: Lane; box: Box }[] {
  const lanes = lanesOf(level, catalog);
  const blocks = level.nodes.filter((n) => n.type !== NOTE).map((n) => ({ lane: lanes.get(n.id), box: { ...n.position, ...size(n.id) } }));
  const own = LANES.flatMap((lane) => {
    const mine = blocks.filter((b) => b.lane === lane);
    return mine.length > 0 ? [{ lane, box: around(mine.map((b) => b.box)) }] : [];
  });
  const whole = around(own.map((o) => o.box), { side: 0, head: 0, foot: 0 });
  return own.flatMap(({ lane, box }) => {
    const free = (b: Box) => blocks.every((other) => other.lane === lane || !overlap(other.box, b)) && own.every((o) => o.lane === lane || !overlap(o.box, b));
    const wide = { ...box, x: whole.x, width: whole.width };
    return free(wide) ? [{ lane, box: wide }] : free(box) ? [{ lane, box }] : [];
  });
}

function around(boxes: readonly Box[], room = ROOM): Box {
  const x = Math.min(...boxes.map((b) => b.x)) - room.side, y = Math.min(...boxes.map((b) => b.y)) - room.head;
  return { x, y, width: Math.max(...boxes.map((b) => b.x + b.width)) + room.side - x, height: Math.max(...boxes.map((b) => b.y + b.height)) + room.foot - y };
}

const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The name of a lane. */
export const laneWord = (words: Words, lane: Lane): string => ({ entry: words.LaneEntry, exit: words.LaneExit, risk: words.LaneRisk })[lane];

/** Whether a block is wired to none of these; such blocks stand beside each other. */
export const isLoose = (level: Level, lanes: ReadonlyMap<string, unknown>, id: string): boolean =>
  !level.edges.some((e) => (e.source === id || e.target === id) && lanes.has(e.source) && lanes.has(e.target));

/**
 * How far to the right each block stands: behind everything that leads to it, those of the lanes behind everything shared, and no farther left
 * of what it leads to than it must.
 */
export function columnsOf(level: Level, lanes: ReadonlyMap<string, Lane | 'shared'>): Map<string, number> {
  const [before, after] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const e of level.edges.filter((x) => lanes.has(x.source) && lanes.has(x.target))) {
    before.set(e.target, [...(before.get(e.target) ?? []), e.source]);
    after.set(e.source, [...(after.get(e.source) ?? []), e.target]);
  }
  const at = new Map<string, number>();
  const reach = (id: string, least: number): number => {
    const known = at.get(id);
    if (known !== undefined) return known;
    at.set(id, least); // against rings of wires
    const column = Math.max(least, ...(before.get(id) ?? []).map((n) => reach(n, lanes.get(n) === 'shared' ? 0 : least) + 1));
    at.set(id, column);
    return column;
  };
  const shared = [...lanes.keys()].filter((id) => lanes.get(id) === 'shared'), own = [...lanes.keys()].filter((id) => lanes.get(id) !== 'shared');
  const last = Math.max(-1, ...shared.map((id) => reach(id, 0)));
  for (const id of own) reach(id, last + 1);
  for (const id of [...lanes.keys()].sort((a, b) => at.get(b)! - at.get(a)!)) {
    const follow = Math.min(...(after.get(id) ?? []).map((n) => at.get(n)! - 1), lanes.get(id) === 'shared' ? last : Infinity);
    if (Number.isFinite(follow) && (after.get(id)?.length ?? 0) > 0) at.set(id, Math.max(at.get(id)!, follow));
  }
  const end = Math.max(last + LEAST_COLUMNS, ...at.values());
  for (const lane of LANES)
    own.filter((id) => lanes.get(id) === lane && isLoose(level, lanes, id)).forEach((id, i) => at.set(id, last + 1 + (i % (end - last))));
  return at;
}

/** The lowest edge of these blocks. */
export const bottom = (at: ReadonlyMap<string, Point>, size: SizeOf): number => Math.max(0, ...[...at].map(([id, p]) => p.y + size(id).height));
