import { LineSeries, LineType, type IChartApi, type ISeriesApi, type MouseEventParams, type Time, type UTCTimestamp } from 'lightweight-charts';
import type { Formats } from './format';
import { make, type Words } from './frame';
import type { TradeWindow } from './markers';
import type { Theme } from './theme';
import { barAt } from './window';

/** A trade to draw by itself, with its stop and target from the times on that they changed. */
export interface ShownTrade { entryTime: number; exitTime: number; entryPrice: number; exitPrice: number; pnl: number; levels: { time: number; stop: number | null; target: number | null }[] }

type Point = { time: UTCTimestamp; value: number } | { time: UTCTimestamp };

/** The chosen trade: a line from entry to exit, and steps for stop and target. It stays when the bars are loaded anew. */
export class TradeLines {
  private shown: ShownTrade | null = null;
  private readonly path: ISeriesApi<'Line'>;
  private readonly stop: ISeriesApi<'Line'>;
  private readonly target: ISeriesApi<'Line'>;

  constructor(chart: IChartApi) {
    const quiet = { priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false } as const;
    this.path = chart.addSeries(LineSeries, { ...quiet, lineWidth: 2, lineStyle: 2 });
    this.stop = chart.addSeries(LineSeries, { ...quiet, lineWidth: 2, lineType: LineType.WithSteps });
    this.target = chart.addSeries(LineSeries, { ...quiet, lineWidth: 2, lineType: LineType.WithSteps });
  }

  show(trade: ShownTrade, times: ArrayLike<number>, theme: Theme): void {
    this.shown = trade;
    this.draw(times, theme);
  }

  draw(times: ArrayLike<number>, theme: Theme): void {
    const trade = this.shown;
    const [from, to] = trade ? [barAt(times, trade.entryTime), barAt(times, trade.exitTime)] : [-1, -1];
    if (!trade || from < 0 || to < from) return [this.path, this.stop, this.target].forEach((line) => line.setData([]));
    this.path.applyOptions({ color: trade.pnl >= 0 ? theme.up : theme.down });
    this.stop.applyOptions({ color: theme.down });
    this.target.applyOptions({ color: theme.up });
    const at = (bar: number) => times[bar] as UTCTimestamp;
    this.path.setData(from === to ? [{ time: at(to), value: trade.exitPrice }] : [{ time: at(from), value: trade.entryPrice }, { time: at(to), value: trade.exitPrice }]);
    const [stop, target]: [Point[], Point[]] = [[], []];
    for (let bar = from, k = -1; bar <= to; bar++) {
      while (k + 1 < trade.levels.length && trade.levels[k + 1]!.time <= times[bar]!) k++;
      const level = trade.levels[Math.max(k, 0)];
      stop.push(level?.stop == null ? { time: at(bar) } : { time: at(bar), value: level.stop });
      target.push(level?.target == null ? { time: at(bar) } : { time: at(bar), value: level.target });
    }
    this.stop.setData(stop);
    this.target.setData(target);
  }

  /** Stop and target at a time, while the trade was open. */
  at(time: number): { stop: number | null; target: number | null } | null {
    if (!this.shown || time < this.shown.entryTime || time > this.shown.exitTime) return null;
    const before = this.shown.levels.filter((level) => level.time <= time);
    return before[before.length - 1] ?? null;
  }
}

/** Says what the trades at the pointer's bar were; a click on one opens it. */
export class TradeTips {
  constructor(private readonly chart: IChartApi, private readonly tip: HTMLElement, private readonly words: Words, private readonly formats: Formats, link: string | undefined, private readonly find: (time: number) => TradeWindow) {
    chart.subscribeCrosshairMove((event) => this.hover(event));
    if (link) chart.subscribeClick((event) => this.open(event, link));
  }

  private open(event: MouseEventParams<Time>, link: string): void {
    const trade = event.time === undefined ? undefined : this.find(Number(event.time)).trades[0];
    if (!trade) return;
    const anchor = document.createElement('a'); // the router of the page takes clicks on links
    anchor.href = link + trade.number;
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
  }

  private hover(event: MouseEventParams<Time>): void {
    const { trades, groups } = event.time === undefined ? { trades: [], groups: [] } : this.find(Number(event.time));
    const lines = [...trades.slice(0, 4).map((t) => this.line(t)), ...groups.map((g) => `${this.words.trades}: ${g.trades}, ${this.formats.price(g.pnl)}`)];
    this.tip.hidden = lines.length === 0 || !event.point;
    if (this.tip.hidden || !event.point) return;
    this.tip.replaceChildren(...lines.map((text) => make('div', '', text)));
    const right = event.point.x > this.chart.paneSize().width / 2;
    this.tip.style.transform = `translate(${Math.round(event.point.x + (right ? -14 : 14))}px, ${Math.round(event.point.y + 14)}px)${right ? ' translateX(-100%)' : ''}`;
  }

  private line(t: TradeWindow['trades'][number]): string {
    const { words, formats } = this;
    const side = t.side === 1 ? words.long : words.short;
    const profit = `${t.pnlPercent >= 0 ? '+' : '−'}${Math.abs(t.pnlPercent).toFixed(2)} %`;
    return `${t.number} · ${side} · ${words.entry} ${formats.price(t.entryPrice)} (${t.entryReason}) → ${words.exit} ${formats.price(t.exitPrice)} (${t.exitReason}) · ${profit}`;
  }
}
