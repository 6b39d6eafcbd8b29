import { createContext, useContext, useSyncExternalStore } from 'react';
import { History } from './history';
import { existing, levelAt, withLevel } from './levels';
import type { Link } from './link';
import type { Marks } from './marks';
import { same } from './model';
import type { Catalog, Graph, Level, Point, Problem, WireEnd } from './types';
import { legalTargets } from './wiring';
import { fill, type Words } from './words';

/** What the small window for adding a block is open for. */
export interface QuickAdd { screen: Point; flow: Point; wire: WireEnd | null }
export type Truth = 'true' | 'false' | 'unknown';

/** Everything the canvas shows. Its graph changes by commit, undo, redo and receive only; without a link to the server it is for looking and never changes. */
export class Designer {
  private readonly listeners = new Set<() => void>();
  private readonly history: History;
  private coming: Promise<void> | null = null;
  path: string[] = [];
  level: Level;
  nodes: ReadonlySet<string> = new Set();
  edges: ReadonlySet<string> = new Set();
  problems: Record<string, Problem[]> = {};
  /** Blocks that are not what they were in the last run, by whole ids. */
  changed: ReadonlySet<string> = new Set();
  values: Record<string, string> = {};
  truths: Record<string, Truth> = {};
  firstFalse: string | null = null;
  /** What differs from another graph, where two are compared. */
  marks: Marks | null = null;
  legal: ReadonlySet<string> | null = null;
  quickAdd: QuickAdd | null = null;
  sentence = '';
  /** As drawn; the canvas knows. */
  sizeOf: (id: string) => { width: number; height: number } = () => ({ width: 200, height: 110 });
  /** Moves the view so that a node of the level is seen; the canvas knows how. */
  bringIntoView: (id: string) => void = () => {};

  constructor(graph: Graph, public catalog: Catalog, readonly words: Words, readonly link: Link | null, private readonly selectionMoved: (ids: string[]) => void) {
    this.history = new History(graph);
    this.level = graph;
  }

  get readOnly(): boolean { return this.link === null; }
  get graph(): Graph { return this.history.graph; }
  get undoes(): string | null { return this.history.undoes; }
  get redoes(): string | null { return this.history.redoes; }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  };

  notify(): void { for (const listener of [...this.listeners]) listener(); }

  /** The id by which the server knows a node of the level. */
  whole = (id: string): string => [...this.path, id].join('/');

  /** One step that can be undone: what the level is now, in a sentence. */
  commit(level: Level, sentence: string, key = ''): void {
    if (!this.link || level === this.level || same(level, this.level)) return;
    const graph = withLevel(this.graph, this.path, level);
    this.history.push(graph, sentence, key);
    this.link.changed(graph, sentence);
    this.show(sentence);
  }

  undo(): void { this.inTurn(() => this.step(this.history.undo(), this.words.Undid)); }
  redo(): void { this.inTurn(() => this.step(this.history.redo(), this.words.Redid)); }

  /** Something is done beside the canvas: until it is back from the server as a step, undo waits for it, for it is what would be taken back. */
  expect(back: Promise<unknown>): void {
    const all = Promise.allSettled([this.coming, back]).then(() => {
      if (this.coming !== all) return;
      this.coming = null;
      this.notify();
    });
    this.coming = all;
    this.notify();
  }

  get expecting(): boolean { return this.coming !== null; }

  private inTurn(act: () => void): void {
    if (this.coming) void this.coming.then(act);
    else act();
  }

  private step(sentence: string | null, words: string): void {
    if (!this.link || sentence === null) return;
    this.link.changed(this.graph, fill(words, sentence));
    this.show(fill(words, sentence));
  }

  /** The server changed the graph: one step more. */
  receive(graph: Graph, sentence: string): void {
    if (!same(graph, this.graph)) this.history.push(graph, sentence);
    this.show(sentence);
  }

  private show(sentence: string): void {
    this.sentence = sentence;
    const path = existing(this.graph, this.path);
    if (path.length < this.path.length) this.path = path; // else it stays the very same, and nobody fits the view to it again
    this.level = levelAt(this.graph, this.path) ?? this.graph;
    const [ids, wires] = [new Set(this.level.nodes.map((n) => n.id)), new Set(this.level.edges.map((e) => e.id))];
    this.select([...this.nodes].filter((n) => ids.has(n)), [...this.edges].filter((e) => wires.has(e)));
  }

  select(nodes: Iterable<string>, edges: Iterable<string> = []): void {
    const [before, wires] = [this.nodes, this.edges];
    [this.nodes, this.edges] = [new Set(nodes), new Set(edges)];
    if (!equal(before, this.nodes)) this.selectionMoved([...this.nodes].map(this.whole)); else this.nodes = before;
    if (equal(wires, this.edges)) this.edges = wires;
    this.notify();
  }

  /** Opens a group, or goes back out of one. */
  open(path: string[]): void {
    this.path = existing(this.graph, path);
    this.level = levelAt(this.graph, this.path) ?? this.graph;
    [this.nodes, this.edges] = [new Set<string>(), new Set<string>()];
    this.selectionMoved([]);
    this.notify();
  }

  /** Selects a part by its whole id, in the group it lies in, and brings it into view; an empty id ends every selection. */
  reach(id: string): void {
    const path = id.split('/'), own = path.pop()!;
    if (path.join('/') !== this.path.join('/')) this.open(path);
    const isWire = this.level.edges.some((e) => e.id === own) && this.level.nodes.every((n) => n.id !== own);
    this.select(own && !isWire ? [own] : [], isWire ? [own] : []);
    const seen = isWire ? this.level.edges.find((e) => e.id === own)!.source : own;
    if (seen) setTimeout(() => this.bringIntoView(seen), 50);
  }

  /** A wire is being drawn from here: where may it end? */
  startWire(end: WireEnd | null): void { this.update({ legal: end ? legalTargets(this.level, this.catalog, end) : null }); }

  update(part: Partial<Pick<Designer, 'problems' | 'changed' | 'values' | 'truths' | 'firstFalse' | 'legal' | 'quickAdd' | 'sentence' | 'catalog'>>): void {
    Object.assign(this, part);
    this.notify();
  }
}

const equal = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && [...a].every((x) => b.has(x));

export const DesignerContext = createContext<Designer | null>(null);

export function useDesigner(): Designer {
  const designer = useContext(DesignerContext);
  if (!designer) throw new Error('There is no designer around this part.');
  return designer;
}

/** A part of the state; the selector returns the same object as long as nothing of it changed. */
export function usePart<T>(select: (designer: Designer) => T): T {
  const designer = useDesigner();
  return useSyncExternalStore(designer.subscribe, () => select(designer));
}
