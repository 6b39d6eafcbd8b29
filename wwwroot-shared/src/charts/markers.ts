import type { SeriesMarker, Time } from 'lightweight-charts';
import type { Theme } from './theme';
import { barAt } from './window';

/** A trade; the reasons are words for the reader. */
export interface TradeMark { number: number; side: 1 | -1; entryTime: number; exitTime: number; pnl: number; entryPrice: number; exitPrice: number; entryReason: string; exitReason: string; pnlPercent: number }

/** Trades of a window: single ones, or sums per stretch where there are too many to tell apart. */
export interface TradeWindow {
  trades: TradeMark[];
  groups: { time: number; trades: number; pnl: number }[];
}

export interface MarkerWords { entry: string; exit: string; trades: string }

/** Marks on the bars that hold the events; a group is a circle with its count, coloured by its profit. */
export function tradeMarkers(window: TradeWindow, times: ArrayLike<number>, theme: Theme, words: MarkerWords, close: boolean): SeriesMarker<Time>[] {
  const marks: SeriesMarker<Time>[] = [];
  const add = (time: number, mark: Omit<SeriesMarker<Time>, 'time'>) => {
    const bar = barAt(times, time);
    if (bar >= 0) marks.push({ time: times[bar]! as Time, ...mark } as SeriesMarker<Time>);
  };
  for (const t of window.trades) {
    const long = t.side === 1;
    add(t.entryTime, { position: long ? 'belowBar' : 'aboveBar', shape: long ? 'arrowUp' : 'arrowDown', color: theme.accent, text: close ? `${words.entry} ${t.number}` : '' });
    add(t.exitTime, { position: long ? 'aboveBar' : 'belowBar', shape: 'square', color: t.pnl >= 0 ? theme.up : theme.down, text: close ? `${words.exit} ${t.number}` : '', size: 0.6 });
  }
  for (const g of window.groups) add(g.time, { position: 'aboveBar', shape: 'circle', color: g.pnl >= 0 ? theme.up : theme.down, text: String(g.trades), size: 0.7 });
  return marks.sort((a, b) => Number(a.time) - Number(b.time));
}
