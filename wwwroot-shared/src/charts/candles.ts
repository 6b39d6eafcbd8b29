import {
  CandlestickSeries, createSeriesMarkers, HistogramSeries, LineSeries,
  type IPaneApi, type ISeriesApi, type ISeriesMarkersPluginApi, type MouseEventParams, type Time, type UTCTimestamp,
} from 'lightweight-charts';
import { BarCursor, type CursorListener } from './cursor';
import { fillLegend, fillTable } from './frame';
import { WindowLoader } from './loader';
import { tradeMarkers, type TradeWindow } from './markers';
import { faded } from './theme';
import { TradeLines, TradeTips, type ShownTrade } from './trades';
import { barAt, nextWindow, type Loaded, type Range } from './window';
import { WindowedChart, type WindowedOptions } from './windowed';

/** An indicator line: its column follows the five of the candle. Pane 0 is the price. */
export interface LineOptions { label: string; pane: number; mark: 'line' | 'histogram' | 'dots' }

export interface CandleOptions extends WindowedOptions {
  lines?: LineOptions[];
  /** Endpoint with the trades of a window. */
  tradesUrl?: string;
  /** Address of a trade, without its number. */
  tradeLink?: string;
  /** Hears which bar the reader looks at; without one the chart has no such bar. */
  listener?: CursorListener;
}

/** Trades that a marker request may bring singly. */
const maxMarkers = 300;

export class CandleChart extends WindowedChart<CandleOptions> {
  private readonly candles: ISeriesApi<'Candlestick'>;
  private readonly volume: ISeriesApi<'Histogram'>;
  private lines: (ISeriesApi<'Line'> | ISeriesApi<'Histogram'>)[] = [];
  private lineOptions = '[]';
  private readonly chosen: TradeLines;
  private readonly markers: ISeriesMarkersPluginApi<Time>;
  private readonly cursor: BarCursor | null;
  private trades: WindowLoader | null;
  private tradeWindow: TradeWindow = { trades: [], groups: [] };
  private tradesLoaded: Loaded = { from: 0, to: 0, step: 0 };

  constructor(host: HTMLElement, options: CandleOptions) {
    super(host, options);
    const quiet = { priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false } as const;
    this.volume = this.chart.addSeries(HistogramSeries, { ...quiet, priceScaleId: 'volume', priceFormat: { type: 'volume' } });
    this.chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
    const priceFormat = { type: 'custom', minMove: 10 ** -options.decimals, formatter: this.formats.price } as const;
    this.candles = this.chart.addSeries(CandlestickSeries, { priceFormat });
    this.candles.priceScale().applyOptions({ scaleMargins: { top: 0.12, bottom: 0.2 } });
    this.chosen = new TradeLines(this.chart);
    this.layLines();
    this.markers = createSeriesMarkers(this.candles, []);
    this.trades = options.tradesUrl ? new WindowLoader(options.tradesUrl) : null;
    this.chart.subscribeCrosshairMove((event) => this.writeLegend(event));
    new TradeTips(this.chart, this.frame.tip, options.words, this.formats, options.tradeLink, (time) => this.tradesAt(time));
    this.cursor = options.listener ? new BarCursor(this.chart, this.candles, options.listener) : null;
    this.recolor();
  }

  override async update(options: CandleOptions): Promise<void> {
    this.trades?.stop();
    this.trades = options.tradesUrl ? new WindowLoader(options.tradesUrl) : null;
    this.tradesLoaded = { from: 0, to: 0, step: 0 };
    await super.update({ ...options, listener: this.options.listener! });
  }

  /** Marks the bar that the page looks at and brings it into view. */
  async showBar(time: number): Promise<void> {
    const { from, to } = this.visible();
    const half = (to - from) / 2;
    if (time < from || time > to) await this.show({ from: time - half, to: time + half });
    if (this.gone) return;
    this.cursor?.mark(time, this.data.times);
    this.writeLegend(null);
  }

  /** Brings a trade into view with its entry, exit, stop and target. */
  async showTrade(trade: ShownTrade): Promise<void> {
    const margin = Math.max(trade.exitTime - trade.entryTime, 40 * this.options.step);
    await this.show({ from: trade.entryTime - margin, to: trade.exitTime + margin });
    if (this.gone) return;
    this.chosen.show(trade, this.data.times, this.theme);
    this.frame.canvas.scrollIntoView({ block: 'nearest', behavior: 'auto' });
  }

  override unmount(): void {
    this.trades?.stop();
    super.unmount();
  }

  protected override draw(): void {
    const { times, values } = this.data;
    const [open, high, low, close, volume] = values as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    const [up, down] = [faded(this.theme.up, 0.4), faded(this.theme.down, 0.4)];
    this.layLines();
    const bars = Array.from(times, (time, i) => ({ time: time as UTCTimestamp, open: open[i]!, high: high[i]!, low: low[i]!, close: close[i]! }));
    this.chosen.draw(times, this.theme);
    this.candles.setData(bars);
    this.volume.setData(bars.map((bar, i) => ({ time: bar.time, value: volume[i]!, color: bar.close >= bar.open ? up : down })));
    this.lines.forEach((line, k) => {
      const column = values[5 + k];
      line.setData(column ? bars.map((bar, i) => (Number.isNaN(column[i]) ? { time: bar.time } : { time: bar.time, value: column[i]! })) : []);
    });
    this.mark();
    this.cursor?.follow(times);
    this.writeLegend(null);
  }

  protected override recolor(): void {
    const { up, down, lines } = this.theme;
    this.candles.applyOptions({ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down, borderVisible: false });
    this.lines.forEach((line, i) => line.applyOptions({ color: lines[i % lines.length]! }));
    this.cursor?.paint(this.theme.accent);
    if (this.data.times.length > 0) this.draw();
  }

  protected override stepped(event: KeyboardEvent): boolean {
    const by = event.shiftKey ? undefined : { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!this.cursor || by === undefined) return false;
    this.cursor.step(by);
    return true;
  }

  protected override viewChanged(visible: Range): void {
    if (!this.trades) return;
    const bounds = { from: this.options.first, to: this.options.last };
    const next = this.tradesLoaded.to === 0
      ? { from: visible.from - (visible.to - visible.from), to: visible.to + (visible.to - visible.from) }
      : nextWindow(visible, this.tradesLoaded, bounds, this.options.step, 6);
    if (next) void this.loadTrades(next);
  }

  protected override writeTable(from: number, to: number): void {
    const { words } = this.options;
    const heading = [words.time, words.open, words.high, words.low, words.close, words.volume, ...(this.options.lines ?? []).map((x) => x.label)];
    const rows: string[][] = [];
    for (let i = from; i <= to; i++) rows.push([this.formats.time(this.data.times[i]!), ...this.cells(i)]);
    fillTable(this.frame.table, words.name, heading, rows);
  }

  private async loadTrades(range: Range): Promise<void> {
    const whole = { from: Math.floor(range.from), to: Math.ceil(range.to) };
    try {
      const window = await this.trades!.json<TradeWindow>(whole, maxMarkers);
      if (!window || this.gone) return;
      this.tradeWindow = window;
      this.tradesLoaded = { ...whole, step: window.groups.length > 0 ? Infinity : 0 };
      this.mark();
    } catch {
      this.frame.say(this.options.words.failed);
    }
  }

  /** The trades that began or ended on the bar, and the groups that are marked on it. */
  private tradesAt(time: number): TradeWindow {
    const { times } = this.data;
    const bar = barAt(times, time);
    const on = (event: number) => barAt(times, event) === bar;
    return { trades: this.tradeWindow.trades.filter((t) => on(t.entryTime) || on(t.exitTime)), groups: this.tradeWindow.groups.filter((g) => on(g.time)) };
  }

  private mark(): void {
    const close = this.tradeWindow.groups.length === 0 && this.tradeWindow.trades.length <= 40;
    this.markers.setMarkers(tradeMarkers(this.tradeWindow, this.data.times, this.theme, this.options.words, close));
  }

  /** Series for the lines of the options, made anew when those have changed. */
  private layLines(): void {
    const wanted = JSON.stringify(this.options.lines ?? []);
    if (wanted === this.lineOptions) return;
    this.lineOptions = wanted;
    this.lines.forEach((line) => this.chart.removeSeries(line));
    const quiet = { priceLineVisible: false, lastValueVisible: false, crosshairMarkerVisible: false } as const;
    const priceFormat = { type: 'custom', minMove: 10 ** -this.options.decimals, formatter: this.formats.price } as const;
    const { lines } = this.theme;
    this.lines = (this.options.lines ?? []).map((line, i) => {
      const common = { ...quiet, color: lines[i % lines.length]!, ...(line.pane === 0 ? { priceFormat } : {}) };
      if (line.mark === 'histogram') return this.chart.addSeries(HistogramSeries, common, line.pane);
      const dots = line.mark === 'dots' ? { lineVisible: false, pointMarkersVisible: true, pointMarkersRadius: 3 } : {};
      return this.chart.addSeries(LineSeries, { ...common, lineWidth: 1, ...dots }, line.pane);
    });
    this.chart.panes().forEach((pane: IPaneApi<Time>, i: number) => pane.setStretchFactor(i === 0 ? 5 : 1.4));
  }

  private cells(i: number): string[] {
    return this.data.values.map((column, k) => (k === 4 ? this.formats.volume : this.formats.price)(column[i]!));
  }

  private writeLegend(event: MouseEventParams<Time> | null): void {
    const { words, lines } = this.options;
    const { times, values } = this.data;
    const time = event?.time ?? this.cursor?.time;
    const i = time === undefined ? times.length - 1 : barAt(times, Number(time));
    if (i < 0) return;
    const cells = this.cells(i);
    const color = values[3]![i]! >= values[0]![i]! ? this.theme.upText : this.theme.downText;
    const levels = this.chosen.at(times[i]!);
    const names = [words.open, words.high, words.low, words.close, words.volume];
    fillLegend(this.frame.legend, [
      { label: '', value: this.formats.time(times[i]!) },
      ...names.map((label, k) => ({ label, value: cells[k]!, color })),
      ...(levels?.stop == null ? [] : [{ label: words.stop, value: this.formats.price(levels.stop), mark: this.theme.down }]),
      ...(levels?.target == null ? [] : [{ label: words.target, value: this.formats.price(levels.target), mark: this.theme.up }]),
      ...(lines ?? []).map((line, k) => ({ label: line.label, value: cells[5 + k] ?? '–', mark: this.theme.lines[k % this.theme.lines.length]! })),
    ]);
  }
}
