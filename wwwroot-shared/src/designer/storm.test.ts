import { describe, expect, it, vi } from 'vitest';
import { Link, type Answer, type Copy, type Server } from './link';
import { same } from './model';
import { Storm } from './storm';
import type { Graph } from './types';

/** The server as DesignerCanvas is one: refuses what was drawn before its own last change, else takes and stores it. */
class FakeServer implements Server {
  seq = 0;
  revision = 1;
  away = false;
  messages = 0;
  constructor(public graph: Graph, private readonly random: () => number) {}

  async send(graph: Graph, seq: number): Promise<Answer> {
    this.messages++;
    await new Promise((done) => setTimeout(done, Math.floor(this.random() * 400)));
    if (this.away && this.random() < 0.5) return new Promise(() => {}); // nobody answers, ever
    if (this.away) throw new Error('The connection is closed.');
    if (seq !== this.seq) return { taken: false, stored: false, revision: this.revision };
    this.graph = graph;
    const answer = { taken: true, stored: true, revision: ++this.revision };
    await new Promise((done) => setTimeout(done, Math.floor(this.random() * 400)));
    if (this.away) throw new Error('The answer is lost.');
    return answer;
  }
}

describe('undo storm', () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`200 random edits and undos leave browser and server equal (seed ${seed})`, async () => {
      vi.useFakeTimers();
      const storm = new Storm(seed);
      const server = new FakeServer(storm.graph, storm.random);
      let kept: Copy | null = null;
      const link = new Link(storm.graph, 0, 1, server, { put: (c) => { kept = c; }, clear: () => { kept = null; } });
      storm.draw(link);
      for (let i = 0; i < 200; i++) {
        const dice = storm.random();
        if (dice < 0.08) {                                                   // a form or the list of rules changes the graph on the server
          server.graph = storm.edit(server.graph);
          storm.designer.receive(link.receive(server.graph, ++server.seq, ++server.revision), 'on the server');
        } else if (dice < 0.12) server.away = !server.away;
        else if (dice < 0.2) { link.hold(); storm.step(); await vi.advanceTimersByTimeAsync(500); link.release(); }
        else storm.step();
        await vi.advanceTimersByTimeAsync(Math.floor(storm.random() * 500));
        if (!same(storm.designer.graph, server.graph)) expect(kept, 'what did not arrive lies on the shelf').not.toBeNull();
      }
      server.away = false;
      await vi.advanceTimersByTimeAsync(20_000);
      expect(link.pending).toBe(false);
      expect(storm.designer.graph.nodes).toEqual(server.graph.nodes);
      expect(storm.designer.graph.edges).toEqual(server.graph.edges);
      expect(storm.designer.graph.name).toBe(server.graph.name);
      expect(kept).toBeNull();
      storm.expectSound();
      vi.useRealTimers();
    });
  }

  it('every edit can be taken back to the beginning, 200 steps', () => {
    const storm = new Storm(99);
    storm.draw(null);
    const start = storm.designer.graph;
    let steps = 0;
    while (steps < 200) if (storm.editHere()) steps++;
    const end = storm.designer.graph;
    for (let i = 0; i < 200; i++) storm.designer.undo();
    expect(storm.designer.graph).toEqual(start);
    for (let i = 0; i < 200; i++) storm.designer.redo();
    expect(storm.designer.graph).toEqual(end);
  });
});
