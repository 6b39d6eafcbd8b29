import { AreaSeries, createSeriesMarkers, LineSeries, type AreaData, type ISeriesApi, type ISeriesMarkersPluginApi, type MouseEventParams, type Time, type UTCTimestamp } from 'lightweight-charts';
import { fillLegend, fillTable } from './frame';
import { faded } from './theme';
import { barAt } from './window';
import { WindowedChart, type WindowedOptions } from './windowed';

export interface EquityOptions extends WindowedOptions { marks?: { time: number; label: string; forward: boolean }[] }

/** Columns: equity, drawdown in percent (never above 0), equity of buying and holding, equity under the worst and the best same-bar assumption. */
export class EquityChart extends WindowedChart<EquityOptions> {
  private readonly equity: ISeriesApi<'Area'>;
  private readonly drawdown: ISeriesApi<'Area'>;
  private readonly hold: ISeriesApi<'Line'>;
  private readonly marks: ISeriesMarkersPluginApi<Time>;
  private readonly band: [ISeriesApi<'Line'>, ISeriesApi<'Line'>];

  constructor(host: HTMLElement, options: EquityOptions) {
    super(host, options);
    const percent = new Intl.NumberFormat(options.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    const quiet = { priceLineVisible: false } as const;
    const priceFormat = { type: 'custom', minMove: 0.01, formatter: this.formats.price } as const;
    this.equity = this.chart.addSeries(AreaSeries, { ...quiet, lineWidth: 2, priceFormat });
    this.marks = createSeriesMarkers(this.equity, []);
    this.hold = this.chart.addSeries(LineSeries, { ...quiet, lineWidth: 1, lineStyle: 2, priceFormat });
    const edge = () => this.chart.addSeries(LineSeries, { ...quiet, lastValueVisible: false, crosshairMarkerVisible: false, lineWidth: 1, lineStyle: 1, priceFormat });
    this.band = [edge(), edge()];
    this.drawdown = this.chart.addSeries(AreaSeries, { ...quiet, lineWidth: 1, invertFilledArea: true, priceFormat: { type: 'custom', minMove: 0.01, formatter: (x: number) => `${percent.format(x)} %` } }, 1);
    this.chart.panes().forEach((pane, i) => pane.setStretchFactor(i === 0 ? 3 : 1));
    this.chart.subscribeCrosshairMove((event) => this.writeLegend(event));
    this.recolor();
  }

  protected override draw(): void {
    this.putEquity();
    this.put(this.drawdown, 1);
    this.put(this.hold, 2);
    this.band.forEach((line, i) => this.put(line, 3 + i));
    this.writeLegend(null);
  }

  protected override recolor(): void {
    const { accent, down, muted, lines } = this.theme;
    this.equity.applyOptions({ lineColor: accent, topColor: faded(accent, 0.3), bottomColor: faded(accent, 0.02) });
    this.drawdown.applyOptions({ lineColor: down, topColor: faded(down, 0.05), bottomColor: faded(down, 0.35) });
    this.hold.applyOptions({ color: muted });
    this.band.forEach((line) => line.applyOptions({ color: lines[1]! }));
  }

  /** The curve, in another colour from a forward mark on, and the marks at the first point that is not before them. */
  private putEquity(): void {
    const { times, values } = this.data;
    const marks = this.options.marks ?? [];
    const forward = marks.find((mark) => mark.forward)?.time ?? Infinity;
    const color = this.theme.lines[2]!;
    const later = { lineColor: color, topColor: faded(color, 0.35), bottomColor: faded(color, 0.04) };
    const points: AreaData<UTCTimestamp>[] = [];
    times.forEach((time, i) => { const value = values[0]?.[i]; if (value !== undefined && !Number.isNaN(value)) points.push({ time: time as UTCTimestamp, value, ...(time >= forward ? later : {}) }); });
    this.equity.setData(points);
    this.marks.setMarkers(marks.flatMap((mark) => {
      const point = points.find((p) => p.time >= mark.time);
      return point === undefined || point === points[0] ? [] : [{ time: point.time as Time, position: 'aboveBar' as const, shape: 'arrowDown' as const, color: mark.forward ? color : this.theme.muted, text: mark.label }];
    }).sort((a, b) => Number(a.time) - Number(b.time)));
  }

  protected override writeTable(from: number, to: number): void {
    const { words } = this.options;
    const rows: string[][] = [];
    for (let i = from; i <= to; i++) rows.push([this.formats.time(this.data.times[i]!), ...this.cells(i)]);
    fillTable(this.frame.table, words.name, [words.time, words.equity, words.drawdown, words.buyHold, words.worst, words.best], rows);
  }

  private put(series: ISeriesApi<'Area'> | ISeriesApi<'Line'>, column: number): void {
    const { times, values } = this.data;
    const points: { time: UTCTimestamp; value: number }[] = [];
    times.forEach((time, i) => { const value = values[column]?.[i]; if (value !== undefined && !Number.isNaN(value)) points.push({ time: time as UTCTimestamp, value }); });
    series.setData(points);
  }

  private cells(i: number): string[] {
    return this.data.values.map((column, k) => (k === 1 ? `${this.formats.price(column[i]!)} %` : this.formats.price(column[i]!)));
  }

  private writeLegend(event: MouseEventParams<Time> | null): void {
    const { words } = this.options;
    const i = event?.time === undefined ? this.data.times.length - 1 : barAt(this.data.times, Number(event.time));
    if (i < 0) return;
    const [equity, drawdown, hold, worst, best] = this.cells(i);
    const band = this.theme.lines[1]!;
    fillLegend(this.frame.legend, [
      { label: '', value: this.formats.time(this.data.times[i]!) },
      { label: words.equity, value: equity ?? '–', mark: this.theme.accent },
      { label: words.drawdown, value: drawdown ?? '–', mark: this.theme.down },
      { label: words.buyHold, value: hold ?? '–', mark: this.theme.muted },
      ...(worst !== undefined && worst !== '–' ? [{ label: words.worst, value: worst, mark: band }, { label: words.best, value: best!, mark: band }] : []),
    ]);
  }
}
