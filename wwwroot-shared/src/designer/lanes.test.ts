/// <reference types="vite/client" />
import { describe, expect, it } from 'vitest';
import { laneBoxes, LANES, lanesOf, type Box } from './lanes';
import { move } from './model';
import { catalog } from './storm';
import { tidy } from './tidy';
import type { Graph, GraphNode, Lane, Level } from './types';

const SAMPLES = import.meta.glob<Graph>('../../../samples/strategies/*.json', { eager: true, import: 'default' });
const SECTIONS: Record<string, Lane> = { 'enter-long': 'entry', 'enter-short': 'entry', 'exit-long': 'exit', 'exit-short': 'exit' };
const RISK = ['stop-loss', 'take-profit', 'trailing-stop', 'break-even', 'time-stop', 'position-size', 'max-drawdown', 'daily-loss', 'max-position', 'max-open-positions', 'max-trades-per-day', 'consecutive-losses'];
/** As measured on the canvas; other blocks have one or two rows of ports. */
const HEIGHTS: Record<string, number> = { constant: 88, price: 88, sma: 88, ema: 88, rsi: 88, 'enter-long': 146, 'enter-short': 146, 'exit-long': 127, 'exit-short': 127 };

const node = (id: string, type: string, data = {}): GraphNode => ({ id, type, position: { x: 0, y: 0 }, data });
const graph = (nodes: GraphNode[], ...wires: string[]): Graph => ({
  schemaVersion: 1, name: 'T', nodes, edges: wires.map((w, i) => {
    const [source, sourceHandle, target, targetHandle] = w.split(/[. ]/) as [string, string, string, string];
    return { id: `e${i}`, source, sourceHandle, target, targetHandle };
  }),
});
const whole = graph(
  [node('price', 'price'), node('fast', 'sma'), node('slow', 'sma'), node('up', 'crosses'), node('down', 'crosses'), node('level', 'price'), node('buy', 'enter-long'), node('sell', 'exit-long'),
    node('atr', 'sma'), node('stop', 'stop-loss'), node('lots', 'position-size'), node('lonely', 'price'), node('remark', 'note')],
  'price.value fast.source', 'price.value slow.source', 'fast.value up.a', 'slow.value up.b', 'fast.value down.a', 'level.value down.b', 'up.result buy.when', 'down.result sell.when', 'atr.value stop.distance', 'lots.size buy.size');
const size = (id: string) => ({ width: 160 + (id.length * 7), height: id.length % 2 === 0 ? 90 : 146 });
const boxes = (level: Level): Map<string, Box> => new Map(level.nodes.map((n) => [n.id, { ...n.position, ...size(n.id) }]));
const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** A catalogue that knows the sections of the types in a sample; their ports do not matter here. */
const knowing = (level: Level) => ({ ...catalog, types: Object.fromEntries(level.nodes.map((n) => [n.type, { ...catalog.types.price!, lane: SECTIONS[n.type] ?? (RISK.includes(n.type) ? 'risk' as const : null) }])) });

function expectTidy(level: Level, known = catalog): void {
  const done = move(level, tidy(level, known, size)), at = boxes(done);
  for (const [i, a] of done.nodes.entries()) for (const b of done.nodes.slice(i + 1)) expect(overlap(at.get(a.id)!, at.get(b.id)!), `${a.id} and ${b.id}`).toBe(false);
  for (const e of done.edges) expect(at.get(e.target)!.x, `${e.source} to ${e.target}`).toBeGreaterThanOrEqual(at.get(e.source)!.x + at.get(e.source)!.width);
  const lanes = lanesOf(done, known), drawn = laneBoxes(done, known, size);
  expect(drawn.map((d) => d.lane)).toEqual(LANES.filter((l) => [...lanes.values()].includes(l)));
  for (const { lane, box } of drawn) for (const n of done.nodes) expect(overlap(box, at.get(n.id)!), `${n.id} in ${lane}`).toBe(lanes.get(n.id) === lane);
}

describe('lanes', () => {
  it('follow the wires: what only entries need is of the entry, a size is of the risk, what several need is shared', () =>
    expect(Object.fromEntries(lanesOf(whole, catalog))).toEqual({
      price: 'shared', fast: 'shared', slow: 'entry', up: 'entry', buy: 'entry', down: 'exit', level: 'exit', sell: 'exit', atr: 'risk', stop: 'risk', lots: 'risk',
    }));

  it('of a group are those of what is inside and of what it leads to', () => {
    const inner = { name: 'G', nodes: [node('c', 'crosses'), node('b', 'enter-long')], edges: [], inputs: [], outputs: [], parameters: [] };
    expect(lanesOf(graph([node('g', 'group', inner), node('x', 'price')], 'x.value g.a'), catalog)).toEqual(new Map([['g', 'entry'], ['x', 'entry']]));
    expect(lanesOf(graph([node('g', 'group', inner), node('s', 'exit-long')], 'g.result s.when'), catalog).get('g')).toBe('shared');
  });

  it('are drawn only where no other block stands', () => {
    const tidied = move(whole, tidy(whole, catalog, size)), buy = tidied.nodes.find((n) => n.id === 'buy')!.position;
    const moved = move(tidied, new Map([['sell', { x: buy.x + 10, y: buy.y + 10 }]]));
    expect(laneBoxes(tidied, catalog, size).map((b) => b.lane)).toEqual(['entry', 'exit', 'risk']);
    expect(laneBoxes(moved, catalog, size).map((b) => b.lane)).toEqual(['risk']);
  });

  it('wait for no end of a ring of wires', () => {
    const ring = graph([node('a', 'sma'), node('b', 'sma'), node('c', 'crosses'), node('buy', 'enter-long')], 'a.value b.source', 'b.value a.source', 'b.value c.a', 'c.result buy.when');
    expect(lanesOf(ring, catalog).get('c')).toBe('entry');
    expect(tidy(ring, catalog, size).size).toBe(4);
  });
});

describe('tidy', () => {
  it('runs wires from left to right in lanes of their own and lets no two blocks overlap', () => expectTidy(whole));
  it('keeps above what stood above', () => {
    const drawn = { ...whole, nodes: whole.nodes.map((n, i) => ({ ...n, position: { x: 0, y: n.id === 'slow' ? -50 : i } })) };
    for (const level of [whole, drawn]) {
      const at = tidy(level, catalog, size);
      expect(at.get('price')!.y).toBeLessThan(at.get('stop')!.y);
      expect(at.get('slow')!.y, 'slow is of the entry').toBeLessThan(at.get('sell')!.y);
    }
    const pair = graph([node('a', 'sma'), node('b', 'sma'), node('c', 'crosses'), node('buy', 'enter-long')], 'a.value c.a', 'b.value c.b', 'c.result buy.when');
    const turned = { ...pair, nodes: pair.nodes.map((n) => (n.id === 'a' ? { ...n, position: { x: 0, y: 300 } } : n)) };
    const [first, second] = [tidy(pair, catalog, size), tidy(turned, catalog, size)];
    expect(first.get('a')!.y).toBeLessThan(first.get('b')!.y);
    expect(second.get('a')!.y).toBeGreaterThan(second.get('b')!.y);
  });
  it('puts rules without wires beside each other', () => {
    const at = tidy(graph(['a', 'b', 'c', 'd'].map((id) => node(id, 'stop-loss'))), catalog, size);
    expect(new Set(['a', 'b', 'c'].map((id) => at.get(id)!.y)).size).toBe(1);
    expect(at.get('d')!.y).toBeGreaterThan(at.get('a')!.y);
    expect(at.get('d')!.x).toBe(at.get('a')!.x);
  });
  it('does so without any lane', () => expectTidy(graph([node('p', 'price'), node('s', 'sma')], 'p.value s.source')));
  it('comes to rest: a second time nothing moves', () => {
    const once = move(whole, tidy(whole, catalog, size));
    expect(move(once, tidy(once, catalog, size))).toBe(once);
  });
  it.each(Object.entries(SAMPLES))('does so with %s', (_, sample) => expectTidy(sample, knowing(sample)));
  it.each(Object.entries(SAMPLES))('%s is drawn in its lanes from the first', (_, sample) => {
    const known = knowing(sample), drawn = laneBoxes(sample, known, (id) => ({ width: 180, height: HEIGHTS[sample.nodes.find((n) => n.id === id)!.type] ?? 107 })).map((d) => d.lane);
    expect(drawn).toEqual(LANES.filter((l) => [...lanesOf(sample, known).values()].includes(l)));
  });
  it('knows the samples', () => expect(Object.keys(SAMPLES).length).toBeGreaterThan(20));
});
