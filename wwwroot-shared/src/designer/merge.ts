import { same } from './model';
import type { Graph } from './types';

/** Puts what the server changed since the last common state on top of what was changed here; where both changed a part, the server's stands. */
export function merge(base: Graph, theirs: Graph, mine: Graph): Graph {
  if (same(base, mine)) return theirs;
  const nodes = mergeList(base.nodes, theirs.nodes, mine.nodes);
  const ids = new Set(nodes.map((n) => n.id)), taken = new Set<string>();
  const whole = mergeList(base.edges, theirs.edges, mine.edges).filter((e) => ids.has(e.source) && ids.has(e.target));
  // one wire per input: of two new ones the server's, which comes later
  const edges = whole.reverse().filter((e) => { const end = `${e.target}\n${e.targetHandle}`; return !taken.has(end) && !!taken.add(end); }).reverse();
  return { ...mine, ...theirs, name: theirs.name === base.name ? mine.name : theirs.name, nodes, edges };
}

function mergeList<T extends { id: string }>(base: T[], theirs: T[], mine: T[]): T[] {
  const [was, now] = [new Map(base.map((x) => [x.id, x])), new Map(theirs.map((x) => [x.id, x]))];
  const kept = mine.flatMap((x) => {
    const [before, after] = [was.get(x.id), now.get(x.id)];
    if (!after) return before ? [] : [x];                  // taken away there, or new here
    return same(before, after) ? [x] : [after];
  });
  const known = new Set(mine.map((x) => x.id));
  return [...kept, ...theirs.filter((x) => !known.has(x.id) && !same(was.get(x.id), x))]; // new there, or changed there and removed here
}
