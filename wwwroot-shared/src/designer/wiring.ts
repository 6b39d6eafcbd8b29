import { portOf, shapeOf, shownInputs } from './ports';
import type { Catalog, Entry, GraphNode, Level, NodeType, Wire, WireEnd } from './types';

/** Why a wire may not be drawn; words are made of it. */
export type Refusal = { why: 'self' | 'cycle' | 'chartOnly' | 'unknown' } | { why: 'kind'; port: string; takes: string; gives: string };

/** What forbids the wire, or null. A wire into an input that has one replaces it, so that is allowed. */
export function refusal(level: Level, catalog: Catalog, wire: Wire): Refusal | null {
  if (wire.source === wire.target) return { why: 'self' };
  const output = portOf(level, catalog, { node: wire.source, handle: wire.sourceHandle, side: 'source' });
  const input = portOf(level, catalog, { node: wire.target, handle: wire.targetHandle, side: 'target' });
  if (!output || !input) return { why: 'unknown' };
  if (output.chartOnly) return { why: 'chartOnly' };
  if (output.kind !== input.kind) return { why: 'kind', port: input.label, takes: input.kind, gives: output.kind };
  return reaches(level, wire.target, wire.source) ? { why: 'cycle' } : null;
}

/** Whether wires lead from one node to another. */
export function reaches(level: Level, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const e of level.edges) next.set(e.source, [...(next.get(e.source) ?? []), e.target]);
  const seen = new Set([from]), open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    for (const n of next.get(at) ?? []) if (!seen.has(n)) { seen.add(n); open.push(n); }
  }
  return false;
}

/** The wire between an end that is held and a port of another node, in the direction of the flow. */
export const between = (end: WireEnd, node: string, handle: string): Wire => (end.side === 'source'
  ? { source: end.node, sourceHandle: end.handle, target: node, targetHandle: handle }
  : { source: node, sourceHandle: handle, target: end.node, targetHandle: end.handle });

/** Ports on which the held wire may end, as "node.handle". */
export function legalTargets(level: Level, catalog: Catalog, end: WireEnd): Set<string> {
  const legal = new Set<string>();
  for (const node of level.nodes) {
    const shape = shapeOf(node, catalog);
    if (!shape) continue;
    const ports = end.side === 'source' ? shownInputs(node, shape, level.edges) : shape.outputs;
    for (const port of ports) if (!refusal(level, catalog, between(end, node.id, port.handle))) legal.add(`${node.id}.${port.handle}`);
  }
  return legal;
}

/** The first port of a new node that the held wire can end on. */
export function firstFit(level: Level, catalog: Catalog, end: WireEnd, type: NodeType): string | null {
  const held = portOf(level, catalog, end);
  if (!held || held.chartOnly) return null;
  const ports = end.side === 'source' ? type.inputs : type.outputs.filter((p) => !p.chartOnly);
  return ports.find((p) => p.kind === held.kind)?.handle ?? null;
}

/** The lines of the palette that can be wired to the held end. */
export const fitting = (level: Level, catalog: Catalog, end: WireEnd): Entry[] =>
  catalog.palette.filter((e) => { const type = catalog.types[e.type]; return !!type && firstFit(level, catalog, end, type) !== null; });

/** The input and output by which a node can stand in the middle of a wire, or null. */
export function spliceFit(level: Level, catalog: Catalog, node: GraphNode, wire: Wire): { input: string; output: string } | null {
  const kind = portOf(level, catalog, { node: wire.source, handle: wire.sourceHandle, side: 'source' })?.kind;
  const shape = shapeOf(node, catalog);
  if (!kind || !shape || node.id === wire.source || node.id === wire.target) return null;
  if (level.edges.some((e) => e.source === node.id || e.target === node.id)) return null;
  const input = shape.inputs.find((p) => p.kind === kind), output = shape.outputs.find((p) => p.kind === kind && !p.chartOnly);
  return input && output ? { input: input.handle, output: output.handle } : null;
}
