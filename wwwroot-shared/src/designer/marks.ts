import { freeSpot } from './model';
import { GROUP, inside } from './ports';
import type { Designer } from './store';
import type { GraphNode, Level } from './types';
import { fill, type Words } from './words';

export type Change = 'added' | 'removed' | 'changed' | 'moved';
/** What became of a block between two graphs; a changed one says which values it had and has. */
export interface Mark { kind: Change; moved: boolean; values: { label: string; before: string; after: string }[] }
/** Blocks and wires by their whole ids (group/node); what is not named is the same in both. */
export interface Marks { nodes: Record<string, Mark>; wires: Record<string, 'added' | 'removed'> }

export const SIGNS: Record<Change, string> = { added: '+', removed: '−', changed: '≠', moved: '↔' };

const word = (words: Words, change: Change) => ({ added: words.MarkAdded, removed: words.MarkRemoved, changed: words.MarkChanged, moved: words.MarkMoved })[change];

/** The words on the edge of the block. */
export const tagOf = (words: Words, mark: Mark): string =>
  [mark.kind, ...(mark.moved && mark.kind !== 'moved' ? ['moved' as const] : [])].map((k) => `${SIGNS[k]} ${word(words, k)}`).join(' · ');

/** What a screen reader says of a block after its name. */
export function saidOf(d: Designer, whole: string): string {
  const mark = d.marks?.nodes[whole], truth = d.truths[whole], { words } = d;
  const parts: string[] = [];
  if (mark) parts.push(word(words, mark.kind), ...mark.values.map((v) => fill(words.FromTo, v.label, v.before, v.after)));
  if (truth) parts.push({ true: words.IsTrue, false: words.IsFalse, unknown: words.IsUnknown }[truth]);
  if (d.firstFalse === whole) parts.push(words.FirstFalse);
  return parts.join(', ');
}

export const wireSaid = (words: Words, change?: 'added' | 'removed'): string => (change ? `: ${word(words, change)}` : '');

/** Room that a block surely takes: a removed one gives way only where another would cover it. */
const OWN = { width: 170, height: 80 };

/** The level with its removed blocks where they stood, or beside what stands there now; groups likewise inside. */
export function settled<T extends Level>(level: T, marks: Marks, path = ''): T {
  const gone = (n: GraphNode) => marks.nodes[path + n.id]?.kind === 'removed';
  const here = level.nodes.filter((n) => !gone(n)).map((n) => {
    if (n.type !== GROUP || !(path + n.id in marks.nodes)) return n;
    const inner = settled(inside(n), marks, `${path}${n.id}/`);
    return { ...n, data: { ...n.data, nodes: inner.nodes, edges: inner.edges } };
  });
  const ghosts: GraphNode[] = [];
  for (const ghost of level.nodes.filter(gone)) ghosts.push({ ...ghost, position: freeSpot({ nodes: [...here, ...ghosts], edges: [] }, ghost.position, () => OWN, OWN, 0) });
  return { ...level, nodes: [...ghosts, ...here] }; // the first are drawn below
}

/** The line that tells of a part: its own, else the first of what is inside it. */
export const lineOf = (lines: readonly string[], part: string): string | null => lines.find((l) => l === part) ?? lines.find((l) => l.startsWith(`${part}/`)) ?? null;
