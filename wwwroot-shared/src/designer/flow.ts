import type { Edge, FitViewOptions, Node } from '@xyflow/react';
import { lanesOf, laneWord } from './lanes';
import { saidOf, SIGNS, wireSaid } from './marks';
import { NOTE, portOf, shapeOf, shownInputs } from './ports';
import type { Designer } from './store';
import type { Catalog, GraphNode, Lane, NodeType, Port } from './types';

export interface BlockData extends Record<string, unknown> { node: GraphNode; shape: NodeType | null; inputs: Port[] }
export type BlockNode = Node<BlockData, 'block' | 'note'>;

/** Below this height of the canvas there is no legend; canvas.css knows it too. */
const LOW = 260;

const narrow = globalThis.matchMedia?.('(max-width: 860px)').matches === true;

/** Of a view of everything: the names of lanes above the blocks, which shrink with them, and the legend below; on a telephone the zoom buttons are below as well. */
export const margin = (height: number): FitViewOptions<BlockNode> => ({
  padding: { x: narrow ? 0.06 : 0.08, top: `${Math.round(Math.min(48, height / 7))}px`, bottom: height <= LOW ? '12px' : narrow ? '112px' : '44px' }, maxZoom: 1, duration: 0,
});

const shapes = new WeakMap<GraphNode, NodeType | null>();

function cachedShape(node: GraphNode, catalog: Catalog): NodeType | null {
  if (!shapes.has(node)) shapes.set(node, shapeOf(node, catalog));
  return shapes.get(node) ?? null;
}

/** The level as React Flow draws it; what did not change keeps its identity and its measured size. */
export function flowNodes(d: Designer, old: readonly BlockNode[]): BlockNode[] {
  const before = new Map(old.map((n) => [n.id, n])), lanes = lanesOf(d.level, d.catalog);
  return d.level.nodes.map((node) => {
    const was = before.get(node.id), shape = cachedShape(node, d.catalog), selected = d.nodes.has(node.id);
    const inputs = shape ? shownInputs(node, shape, d.level.edges) : [];
    const data = was && was.data.node === node && sameHandles(was.data.inputs, inputs) ? was.data : { node, shape, inputs };
    const ariaLabel = label(d, node, shape, lanes.get(node.id));
    if (was && was.data === data && was.selected === selected && was.ariaLabel === ariaLabel && was.position.x === node.position.x && was.position.y === node.position.y) return was;
    return { ...was, id: node.id, type: node.type === NOTE ? 'note' : 'block', position: node.position, data, selected, ariaLabel, dragHandle: '.tf-grip' };
  });
}

function label(d: Designer, node: GraphNode, shape: NodeType | null, lane: Lane | 'shared' | undefined): string {
  const whole = d.whole(node.id), said = saidOf(d, whole);
  const name = [shape?.name ?? node.type, node.id, ...(lane && lane !== 'shared' ? [laneWord(d.words, lane)] : []), ...(d.changed.has(whole) ? [d.words.ChangedSinceRun] : [])].join(', ');
  return said ? `${name}: ${said}` : name;
}

const sameHandles = (a: Port[], b: Port[]) => a.length === b.length && a.every((p, i) => p.handle === b[i]!.handle);

export function flowEdges(d: Designer, old: readonly Edge[]): Edge[] {
  const before = new Map(old.map((e) => [e.id, e]));
  return d.level.edges.map((e) => {
    const selected = d.edges.has(e.id), truth = d.truths[d.whole(e.source)];
    const kind = portOf(d.level, d.catalog, { node: e.source, handle: e.sourceHandle, side: 'source' })?.kind ?? 'unknown';
    const change = d.marks?.wires[d.whole(e.id)];
    const className = `tf-wire tf-wire-${kind}${truth ? ` tf-path-${truth}` : ''}${change ? ` tf-change-${change}` : ''}`;
    const was = before.get(e.id);
    if (was && was.selected === selected && was.className === className && was.source === e.source && was.target === e.target
      && was.sourceHandle === e.sourceHandle && was.targetHandle === e.targetHandle) return was;
    return { id: e.id, source: e.source, sourceHandle: e.sourceHandle, target: e.target, targetHandle: e.targetHandle, selected, className, interactionWidth: 18, ariaLabel: `${e.source} → ${e.target}${wireSaid(d.words, change)}`, ...(change ? { label: SIGNS[change] } : {}) };
  });
}

/** The wire under a point of the screen, however much lies above it. */
export function wireAt(x: number, y: number, but?: string): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__edge')?.getAttribute('data-id');
    if (id && id !== but) return id;
  }
  return null;
}
