import type { Graph } from './types';

const MOST = 200, TOGETHER = 1500;

interface Step { graph: Graph; sentence: string; key: string; at: number }

/** What was, what is, what was taken back. A change with the key of the one just before it joins it (arrow keys, a slider). */
export class History {
  private past: Step[] = [];
  private future: Step[] = [];
  private now: Step;

  constructor(graph: Graph) { this.now = { graph, sentence: '', key: '', at: 0 }; }

  get graph(): Graph { return this.now.graph; }
  get undoes(): string | null { return this.past.length > 0 ? this.now.sentence : null; }
  get redoes(): string | null { return this.future.at(-1)?.sentence ?? null; }

  push(graph: Graph, sentence: string, key = '', at = Date.now()): void {
    const joins = key !== '' && key === this.now.key && at - this.now.at < TOGETHER && this.past.length > 0;
    if (!joins) this.past.push(this.now);
    if (this.past.length > MOST) this.past.shift();
    this.future = [];
    this.now = { graph, sentence, key, at };
  }

  /** The sentence of what was taken back, or null. */
  undo(): string | null {
    const before = this.past.pop();
    if (!before) return null;
    this.future.push(this.now);
    const { sentence } = this.now;
    this.now = { ...before, key: '' };
    return sentence;
  }

  redo(): string | null {
    const after = this.future.pop();
    if (!after) return null;
    this.past.push(this.now);
    this.now = { ...after, key: '' };
    return after.sentence;
  }
}
