import type { Catalog, Data, GraphEdge, GraphNode, Level, NodeType, Parameter, Port, WireEnd } from './types';

export const GROUP = 'group', NOTE = 'note';
const MANY = /^in\d$/;

interface GroupPort { handle?: string; name?: string; node: string; targetHandle?: string; sourceHandle?: string; parameter?: string }

/** The inside of a group node. */
export const inside = (group: GraphNode): Level => ({ nodes: list<GraphNode>(group.data.nodes), edges: list<GraphEdge>(group.data.edges) });

export const list = <T>(value: unknown): T[] => (Array.isArray(value) ? value as T[] : []);

/** What a node shows: that of its type, or what a group shows of its inner nodes. Null for a type that nobody knows. */
export function shapeOf(node: GraphNode, catalog: Catalog): NodeType | null {
  const type = catalog.types[node.type];
  if (!type || node.type !== GROUP) return type ?? null;
  const inner = new Map(inside(node).nodes.map((n) => [n.id, n]));
  const shape = (id: string) => { const found = inner.get(id); return found ? shapeOf(found, catalog) : null; };
  const inputs: Port[] = [], outputs: Port[] = [], parameters: Parameter[] = [];
  for (const p of list<GroupPort>(node.data.inputs)) {
    const port = shape(p.node)?.inputs.find((x) => x.handle === p.targetHandle);
    const known = inputs.find((x) => x.handle === p.handle);
    if (known && !port?.optional) delete known.optional;
    if (port && !known) inputs.push({ ...port, handle: p.handle ?? '', label: groupLabel(p.handle ?? '', port) });
  }
  for (const p of list<GroupPort>(node.data.outputs)) {
    const port = shape(p.node)?.outputs.find((x) => x.handle === p.sourceHandle);
    if (port) outputs.push({ ...port, handle: p.handle ?? '', label: groupLabel(p.handle ?? '', port) });
  }
  for (const p of list<GroupPort>(node.data.parameters)) {
    const parameter = shape(p.node)?.parameters.find((x) => x.name === p.parameter);
    const own = inner.get(p.node)?.data[p.parameter ?? ''];
    if (parameter && !parameters.some((x) => x.name === p.name))
      parameters.push({ ...parameter, name: p.name ?? '', label: p.name === p.parameter ? parameter.label : p.name ?? '', ...(own === undefined ? {} : { fallback: String(own) }) });
  }
  const name = typeof node.data.name === 'string' && node.data.name ? node.data.name : type.name;
  return { ...type, name, inputs, outputs, parameters };
}

const groupLabel = (handle: string, port: Port) => (handle === port.handle ? port.label : handle);

/** The inputs to draw: of numbered ones (in1 … in8) those wired and the first free. */
export function shownInputs(node: GraphNode, shape: NodeType, edges: readonly GraphEdge[]): Port[] {
  const wired = new Set(edges.filter((e) => e.target === node.id).map((e) => e.targetHandle));
  const free = shape.inputs.find((p) => MANY.test(p.handle) && !wired.has(p.handle))?.handle;
  return shape.inputs.filter((p) => !MANY.test(p.handle) || wired.has(p.handle) || p.handle === free);
}

/** A value as people read it: the label of a word, or the text; empty when nothing is said. */
export function valueOf(data: Data, parameter: Parameter): string {
  const given = data[parameter.name] ?? parameter.fallback;
  if (given === undefined || given === null) return '';
  return parameter.choices?.[String(given)] ?? String(given);
}

export function portOf(level: Level, catalog: Catalog, end: WireEnd): Port | null {
  const node = level.nodes.find((n) => n.id === end.node);
  const shape = node ? shapeOf(node, catalog) : null;
  return (end.side === 'source' ? shape?.outputs : shape?.inputs)?.find((p) => p.handle === end.handle) ?? null;
}
