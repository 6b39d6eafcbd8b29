import { connect, cut, freshId, freshNodeId, insert, remove, round } from './model';
import { GROUP, inside, list, shapeOf } from './ports';
import type { Catalog, GraphEdge, GraphNode, Level, Port, Wire } from './types';

interface InPort { handle: string; node: string; targetHandle: string }
interface OutPort { handle: string; node: string; sourceHandle: string }
interface OwnParameter { name: string; node: string; parameter: string }

/** The names of a group's data that are not values of its parameters. */
const FIELDS = ['name', 'nodes', 'edges', 'inputs', 'outputs', 'parameters'];

/**
 * Puts these nodes into one block. What crosses its edge becomes ports: one for each source outside, one for each output that is read outside.
 * Inputs that must be wired and are not, and outputs that nothing reads, are shown too, so that the block can be wired later.
 */
export function makeBlock<T extends Level>(level: T, catalog: Catalog, ids: ReadonlySet<string>, name: string): { level: T; id: string } {
  const inner = cut(level, ids), id = freshNodeId(level, GROUP);
  const inputs: InPort[] = [], outputs: OutPort[] = [], wires: Wire[] = [];
  const bySource = new Map<string, string>();
  for (const e of level.edges.filter((x) => ids.has(x.target) && !ids.has(x.source))) {
    const source = `${e.source}.${e.sourceHandle}`;
    let handle = bySource.get(source);
    if (!handle) {
      handle = unique(e.targetHandle, inputs.map((p) => p.handle));
      bySource.set(source, handle);
      wires.push({ source: e.source, sourceHandle: e.sourceHandle, target: id, targetHandle: handle });
    }
    inputs.push({ handle, node: e.target, targetHandle: e.targetHandle });
  }
  const shown = new Map<string, string>();
  const show = (node: string, sourceHandle: string): string => {
    const key = `${node}.${sourceHandle}`, known = shown.get(key);
    if (known) return known;
    const handle = unique(sourceHandle, outputs.map((p) => p.handle));
    shown.set(key, handle);
    outputs.push({ handle, node, sourceHandle });
    return handle;
  };
  for (const e of level.edges.filter((x) => ids.has(x.source) && !ids.has(x.target)))
    wires.push({ source: id, sourceHandle: show(e.source, e.sourceHandle), target: e.target, targetHandle: e.targetHandle });
  for (const node of inner.nodes) {
    const shape = shapeOf(node, catalog);
    const open = (p: Port) => !p.optional && !level.edges.some((e) => e.target === node.id && e.targetHandle === p.handle);
    for (const p of shape?.inputs.filter(open) ?? []) inputs.push({ handle: unique(p.handle, inputs.map((x) => x.handle)), node: node.id, targetHandle: p.handle });
    const read = level.edges.some((e) => e.source === node.id);
    for (const p of read ? [] : shape?.outputs.filter((o) => !o.chartOnly) ?? []) show(node.id, p.handle);
  }
  const corner = { x: Math.min(...inner.nodes.map((n) => n.position.x)), y: Math.min(...inner.nodes.map((n) => n.position.y)) };
  const nodes = inner.nodes.map((n) => ({ ...n, position: round({ x: n.position.x - corner.x, y: n.position.y - corner.y }) }));
  const group: GraphNode = { id, type: GROUP, position: corner, data: { name, nodes, edges: inner.edges, inputs, outputs, parameters: [] } };
  const rest = remove(level, ids, new Set());
  return { level: wires.reduce((l, w) => connect(l, w), { ...rest, nodes: [...rest.nodes, group] }), id };
}

/** Takes a block apart again: its nodes stand where it stood, with its values, wired as before. */
export function takeApart<T extends Level>(level: T, id: string): { level: T; ids: string[] } {
  const group = level.nodes.find((n) => n.id === id && n.type === GROUP);
  if (!group) return { level, ids: [] };
  const inner = withValues(group);
  const { level: put, ids } = insert(remove(level, new Set([id]), new Set()), inner, group.position);
  const now = new Map(inner.nodes.map((n, i) => [n.id, ids[i]!]));
  const outer: Wire[] = [];
  for (const e of level.edges) {
    if (e.target === id) {
      for (const p of list<InPort>(group.data.inputs).filter((x) => x.handle === e.targetHandle && now.has(x.node)))
        outer.push({ source: e.source, sourceHandle: e.sourceHandle, target: now.get(p.node)!, targetHandle: p.targetHandle });
    } else if (e.source === id) {
      const p = list<OutPort>(group.data.outputs).find((x) => x.handle === e.sourceHandle && now.has(x.node));
      if (p) outer.push({ source: now.get(p.node)!, sourceHandle: p.sourceHandle, target: e.target, targetHandle: e.targetHandle });
    }
  }
  return { level: outer.reduce((l, w) => connect(l, w), put), ids };
}

/** The inside with the values that the group gives its parameters. */
function withValues(group: GraphNode): Level {
  const values = list<OwnParameter>(group.data.parameters).filter((p) => group.data[p.name] !== undefined && !FIELDS.includes(p.name));
  const { nodes, edges } = inside(group);
  const own = (n: GraphNode) => Object.fromEntries(values.filter((p) => p.node === n.id).map((p) => [p.parameter, group.data[p.name]]));
  return { nodes: nodes.map((n) => ({ ...n, data: { ...n.data, ...own(n) } })), edges: edges as GraphEdge[] };
}

const unique = (name: string, taken: string[]): string => (taken.includes(name) ? freshId(name.replace(/\d+$/, ''), taken) : name);
