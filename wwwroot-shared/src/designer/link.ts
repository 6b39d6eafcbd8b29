import { merge } from './merge';
import { same } from './model';
import type { Graph } from './types';

/** What the server says to a graph: taken unless it changed the graph itself meanwhile; stored as this revision unless it could not be. */
export interface Answer { taken: boolean; stored: boolean; revision: number }
export interface Server { send(graph: Graph, seq: number, sentence: string): Promise<Answer> }

/** A copy in the browser of what is not stored yet; `sent` may be stored already although nobody heard of it. */
export interface Copy { graph: Graph; revision: number; sent: Graph | null }
export interface Shelf { put(copy: Copy): void; clear(): void }

export type LinkState = 'quiet' | 'sending' | 'offline' | 'refused';

/**
 * Brings the graph of the canvas to the server: some time after a change, never during a gesture, one message at a time, again until it
 * arrived. Changes of the server come in by receive and are put together with what was not sent yet.
 */
export class Link {
  private base: Graph;
  private latest: Graph;
  private sentence = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private sent: Graph | null = null;
  private held = false;
  private gone = false;
  state: LinkState = 'quiet';

  constructor(graph: Graph, private seq: number, private revision: number, private readonly server: Server, private readonly shelf: Shelf,
    private readonly moved: () => void = () => {}, private readonly delay = 250, private readonly again = 1000, private readonly patience = 6000) {
    this.base = this.latest = graph;
  }

  /** Something is to be sent, or it is not known whether what was sent arrived. */
  get pending(): boolean { return this.latest !== this.base || this.sent !== null; }

  changed(graph: Graph, sentence: string): void {
    [this.latest, this.sentence] = [graph, sentence];
    this.keep();
    this.schedule(this.delay);
  }

  hold(): void { this.held = true; }

  release(): void {
    this.held = false;
    if (this.pending) this.schedule(this.delay);
  }

  /** Sends what is left at once. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
    if (this.pending && !this.held) await this.run();
  }

  /** The server changed the graph; what the canvas must show now. */
  receive(graph: Graph, seq: number, revision: number): Graph {
    const merged = this.pending ? merge(this.base, graph, this.latest) : graph;
    [this.seq, this.base, this.sent] = [seq, graph, null];
    this.revision = revision;
    this.latest = same(merged, graph) ? graph : merged;
    this.keep();
    if (this.pending) this.schedule(this.delay);
    return this.latest;
  }

  /** The store holds a later revision, made of what the server already has. */
  stored(revision: number): void {
    this.revision = revision;
    if (this.pending) this.keep();
  }

  stop(): void {
    this.gone = true;
    clearTimeout(this.timer);
  }

  private keep(): void {
    this.moved();
    if (this.pending) this.shelf.put({ graph: this.latest, revision: this.revision, sent: this.sent });
    else this.shelf.clear();
  }

  private schedule(wait: number): void {
    clearTimeout(this.timer);
    if (!this.gone) this.timer = setTimeout(() => void this.run(), wait);
  }

  private run(): Promise<void> {
    if (this.running || this.held || !this.pending || this.gone) return this.running ?? Promise.resolve();
    this.running = this.sendOnce().finally(() => { this.running = null; });
    return this.running;
  }

  private async sendOnce(): Promise<void> {
    const [graph, seq] = [this.latest, this.seq];
    this.sent = graph;
    this.keep();
    this.become('sending');
    try {
      const answer = await this.answered(this.server.send(graph, seq, this.sentence));
      if (seq !== this.seq) return this.become('quiet'); // receive came in between and has scheduled what is left
      if (answer.taken) {
        this.base = graph;
        this.sent = null;
        if (answer.stored) this.revision = answer.revision;
        if (answer.stored || this.pending) this.keep();
      }
      this.become(answer.taken && !answer.stored ? 'refused' : 'quiet');
      if (this.pending) this.schedule(this.delay);
    } catch {
      this.become('offline');
      this.schedule(this.again);
    }
  }

  /** A message into a broken connection may never be answered. */
  private answered(answer: Promise<Answer>): Promise<Answer> {
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error('There is no answer.')), this.patience);
      answer.then(done, failed).finally(() => clearTimeout(timer));
    });
  }

  private become(state: LinkState): void {
    this.state = state;
    this.moved();
  }
}
