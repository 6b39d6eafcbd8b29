import { getViewportForBounds } from '@xyflow/react';
import { describe, expect, it } from 'vitest';
import { margin } from './flow';
import { ROOM } from './lanes';
import { move } from './model';
import { catalog } from './storm';
import { tidy } from './tidy';
import type { Level } from './types';

const size = (id: string) => ({ width: 190, height: id === 'buy' ? 146 : 88 });
const ids = { price: 'price', fast: 'sma', slow: 'sma', up: 'crosses', buy: 'enter-long' };
const wires = ['price.value fast.source', 'price.value slow.source', 'fast.value up.a', 'slow.value up.b', 'up.result buy.when'];
const drawn: Level = {
  nodes: Object.entries(ids).map(([id, type]) => ({ id, type, position: { x: 0, y: 0 }, data: {} })),
  edges: wires.map((w, i) => { const [source, sourceHandle, target, targetHandle] = w.split(/[. ]/) as [string, string, string, string]; return { id: `e${i}`, source, sourceHandle, target, targetHandle }; }),
};

function whole(height: number) {
  const at = move(drawn, tidy(drawn, catalog, size)).nodes.map((n) => ({ ...n.position, ...size(n.id) }));
  const [x, y] = [Math.min(...at.map((b) => b.x)), Math.min(...at.map((b) => b.y))];
  const bounds = { x, y, width: Math.max(...at.map((b) => b.x + b.width)) - x, height: Math.max(...at.map((b) => b.y + b.height)) - y };
  const view = getViewportForBounds(bounds, 900, height, 0.1, 1, margin(height).padding!);
  return { view, above: view.y + bounds.y * view.zoom, below: height - view.y - (bounds.y + bounds.height) * view.zoom };
}

describe('a view of everything', () => {
  it('of five blocks can be read on a low canvas', () => expect(whole(220).view.zoom).toBeGreaterThan(0.6));

  it('leaves room for the names of lanes, and for the legend where there is one', () => {
    for (let height = 120; height <= 900; height += 20) {
      const { view, above, below } = whole(height);
      expect(above, `above in ${height}`).toBeGreaterThanOrEqual(Math.floor(ROOM.head * view.zoom));
      expect(below, `below in ${height}`).toBeGreaterThanOrEqual(height > 260 ? 43 : 11);
    }
  });
});
