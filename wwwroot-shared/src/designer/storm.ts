import { expect } from 'vitest';
import { add, nudge, paste, removeSelected, wire } from './actions';
import type { Link } from './link';
import { addNode, change, connect, cut, remove } from './model';
import { inside, shapeOf } from './ports';
import { Designer } from './store';
import type { Catalog, Graph, Level, NodeType, Port } from './types';
import { refusal } from './wiring';
import { keys, type Words } from './words';

const port = (handle: string, kind: Port['kind'], optional = false): Port => ({ handle, label: handle, kind, optional });
const type = (name: string, inputs: Port[], outputs: Port[]): NodeType => ({ name, help: '', group: 'Data', icon: '', inputs, outputs, parameters: [] });

/** A small catalogue with every kind of port. */
export const catalog: Catalog = {
  types: {
    price: type('Price', [], [port('value', 'series')]),
    sma: type('Average', [port('source', 'series', true)], [port('value', 'series')]),
    zigzag: type('Zigzag', [port('source', 'series', true)], [{ ...port('value', 'series'), chartOnly: true }]),
    crosses: type('Crosses', [port('a', 'series'), port('b', 'series')], [port('result', 'condition')]),
    and: type('All of', [1, 2, 3, 4].map((i) => port(`in${i}`, 'condition', true)), [port('result', 'condition')]),
    'enter-long': { ...type('Enter long', [port('when', 'condition'), port('size', 'size', true)], []), lane: 'entry' },
    'exit-long': { ...type('Exit long', [port('when', 'condition')], []), lane: 'exit' },
    'stop-loss': { ...type('Stop', [port('distance', 'series', true)], []), lane: 'risk' },
    'position-size': { ...type('Size', [], [port('size', 'size')]), lane: 'risk' },
    group: type('Group', [], []),
    note: type('Note', [], []),
  },
  palette: [],
  groups: [],
};
catalog.palette = Object.entries(catalog.types).map(([id, t]) => ({ type: id, name: t.name, help: '', group: 'Data', words: '' }));

export const words = Object.fromEntries(keys.map((k) => [k, `${k} {0} {1}`])) as Words;
export const silent = { changed: () => {}, hold: () => {}, release: () => {} } as unknown as Link;

/** Random hands on the canvas, the same for the same seed. */
export class Storm {
  graph: Graph = { schemaVersion: 1, name: 'Storm', nodes: [], edges: [] };
  designer!: Designer;

  constructor(private seed: number) {
    for (let i = 0; i < 12; i++) this.graph = this.edit(this.graph);
  }

  /** mulberry32 */
  random = (): number => {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };

  pick<T>(items: readonly T[]): T | undefined { return items[Math.floor(this.random() * items.length)]; }

  draw(link: Link | null): void { this.designer = new Designer(this.graph, catalog, words, link ?? silent, () => {}); }

  /** What a form on the server does: one part more, less or other. */
  edit(graph: Graph): Graph {
    const dice = this.random(), node = this.pick(graph.nodes);
    if (dice < 0.45 || !node) return addNode(graph, this.pick(Object.keys(catalog.types).filter((t) => t !== 'group'))!, this.spot(), { n: this.random() }).level;
    if (dice < 0.6) return change(graph, node.id, (n) => ({ ...n, data: { ...n.data, n: this.random() } }));
    if (dice < 0.7) return remove(graph, new Set([node.id]), new Set());
    const w = this.wire(graph);
    return w && !refusal(graph, catalog, w) ? connect(graph, w) : graph;
  }

  /** An edit, an undo or a redo in the browser. */
  step(): void {
    const dice = this.random();
    if (dice < 0.25) this.designer.undo();
    else if (dice < 0.35) this.designer.redo();
    else this.editHere();
  }

  /** True if it was one step. */
  editHere(): boolean {
    const d = this.designer, before = d.graph, dice = this.random(), node = this.pick(d.level.nodes);
    const some = d.level.nodes.filter(() => this.random() < 0.3).map((n) => n.id);
    if (dice < 0.3) add(d, this.pick(d.catalog.palette.filter((e) => e.type !== 'group'))!, this.spot());
    else if (dice < 0.5) { const w = this.wire(d.level); if (w) wire(d, w); }
    else if (dice < 0.62) { d.select(some); nudge(d, this.spot()); }
    else if (dice < 0.7) { d.select(node ? [node.id] : []); removeSelected(d); }
    else if (dice < 0.8 && d.level.nodes.length < 60) paste(d, cut(d.level, new Set(some)), { x: 10, y: 10 });
    else if (dice < 0.9) { const e = this.pick(d.level.edges); d.select([], e ? [e.id] : []); removeSelected(d); }
    else if (node) d.commit(change(d.level, node.id, (n) => ({ ...n, data: { ...n.data, n: this.random() } })), 'set');
    return d.graph !== before;
  }

  /** Ids once, both ends of every wire there, one wire per input. */
  expectSound(level: Level = this.designer.graph): void {
    const ids = level.nodes.map((n) => n.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(level.edges.map((e) => e.id)).size).toBe(level.edges.length);
    for (const e of level.edges) expect(ids).toEqual(expect.arrayContaining([e.source, e.target]));
    const ends = level.edges.map((e) => `${e.target}.${e.targetHandle}`);
    expect(new Set(ends).size).toBe(ends.length);
    for (const n of level.nodes) if (n.type === 'group') this.expectSound(inside(n));
  }

  private spot() { return { x: Math.floor(this.random() * 900), y: Math.floor(this.random() * 600) }; }

  private wire(level: Level) {
    const [from, to] = [this.pick(level.nodes), this.pick(level.nodes)];
    const out = from && this.pick(shapeOf(from, catalog)?.outputs ?? []), into = to && this.pick(shapeOf(to, catalog)?.inputs ?? []);
    return from && to && out && into ? { source: from.id, sourceHandle: out.handle, target: to.id, targetHandle: into.handle } : null;
  }
}
