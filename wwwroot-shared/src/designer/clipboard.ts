import { cut } from './model';
import type { Designer } from './store';
import type { Level } from './types';

/** Blocks as text: a piece of strategy JSON, so it can be pasted into another strategy, a message or a file. */
export const copyText = (d: Designer): string => JSON.stringify({ tradeforge: 'blocks', ...cut(d.level, d.nodes) }, null, 2);

/** The blocks of a text, or null if it holds none. A whole strategy file is a text with blocks too. */
export function readText(text: string): Level | null {
  try {
    const { nodes, edges } = JSON.parse(text) as Partial<Level>;
    if (!Array.isArray(nodes) || !nodes.every(isNode)) return null;
    const wires = Array.isArray(edges) ? edges.filter(isEdge) : [];
    return {
      nodes: nodes.map((n) => ({ id: n.id, type: n.type, position: n.position ?? { x: 0, y: 0 }, data: n.data ?? {}, ...(n.color ? { color: n.color } : {}) })),
      edges: wires.map(({ id, source, sourceHandle, target, targetHandle }) => ({ id, source, sourceHandle, target, targetHandle })),
    };
  } catch { return null; }
}

const isNode = (n: unknown): boolean => texts(n, 'id', 'type');
const isEdge = (e: unknown): boolean => texts(e, 'id', 'source', 'sourceHandle', 'target', 'targetHandle');
const texts = (x: unknown, ...names: string[]) => !!x && typeof x === 'object' && names.every((n) => typeof (x as Record<string, unknown>)[n] === 'string');
