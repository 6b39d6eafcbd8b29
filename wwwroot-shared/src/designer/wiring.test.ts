import { describe, expect, it } from 'vitest';
import { readText } from './clipboard';
import { History } from './history';
import { merge } from './merge';
import { addNode, connect, freeSpot, freshId, insert, splice } from './model';
import { shapeOf, shownInputs } from './ports';
import { search } from './search';
import { catalog } from './storm';
import type { Entry, Graph, GraphNode } from './types';
import { firstFit, fitting, legalTargets, refusal, spliceFit } from './wiring';

const node = (id: string, type: string, data = {}): GraphNode => ({ id, type, position: { x: 0, y: 0 }, data });
const graph: Graph = {
  schemaVersion: 1, name: 'Test',
  nodes: [node('p', 'price'), node('s', 'sma'), node('z', 'zigzag'), node('c', 'crosses'), node('all', 'and'), node('buy', 'enter-long'), node('size', 'position-size')],
  edges: [{ id: 'e1', source: 'p', sourceHandle: 'value', target: 's', targetHandle: 'source' }, { id: 'e2', source: 's', sourceHandle: 'value', target: 'c', targetHandle: 'a' }],
};
const wire = (from: string, to: string) => { const [source, sourceHandle] = from.split('.'), [target, targetHandle] = to.split('.'); return { source: source!, sourceHandle: sourceHandle!, target: target!, targetHandle: targetHandle! }; };

describe('wires', () => {
  it.each([
    ['p.value', 'c.b', null],
    ['c.result', 'all.in1', null],
    ['s.value', 's.source', 'self'],
    ['p.value', 'buy.when', 'kind'],
    ['size.size', 'buy.when', 'kind'],
    ['size.size', 'buy.size', null],
    ['z.value', 'c.b', 'chartOnly'],
    ['p.value', 'c.x', 'unknown'],
  ])('%s to %s is refused for %s', (from, to, why) => expect(refusal(graph, catalog, wire(from, to))?.why ?? null).toBe(why));

  it('a wire that closes a ring is refused', () => {
    const ring = { ...graph, nodes: [...graph.nodes, node('t', 'sma')], edges: [...graph.edges, { id: 'e3', ...wire('s.value', 't.source') }] };
    expect(refusal(ring, catalog, wire('t.value', 's.source'))).toEqual({ why: 'cycle' });
  });

  it('lights up what the held wire can end on, and nothing else', () =>
    expect([...legalTargets(graph, catalog, { node: 'c', handle: 'result', side: 'source' })]).toEqual(['all.in1', 'buy.when']));

  it('offers the blocks that fit a held wire', () => {
    expect(fitting(graph, catalog, { node: 'c', handle: 'result', side: 'source' }).map((e) => e.type)).toEqual(['and', 'enter-long', 'exit-long']);
    expect(fitting(graph, catalog, { node: 'buy', handle: 'size', side: 'target' }).map((e) => e.type)).toEqual(['position-size']);
    expect(firstFit(graph, catalog, { node: 'z', handle: 'value', side: 'source' }, catalog.types.sma!)).toBeNull();
  });

  it('an input holds one wire: the new one takes the place of the old', () =>
    expect(connect(graph, wire('p.value', 'c.a')).edges.filter((e) => e.target === 'c')).toEqual([{ id: 'e3', ...wire('p.value', 'c.a') }]));

  it('of numbered inputs it shows those wired and one more', () => {
    const wired = connect(graph, wire('c.result', 'all.in1'));
    const shape = shapeOf(wired.nodes[4]!, catalog)!;
    expect(shownInputs(wired.nodes[4]!, shape, wired.edges).map((p) => p.handle)).toEqual(['in1', 'in2']);
  });
});

describe('splice', () => {
  it('puts a lonely block of the same kind into a wire', () => {
    const { level, id } = addNode(graph, 'sma', { x: 1.4, y: 0 });
    const fit = spliceFit(level, catalog, level.nodes.at(-1)!, level.edges[1]!);
    const done = splice(level, 'e2', id, fit!);
    expect(done.edges.map(({ source, target, targetHandle }) => `${source}>${target}.${targetHandle}`)).toEqual(['p>s.source', `s>${id}.source`, `${id}>c.a`]);
    expect(level.nodes.at(-1)!.position).toEqual({ x: 1, y: 0 });
  });
  it('leaves a wire alone for a block of another kind, or one that is wired', () => {
    expect(spliceFit(graph, catalog, node('n', 'and'), graph.edges[1]!)).toBeNull();
    expect(spliceFit(graph, catalog, graph.nodes[0]!, graph.edges[1]!)).toBeNull();
  });
});

describe('ids, copies and texts', () => {
  it('gives the first free number', () => expect(freshId('sma', ['sma1', 'sma3'])).toBe('sma2'));
  it('copies with ids of their own and the wires between them', () => {
    const { level, ids } = insert(graph, { nodes: graph.nodes.slice(0, 2), edges: graph.edges }, { x: 5, y: 5 });
    expect(ids).toEqual(['p1', 's1']);
    expect(level.edges.slice(2)).toEqual([{ id: 'e3', source: 'p1', sourceHandle: 'value', target: 's1', targetHandle: 'source' }]);
  });
  it('reads blocks from a copied text and from a whole strategy, and nothing from other texts', () => {
    expect(readText(JSON.stringify(graph))?.nodes).toHaveLength(7);
    for (const text of ['', 'hello', '{}', '{"nodes":[{"id":1}]}', '[]', 'null', '{"nodes":[null]}']) expect(readText(text)).toBeNull();
  });
  it('finds by beginnings first, by several words, in either language', () => {
    const entry = (name: string, words = ''): Entry => ({ type: name.toLowerCase(), name, help: '', group: 'x', words });
    const all = [entry('Triple average', 'Тройное среднее'), entry('Average', 'Среднее'), entry('Mean', 'an average')];
    expect(search(all, 'average').map((e) => e.name)).toEqual(['Average', 'Triple average', 'Mean']);
    expect(search(all, 'тройн').map((e) => e.name)).toEqual(['Triple average']);
    expect(search(all, 'average triple').map((e) => e.name)).toEqual(['Triple average']);
  });
});

describe('history', () => {
  const named = (name: string) => ({ ...graph, name });
  it('keeps 200 steps', () => {
    const history = new History(named('0'));
    for (let i = 1; i <= 250; i++) history.push(named(String(i)), `step ${i}`);
    let back = 0;
    while (history.undo() !== null) back++;
    expect([back, history.graph.name]).toEqual([200, '50']);
  });
  it('joins quick changes with one key into one step', () => {
    const history = new History(named('a'));
    for (const [name, at] of [['b', 1000], ['c', 1500], ['d', 9000]] as const) history.push(named(name), 'moved', 'move x', at);
    history.undo();
    expect(history.graph.name).toBe('c');
    history.undo();
    expect(history.graph.name).toBe('a');
  });
});

describe('merge', () => {
  it('keeps what both did', () => {
    const theirs = { ...graph, nodes: graph.nodes.map((n) => (n.id === 's' ? { ...n, data: { period: 5 } } : n)) };
    const mine = { ...graph, nodes: graph.nodes.filter((n) => n.id !== 'z').map((n) => (n.id === 'p' ? { ...n, position: { x: 9, y: 9 } } : n)) };
    const both = merge(graph, theirs, mine);
    expect(both.nodes.map((n) => n.id)).toEqual(['p', 's', 'c', 'all', 'buy', 'size']);
    expect(both.nodes[0]!.position.x).toBe(9);
    expect(both.nodes[1]!.data).toEqual({ period: 5 });
  });
  it('drops a wire whose end went away on the other side', () => {
    const theirs = connect(graph, wire('p.value', 'c.b')), mine = { ...graph, nodes: graph.nodes.filter((n) => n.id !== 'p'), edges: graph.edges.slice(1) };
    expect(merge(graph, theirs, mine).edges.map((e) => e.id)).toEqual(['e2']);
  });
});

describe('free spot', () => {
  it('covers no block, however many are added at one place', () => {
    const size = () => ({ width: 200, height: 110 });
    let level = { nodes: [] as GraphNode[], edges: [] };
    for (let i = 0; i < 12; i++) level = addNode(level, 'price', freeSpot(level, { x: 50, y: 50 }, size)).level;
    for (const [i, a] of level.nodes.entries()) for (const b of level.nodes.slice(i + 1)) expect(Math.abs(a.position.x - b.position.x) >= 200 || Math.abs(a.position.y - b.position.y) >= 110).toBe(true);
  });
});
