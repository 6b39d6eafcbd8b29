import { expect, test } from 'vitest';
import { flowEdges, flowNodes } from './flow';
import { lineOf, settled, tagOf, type Mark, type Marks } from './marks';
import { inside } from './ports';
import { Designer } from './store';
import { catalog, words } from './storm';
import type { Graph, GraphNode } from './types';

const node = (id: string, type: string, x = 0, y = 0, data = {}): GraphNode => ({ id, type, position: { x, y }, data });
const graph = (nodes: GraphNode[], edges: Graph['edges'] = []): Graph => ({ schemaVersion: 1, name: 'g', nodes, edges });
const mark = (kind: Mark['kind'], moved = false, values: Mark['values'] = []): Mark => ({ kind, moved, values });
const look = (g: Graph, marks: Marks | null = null) => { const d = new Designer(g, catalog, words, null, () => {}); d.marks = marks; return d; };

test('a removed block stands where it stood, unless something else stands there now', () => {
  const marks: Marks = { nodes: { old: mark('removed'), covered: mark('removed') }, wires: {} };
  const out = settled(graph([node('new', 'sma', 0, 0), node('old', 'sma', 400, 0), node('covered', 'sma', 10, 10)]), marks);
  const at = (id: string) => out.nodes.find((n) => n.id === id)!.position;
  expect(at('new')).toEqual({ x: 0, y: 0 });
  expect(at('old')).toEqual({ x: 400, y: 0 });
  expect(at('covered')).toEqual({ x: 10, y: 90 }); // two steps of 40 down, below the 80 of the new one
});

test('what was removed inside of a group stays in it', () => {
  const group = node('g1', 'group', 0, 0, { nodes: [node('a', 'sma'), node('b', 'sma')], edges: [] });
  const out = settled(graph([group]), { nodes: { g1: mark('changed'), 'g1/b': mark('removed') }, wires: {} });
  expect(inside(out.nodes[0]!).nodes.map((n) => [n.id, n.position.y])).toEqual([['b', 80], ['a', 0]]);
});

test('blocks and wires say what became of them, by sign, word and name', () => {
  const wire = { id: 'e1', source: 'a', sourceHandle: 'value', target: 'b', targetHandle: 'source' };
  const d = look(graph([node('a', 'sma'), node('b', 'sma')], [wire]), { nodes: { a: mark('changed', true, [{ label: 'Bars', before: '10', after: '12' }]) }, wires: { e1: 'removed' } });
  expect(tagOf(words, d.marks!.nodes.a!)).toBe('≠ MarkChanged {0} {1} · ↔ MarkMoved {0} {1}');
  expect(tagOf(words, mark('moved', true))).toBe('↔ MarkMoved {0} {1}');
  expect(flowNodes(d, []).map((n) => n.ariaLabel)).toEqual(['Average, a: MarkChanged {0} {1}, FromTo Bars 10', 'Average, b']);
  expect(flowEdges(d, [])[0]).toMatchObject({ label: '−', className: 'tf-wire tf-wire-series tf-change-removed', ariaLabel: 'a → b: MarkRemoved {0} {1}' });
});

test('the path of a bar is said too, and what did not change keeps its identity', () => {
  const d = look(graph([node('a', 'crosses'), node('b', 'sma')])), before = flowNodes(d, []);
  d.update({ truths: { a: 'false' }, firstFalse: 'a' });
  const after = flowNodes(d, before);
  expect(after[0]!.ariaLabel).toBe('Crosses, a: IsFalse {0} {1}, FirstFalse {0} {1}');
  expect(after[1]).toBe(before[1]);
});

test('a canvas for looking cannot be changed', () => {
  const d = look(graph([node('a', 'sma')]));
  d.commit({ nodes: [], edges: [] }, 'gone');
  d.undo();
  expect(d.level.nodes).toHaveLength(1);
  expect(d.undoes).toBeNull();
});

test('a part is reached inside of its group, a wire by its first block', () => {
  const inner = [{ id: 'w', source: 'x', sourceHandle: 'value', target: 'y', targetHandle: 'source' }];
  const d = look(graph([node('g1', 'group', 0, 0, { nodes: [node('x', 'sma'), node('y', 'sma')], edges: inner })]));
  d.reach('g1/y');
  expect([d.path, [...d.nodes]]).toEqual([['g1'], ['y']]);
  d.reach('g1/w');
  expect([[...d.nodes], [...d.edges]]).toEqual([[], ['w']]);
});

test('a group without a line of its own points at the first of its parts', () => {
  expect(lineOf(['a', 'g1/x', 'g1/y'], 'g1')).toBe('g1/x');
  expect(lineOf(['a', 'g1/x', 'g1'], 'g1')).toBe('g1');
  expect(lineOf(['g12'], 'g1')).toBeNull();
});
