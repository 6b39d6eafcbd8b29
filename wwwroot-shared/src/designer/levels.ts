import { change } from './model';
import { GROUP, inside } from './ports';
import type { Graph, Level } from './types';

/** What is drawn while these groups are open, the outermost first; null when one of them is not there. */
export function levelAt(graph: Level, path: readonly string[]): Level | null {
  let level: Level = graph;
  for (const id of path) {
    const group = level.nodes.find((n) => n.id === id && n.type === GROUP);
    if (!group) return null;
    level = inside(group);
  }
  return level;
}

/** The graph with another inside of the group that is open. */
export function withLevel<T extends Level>(graph: T, path: readonly string[], level: Level): T {
  const [first, ...rest] = path;
  if (first === undefined) return { ...graph, nodes: level.nodes, edges: level.edges };
  return change(graph, first, (g) => {
    const inner = withLevel(inside(g), rest, level);
    return { ...g, data: { ...g.data, nodes: inner.nodes, edges: inner.edges } };
  });
}

/** A path as far as it exists. */
export function existing(graph: Graph, path: readonly string[]): string[] {
  const found = [...path];
  while (found.length > 0 && !levelAt(graph, found)) found.pop();
  return found;
}
