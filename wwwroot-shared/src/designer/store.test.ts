import { describe, expect, it } from 'vitest';
import { change } from './model';
import { Storm } from './storm';

/** A server that answers when it is told to. */
function slow() {
  const storm = new Storm(7);
  storm.draw(null);
  const { designer } = storm, start = designer.graph;
  while (!storm.editHere());
  const drawn = designer.graph, typed = change(drawn, drawn.nodes[0]!.id, (n) => ({ ...n, data: { ...n.data, typed: 1 } }));
  let answer = () => {};
  designer.expect(new Promise<void>((done) => { answer = done; }));
  return { designer, start, drawn, typed, arrive: async () => { designer.receive(typed, 'typed'); answer(); await new Promise((done) => setTimeout(done)); } };
}

describe('undo while something typed is on its way', () => {
  it('takes back what was typed, not what was done before it', async () => {
    const { designer, drawn, typed, arrive } = slow();
    designer.undo();
    expect(designer.graph).toBe(drawn);
    await arrive();
    expect(designer.graph).toBe(drawn);
    designer.redo();
    expect(designer.graph).toBe(typed);
    expect(designer.expecting).toBe(false);
  });

  it('keeps the order of several', async () => {
    const { designer, start, drawn, arrive } = slow();
    designer.undo();
    designer.undo();
    designer.undo();
    designer.redo();
    await arrive();
    expect(designer.graph).toBe(drawn);
    designer.undo();
    expect(designer.graph).toBe(start);
  });

  it('goes on alone when nobody answers', async () => {
    const storm = new Storm(7);
    storm.draw(null);
    const { designer } = storm, start = designer.graph;
    while (!storm.editHere());
    designer.expect(Promise.reject(new Error('The connection is closed.')));
    designer.undo();
    await new Promise((done) => setTimeout(done));
    expect(designer.graph).toBe(start);
  });
});
