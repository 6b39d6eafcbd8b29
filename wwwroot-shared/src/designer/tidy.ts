import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Level, Point } from './types';

/** Places from left to right along the wires; what is not wired stands below. Sizes by node id. */
export function tidy(level: Level, size: (id: string) => { width: number; height: number }): Map<string, Point> {
  const graph = new Dagre();
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 70, marginx: 20, marginy: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const n of level.nodes) graph.setNode(n.id, { ...size(n.id) });
  const known = new Set(level.nodes.map((n) => n.id));
  for (const e of level.edges) if (known.has(e.source) && known.has(e.target)) graph.setEdge(e.source, e.target);
  layout(graph);
  return new Map(level.nodes.map((n) => {
    const at = graph.node(n.id) as { x: number; y: number; width: number; height: number };
    return [n.id, { x: at.x - at.width / 2, y: at.y - at.height / 2 }];
  }));
}
