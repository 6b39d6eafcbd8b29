import { describe, expect, it } from 'vitest';
import { decode } from './decode';
import { tradeMarkers } from './markers';
import { faded, type Theme } from './theme';
import { barAt, clamp, logicalAt, nextWindow, timeAt } from './window';

const bounds = { from: 0, to: 100_000 };

describe('nextWindow', () => {
  it('is null while the view stays inside', () => expect(nextWindow({ from: 500, to: 600 }, { from: 400, to: 700, step: 1 }, bounds, 1)).toBeNull());
  it('takes a span on each side when the view leaves to the left', () =>
    expect(nextWindow({ from: 350, to: 450 }, { from: 400, to: 700, step: 1 }, bounds, 1)).toEqual({ from: 250, to: 550 }));
  it('asks for nothing beyond the first bar', () => expect(nextWindow({ from: -50, to: 50 }, { from: 0, to: 300, step: 1 }, bounds, 1)).toBeNull());
  it('asks for detail below a twentieth of a coarse window', () => {
    const coarse = { from: 0, to: 100_000, step: 60 };
    expect(nextWindow({ from: 50_000, to: 54_999 }, coarse, bounds, 1)).toEqual({ from: 45_001, to: 59_998 });
    expect(nextWindow({ from: 50_000, to: 55_000 }, coarse, bounds, 1)).toBeNull(); // exactly a twentieth
  });
  it('never asks for detail that is not stored', () => expect(nextWindow({ from: 50_000, to: 50_010 }, { from: 0, to: 100_000, step: 60 }, bounds, 60)).toBeNull());
});

describe('clamp', () => {
  it('cuts to the bounds and widens to whole seconds', () => expect(clamp({ from: -3, to: 99.2 }, bounds)).toEqual({ from: 0, to: 100 }));
});

describe('times and bar numbers', () => {
  const times = [100, 160, 400]; // a gap before the last bar
  it.each([[-1, 40], [0, 100], [0.5, 130], [1.5, 280], [2, 400], [3, 460]])('bar %d is at %d', (logical, time) => {
    expect(timeAt(times, 60, logical)).toBe(time);
    expect(logicalAt(times, 60, time)).toBe(logical);
  });
  it('finds the bar that holds a time', () => expect([99, 100, 399, 400, 9_999].map((t) => barAt(times, t))).toEqual([-1, 0, 1, 2, 2]));
});

describe('decode', () => {
  it('reads columns behind an odd count of times', () => {
    const buffer = new ArrayBuffer(8 + 4 + 4 + 16);
    new Uint32Array(buffer, 0, 3).set([1, 60, 1_700_000_000]);
    new Float64Array(buffer, 16).set([130_000.07, NaN]);
    const window = decode(buffer);
    expect(window.step).toBe(60);
    expect([...window.times]).toEqual([1_700_000_000]);
    expect(window.values.map((x) => x[0])).toEqual([130_000.07, NaN]);
  });
  it('reads an empty window', () => expect(decode(new ArrayBuffer(8)).values).toEqual([]));
  it('refuses a torn one', () => {
    const torn = new ArrayBuffer(20);
    new Uint32Array(torn, 0, 1).set([1]);
    expect(() => decode(torn)).toThrow('does not fit');
  });
});

describe('tradeMarkers', () => {
  const theme = { accent: 'blue', up: 'green', down: 'red' } as Theme;
  const words = { entry: 'In', exit: 'Out', trades: 'Trades' };
  it('marks entry and exit on the bars that hold them, in order of time', () => {
    const trades = [{ number: 7, side: -1 as const, entryTime: 170, exitTime: 430, pnl: -1, entryPrice: 10, exitPrice: 11, entryReason: 'a', exitReason: 'b', pnlPercent: -10 }];
    const marks = tradeMarkers({ trades, groups: [] }, [100, 160, 400], theme, words, true);
    expect(marks.map((m) => [m.time, m.position, m.color, m.text])).toEqual([[160, 'aboveBar', 'blue', 'In 7'], [400, 'belowBar', 'red', 'Out 7']]);
  });
  it('shows a group as its count', () =>
    expect(tradeMarkers({ trades: [], groups: [{ time: 100, trades: 52, pnl: 3 }] }, [100], theme, words, false)[0]).toMatchObject({ shape: 'circle', color: 'green', text: '52' }));
});

describe('faded', () => {
  it('adds transparency to a hex colour only', () => expect([faded('#102030', 0.5), faded('red', 0.5)]).toEqual(['rgba(16, 32, 48, 0.5)', 'red']));
});
