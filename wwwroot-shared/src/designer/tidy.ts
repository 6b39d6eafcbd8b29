import { Graph as Dagre, layout } from '@dagrejs/dagre';
import { bottom, columnsOf, isLoose, LANES, lanesOf, ROOM } from './lanes';
import { cut } from './model';
import type { Catalog, Level, Point } from './types';

type SizeOf = (id: string) => { width: number; height: number };
const GAP = { column: 70, row: 28, lane: 14 };

/** Places from left to right along the wires: what several lanes share, then the lanes below each other; what leads nowhere stands below. Sizes by node id. */
export function tidy(level: Level, catalog: Catalog, size: SizeOf): Map<string, Point> {
  const lanes = lanesOf(level, catalog), columns = edges(columnsOf(level, lanes), size);
  const loose = new Set([...lanes.keys()].filter((id) => isLoose(level, lanes, id)));
  const part = (name: string | undefined) => cut(level, new Set(level.nodes.filter((n) => lanes.get(n.id) === name).map((n) => n.id)));
  const placed = new Map<string, Point>();
  let top = 0;
  for (const lane of LANES) {
    const inLane = stack(part(lane), columns, loose, size);
    if (inLane.size === 0) continue;
    for (const [id, p] of inLane) placed.set(id, { x: p.x, y: p.y + top + ROOM.head });
    top = bottom(placed, size) + ROOM.foot + GAP.lane;
  }
  const shared = stack(part('shared'), columns, loose, size), height = bottom(shared, size);
  for (const [id, p] of shared) placed.set(id, { x: p.x, y: p.y + Math.max(0, (top - height) / 2) });
  top = placed.size === 0 ? 0 : bottom(placed, size) + ROOM.foot + 2 * GAP.row;
  const rest = [...flow(part(undefined), size)], above = Math.min(...rest.map(([, p]) => p.y));
  for (const [id, p] of rest) placed.set(id, { x: p.x, y: p.y - above + top });
  return placed;
}

/** The left edge of every block: columns are as wide as their widest. */
function edges(columns: ReadonlyMap<string, number>, size: SizeOf): Map<string, number> {
  const left = new Map<number, number>();
  let x = 0;
  for (const column of [...new Set(columns.values())].sort((a, b) => a - b)) {
    left.set(column, x);
    x += Math.max(...[...columns].filter(([, c]) => c === column).map(([id]) => size(id).width)) + GAP.column;
  }
  return new Map([...columns].map(([id, column]) => [id, left.get(column)!]));
}

/** Blocks of a part in their columns, in the heights that suit their wires, none above another; below them in rows those without wires. From 0 down. */
function stack(part: Level, left: ReadonlyMap<string, number>, loose: ReadonlySet<string>, size: SizeOf): Map<string, Point> {
  const wished = flow(cut(part, new Set(part.nodes.filter((n) => !loose.has(n.id)).map((n) => n.id))), size);
  const placed = new Map<string, Point>(), filled = new Map<number, number>();
  const top = Math.min(...[...wished.values()].map((p) => p.y));
  const put = (id: string, y: number) => {
    placed.set(id, { x: left.get(id)!, y });
    filled.set(left.get(id)!, y + size(id).height + GAP.row);
  };
  for (const [id, p] of [...wished].sort(([, a], [, b]) => a.y - b.y)) put(id, Math.max(p.y - top, filled.get(left.get(id)!) ?? 0));
  let row = Math.max(0, ...filled.values()), before = Infinity;
  for (const { id } of part.nodes.filter((n) => loose.has(n.id))) {
    if (left.get(id)! <= before) row = Math.max(0, ...filled.values());
    before = left.get(id)!;
    put(id, row);
  }
  return placed;
}

/** Places by the wires alone, or their mirror image where that is nearer to what was drawn: what stood above stays above. */
function flow(part: Level, size: SizeOf): Map<string, Point> {
  if (part.nodes.length === 0) return new Map();
  const graph = new Dagre();
  graph.setGraph({ rankdir: 'LR', nodesep: GAP.row, ranksep: GAP.column });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const n of part.nodes) graph.setNode(n.id, { ...size(n.id) });
  for (const e of part.edges) graph.setEdge(e.source, e.target);
  layout(graph);
  const middles = part.nodes.map((n) => graph.node(n.id) as { x: number; y: number; width: number; height: number });
  let agreed = 0;
  for (const [i, a] of part.nodes.entries())
    for (const [j, b] of part.nodes.entries()) if (j > i && middles[i]!.x === middles[j]!.x) agreed += Math.sign(b.position.y - a.position.y || 1) * Math.sign(middles[j]!.y - middles[i]!.y);
  return new Map(part.nodes.map((n, i) => [n.id, { x: middles[i]!.x - middles[i]!.width / 2, y: (agreed < 0 ? -middles[i]!.y : middles[i]!.y) - middles[i]!.height / 2 }]));
}
