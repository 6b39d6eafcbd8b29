import { LineSeries, type ISeriesApi, type MouseEventParams, type Time, type UTCTimestamp } from 'lightweight-charts';
import { fillLegend, fillTable } from './frame';
import { barAt } from './window';
import { WindowedChart, type WindowedOptions } from './windowed';

export interface CompareOptions extends WindowedOptions { lines: { label: string }[] }

/** One column for each run, all from 100. Beyond six the colours come again, dashed. */
export class CompareChart extends WindowedChart<CompareOptions> {
  private readonly series: ISeriesApi<'Line'>[];

  constructor(host: HTMLElement, options: CompareOptions) {
    super(host, options);
    const priceFormat = { type: 'custom', minMove: 0.01, formatter: this.formats.price } as const;
    this.series = options.lines.map((_, i) => this.chart.addSeries(LineSeries, { priceLineVisible: false, lineWidth: 2, lineStyle: i < this.theme.lines.length ? 0 : 2, priceFormat }));
    this.chart.subscribeCrosshairMove((event) => this.writeLegend(event));
    this.recolor();
  }

  protected override draw(): void {
    this.series.forEach((line, column) => {
      const points: { time: UTCTimestamp; value: number }[] = [];
      this.data.times.forEach((time, i) => { const value = this.data.values[column]?.[i]; if (value !== undefined && !Number.isNaN(value)) points.push({ time: time as UTCTimestamp, value }); });
      line.setData(points);
    });
    this.writeLegend(null);
  }

  protected override recolor(): void {
    this.series.forEach((line, i) => line.applyOptions({ color: this.color(i) }));
  }

  protected override writeTable(from: number, to: number): void {
    const { words, lines } = this.options;
    const rows: string[][] = [];
    for (let i = from; i <= to; i++) rows.push([this.formats.time(this.data.times[i]!), ...this.cells(i)]);
    fillTable(this.frame.table, words.name, [words.time, ...lines.map((line) => line.label)], rows);
  }

  private color(i: number): string {
    return this.theme.lines[i % this.theme.lines.length]!;
  }

  private cells(i: number): string[] {
    return this.options.lines.map((_, column) => this.formats.price(this.data.values[column]?.[i] ?? NaN));
  }

  private writeLegend(event: MouseEventParams<Time> | null): void {
    const i = event?.time === undefined ? this.data.times.length - 1 : barAt(this.data.times, Number(event.time));
    if (i < 0) return;
    const cells = this.cells(i);
    fillLegend(this.frame.legend, [
      { label: '', value: this.formats.time(this.data.times[i]!) },
      ...this.options.lines.map((line, k) => ({ label: line.label, value: cells[k] ?? '–', mark: this.color(k) })),
    ]);
  }
}
