/** A stretch of time in seconds since 1970 UTC, both ends included. */
export interface Range { from: number; to: number }

/** What the chart holds now: the window that was asked for, and the length of one of its bars in seconds. */
export interface Loaded extends Range { step: number }

/** Most bars that one answer may hold. */
export const maxBars = 4000;

/**
 * The window to fetch, or null while the loaded one serves: the visible span with a span on each side.
 * It no longer serves when the view leaves it where there is more data, or when its bars are sums of the
 * stored ones and the view has shrunk below a twentieth of it.
 */
export function nextWindow(visible: Range, loaded: Loaded, bounds: Range, base: number, shrink = 20): Range | null {
  const span = Math.max(visible.to - visible.from, base);
  const left = visible.from < loaded.from && loaded.from > bounds.from;
  const right = visible.to > loaded.to && loaded.to < bounds.to;
  const tooCoarse = loaded.step > base && span * shrink < loaded.to - loaded.from;
  return left || right || tooCoarse ? clamp({ from: visible.from - span, to: visible.to + span }, bounds) : null;
}

/** The window cut to the bounds; a window beside the bounds becomes the nearest bound. */
export function clamp(range: Range, bounds: Range): Range {
  const inside = (x: number) => Math.min(Math.max(x, bounds.from), bounds.to);
  return { from: Math.floor(inside(range.from)), to: Math.ceil(inside(range.to)) };
}

/** Time at a fractional bar number; beyond the ends it goes on in steps. */
export function timeAt(times: ArrayLike<number>, step: number, logical: number): number {
  const n = times.length;
  if (n === 0) return 0;
  if (logical <= 0) return times[0]! + logical * step;
  if (logical >= n - 1) return times[n - 1]! + (logical - (n - 1)) * step;
  const i = Math.floor(logical);
  return times[i]! + (times[i + 1]! - times[i]!) * (logical - i);
}

/** The inverse of timeAt. */
export function logicalAt(times: ArrayLike<number>, step: number, time: number): number {
  const n = times.length;
  if (n === 0) return 0;
  if (time <= times[0]!) return (time - times[0]!) / step;
  if (time >= times[n - 1]!) return n - 1 + (time - times[n - 1]!) / step;
  const i = barAt(times, time);
  return i + (time - times[i]!) / (times[i + 1]! - times[i]!);
}

/** Number of the last bar that starts at or before the time; -1 before the first. */
export function barAt(times: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
