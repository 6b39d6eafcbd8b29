import { describe, expect, it } from 'vitest';
import { makeBlock, takeApart } from './groups';
import { levelAt, withLevel } from './levels';
import { shapeOf } from './ports';
import { catalog, Storm } from './storm';
import type { Graph, GraphNode, Level } from './types';
import { refusal } from './wiring';

const node = (id: string, type: string, data = {}): GraphNode => ({ id, type, position: { x: 100, y: 50 }, data });
const edge = (id: string, from: string, to: string) => { const [source, sourceHandle] = from.split('.'), [target, targetHandle] = to.split('.'); return { id, source: source!, sourceHandle: sourceHandle!, target: target!, targetHandle: targetHandle! }; };
const graph: Graph = {
  schemaVersion: 1, name: 'Test',
  nodes: [node('p', 'price'), node('s', 'sma', { period: 5 }), node('t', 'sma'), node('c', 'crosses'), node('buy', 'enter-long')],
  edges: [edge('e1', 'p.value', 's.source'), edge('e2', 'p.value', 't.source'), edge('e3', 's.value', 'c.a'), edge('e4', 't.value', 'c.b'), edge('e5', 'c.result', 'buy.when')],
};
const wires = (level: Level) => level.edges.map((e) => `${e.source}.${e.sourceHandle}>${e.target}.${e.targetHandle}`).sort();

describe('make a block', () => {
  const made = makeBlock(graph, catalog, new Set(['s', 't', 'c']), 'Trend');
  const group = made.level.nodes.find((n) => n.id === made.id)!;

  it('shows one port for one source and one for the output that is read', () => {
    const shape = shapeOf(group, catalog)!;
    expect([shape.name, shape.inputs.map((p) => [p.handle, p.kind]), shape.outputs.map((p) => [p.handle, p.kind])]).toEqual(['Trend', [['source', 'series']], [['result', 'condition']]]);
    expect(wires(made.level)).toEqual([`${made.id}.result>buy.when`, `p.value>${made.id}.source`]);
  });
  it('obeys the rules of wires like any block', () =>
    expect(refusal(made.level, catalog, { source: made.id, sourceHandle: 'result', target: made.id, targetHandle: 'source' })).toEqual({ why: 'self' }));
  it('taken apart it is what it was', () => {
    const back = takeApart(made.level, made.id);
    expect(wires(back.level)).toEqual(wires(graph));
    expect(Object.fromEntries(back.level.nodes.map((n) => [n.id, n]))).toEqual(Object.fromEntries(graph.nodes.map((n) => [n.id, n])));
  });
  it('hands its values to its nodes when it is taken apart', () => {
    const own = { ...group, data: { ...group.data, parameters: [{ name: 'length', node: 's', parameter: 'period' }], length: 9 } };
    const back = takeApart({ ...made.level, nodes: made.level.nodes.map((n) => (n === group ? own : n)) }, made.id);
    expect(back.level.nodes.find((n) => n.id === 's')!.data).toEqual({ period: 9 });
  });
  it('is edited inside without touching what is outside', () => {
    const inner = levelAt(made.level, [made.id])!;
    const changed = withLevel(made.level, [made.id], { ...inner, nodes: inner.nodes.slice(1) });
    expect(levelAt(changed, [made.id])!.nodes.map((n) => n.id)).toEqual(['t', 'c']);
    expect(changed.nodes.filter((n) => n.id !== made.id)).toEqual(made.level.nodes.filter((n) => n.id !== made.id));
    expect(levelAt(made.level, ['p'])).toBeNull();
  });
});

describe('any part of any graph', () => {
  for (const seed of [11, 12, 13, 14, 15, 16]) it(`made a block and taken apart has its wires again (seed ${seed})`, () => {
    const storm = new Storm(seed);
    storm.draw(null);
    for (let i = 0; i < 80; i++) storm.editHere();
    const level = storm.designer.graph, ids = new Set(level.nodes.filter(() => storm.random() < 0.4).map((n) => n.id));
    const made = makeBlock(level, catalog, ids, 'Part');
    storm.expectSound(made.level);
    const back = takeApart(made.level, made.id).level;
    storm.expectSound(back);
    expect(wires(back)).toEqual(wires(level));
  });
});
