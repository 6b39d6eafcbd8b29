import { createChart, type IChartApi, type LogicalRange } from 'lightweight-charts';
import type { Columns } from './decode';
import { formats, type Formats } from './format';
import { createFrame, type Frame, type Words } from './frame';
import { WindowLoader } from './loader';
import { onPrint, paperSize, type Size } from './paper';
import { onThemeChange, readTheme, themeOptions, type Theme } from './theme';
import { clamp, logicalAt, maxBars, nextWindow, timeAt, type Loaded, type Range } from './window';

export interface WindowedOptions {
  /** Endpoint that answers from, to and max with columns. */
  url: string;
  /** Start of the first and of the last stored bar, seconds UTC. */
  first: number;
  last: number;
  /** Length of a stored bar in seconds. */
  step: number;
  decimals: number;
  locale: string;
  /** Bars to show at first; 0 shows everything. */
  show: number;
  words: Words;
}

/** How long the view must rest before the next window is fetched, ms. */
const rest = 60;

/** A chart over more bars than a browser should hold: it keeps a window and fetches the next one when the view leaves it. */
export abstract class WindowedChart<TOptions extends WindowedOptions> {
  protected readonly chart: IChartApi;
  protected readonly frame: Frame;
  protected readonly formats: Formats;
  protected theme: Theme;
  protected data: Columns = { step: 1, times: new Uint32Array(0), values: [] };
  private loader: WindowLoader;
  private readonly bounds: Range;
  private loaded: Loaded;
  private timer = 0;
  /** It was taken away: the library must not be asked for anything any more, it would draw on what it has thrown away. */
  protected gone = false;
  private readonly stops: (() => void)[];

  protected constructor(host: HTMLElement, protected options: TOptions) {
    this.bounds = { from: options.first, to: options.last };
    this.loaded = { from: 0, to: 0, step: options.step };
    this.frame = createFrame(host, options.words);
    this.formats = formats(options.locale, options.decimals, options.step);
    this.theme = readTheme(host);
    this.loader = new WindowLoader(options.url);
    this.chart = createChart(this.frame.canvas, {
      autoSize: true,
      ...themeOptions(this.theme),
      localization: { locale: options.locale, priceFormatter: this.formats.price, timeFormatter: this.formats.crosshair },
      timeScale: { timeVisible: options.step < 86_400, secondsVisible: options.step < 60, rightOffset: 3, tickMarkFormatter: this.formats.tick },
      crosshair: { mode: 0 },
    });
    const paint = () => { this.theme = readTheme(host); this.chart.applyOptions(themeOptions(this.theme)); this.recolor(); };
    this.stops = [onThemeChange(paint), onPrint(() => { paint(); this.putOnPaper(); }, () => this.frame.paper.replaceChildren())];
    this.chart.timeScale().subscribeVisibleLogicalRangeChange(this.moved);
    this.chart.timeScale().subscribeSizeChange(() => this.limitZoom());
    this.frame.canvas.addEventListener('keydown', this.key);
    this.frame.table.addEventListener('toggle', () => this.refreshTable());
  }

  /** Puts the columns into the series. */
  protected abstract draw(): void;
  protected abstract recolor(): void;
  /** Writes the bars of the view into the text alternative. */
  protected abstract writeTable(from: number, to: number): void;
  protected viewChanged(_visible: Range): void {}
  /** Whether a key meant something else than moving the view. */
  protected stepped(_event: KeyboardEvent): boolean { return false; }

  /** Loads the first window and shows its newest bars. */
  async start(): Promise<void> {
    const { first, last, step, show } = this.options;
    await this.load(clamp(show > 0 ? { from: last - maxBars * step, to: last } : { from: first, to: last }, this.bounds));
    if (this.gone) return;
    const n = this.data.times.length;
    if (show > 0 && n > show) this.chart.timeScale().setVisibleLogicalRange({ from: n - show, to: n + 3 });
    else this.chart.timeScale().fitContent();
    this.frame.root.dataset['ready'] = this.options.url;
  }

  /** Takes other values for the same bars. The view stays where it is, and what is drawn stays until they are there. */
  async update(options: TOptions): Promise<void> {
    this.loader.stop();
    this.options = options;
    this.loader = new WindowLoader(options.url);
    if (this.data.times.length === 0) return this.start(); // what it was to show first was gone already
    await this.load({ from: this.loaded.from, to: this.loaded.to });
    if (this.gone) return;
    this.frame.root.dataset['ready'] = options.url;
    this.viewChanged(this.visible());
    this.refreshTable();
  }

  /** Moves the view to a stretch of time, with data. */
  async show(range: Range): Promise<void> {
    if (nextWindow(range, this.loaded, this.bounds, this.options.step)) {
      const span = range.to - range.from;
      await this.load(clamp({ from: range.from - span, to: range.to + span }, this.bounds));
    }
    if (!this.gone) this.see(range);
  }

  unmount(): void {
    this.gone = true;
    clearTimeout(this.timer);
    this.loader.stop();
    this.stops.forEach((stop) => stop());
    this.chart.remove();
    this.frame.remove();
  }

  protected visible(): Range {
    const range = this.chart.timeScale().getVisibleLogicalRange() ?? ({ from: 0, to: this.data.times.length - 1 } as LogicalRange);
    return { from: timeAt(this.data.times, this.data.step, range.from), to: timeAt(this.data.times, this.data.step, range.to) };
  }

  private see(range: Range): void {
    const { times, step } = this.data;
    this.chart.timeScale().setVisibleLogicalRange({ from: logicalAt(times, step, range.from), to: logicalAt(times, step, range.to) });
  }

  private readonly moved = (): void => {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.follow(), rest);
  };

  private async follow(): Promise<void> {
    const next = nextWindow(this.visible(), this.loaded, this.bounds, this.options.step);
    if (next) await this.load(next);
    if (this.gone) return;
    this.fitWhole();
    this.viewChanged(this.visible());
    this.refreshTable();
  }

  /** Who has zoomed out over the whole series sees it from edge to edge. */
  private fitWhole(): void {
    const [{ from, to }, { loaded, bounds }] = [this.visible(), this];
    if (loaded.from <= bounds.from && loaded.to >= bounds.to && to - from >= 0.98 * (bounds.to - bounds.from)) this.chart.timeScale().fitContent();
  }

  private async load(range: Range): Promise<void> {
    try {
      const columns = await this.loader.columns(range);
      if (!columns || this.gone) return;
      const before = this.data.times.length > 0 ? this.visible() : null;
      this.data = columns;
      this.loaded = { ...range, step: Math.max(columns.step, 1) };
      this.limitZoom();
      this.draw();
      if (before) this.see(before);
      this.frame.say('');
    } catch {
      this.frame.say(this.options.words.failed);
    }
  }

  /** Zooming out ends where the whole series is in view, whatever length the loaded bars have. */
  private limitZoom(): void {
    const bars = (this.bounds.to - this.bounds.from) / this.loaded.step + 1;
    this.chart.applyOptions({ timeScale: { minBarSpacing: Math.min(0.5, this.chart.timeScale().width() / (1.05 * bars)) } });
  }

  /** Lays a picture beside the chart, as large as paper wants it, with the bars that are in view. A canvas is neither as wide as the paper nor drawn anew for it. */
  private putOnPaper(): void {
    const { clientWidth, clientHeight } = this.frame.canvas;
    if (clientWidth === 0 || this.data.times.length === 0) return;
    const view = this.visible();
    const paper = paperSize({ width: clientWidth, height: clientHeight });
    this.resize(paper, view);
    this.frame.paper.replaceChildren(this.chart.takeScreenshot(true));
    this.resize({ width: clientWidth, height: clientHeight, fontSize: 11 }, view);
    this.chart.applyOptions({ autoSize: true });
  }

  private resize({ width, height, fontSize }: Size & { fontSize: number }, view: Range): void {
    this.chart.applyOptions({ autoSize: false, layout: { fontSize } });
    this.chart.resize(width, height, true);
    this.see(view);
  }

  private refreshTable(): void {
    if (!this.frame.table.open) return;
    const range = this.chart.timeScale().getVisibleLogicalRange();
    const last = this.data.times.length - 1;
    const to = Math.min(last, Math.floor(range?.to ?? last));
    this.writeTable(Math.max(0, Math.ceil(range?.from ?? 0), to - 19), to);
  }

  private readonly key = (event: KeyboardEvent): void => {
    const scale = this.chart.timeScale();
    const range = scale.getVisibleLogicalRange();
    if (!range || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.stepped(event)) {
      event.preventDefault();
      return;
    }
    const span = range.to - range.from;
    const last = this.data.times.length - 1;
    const anchored = range.to >= last && range.to - last < span / 2; // at the newest bar, zooming keeps it where it is
    const by = { ArrowLeft: [-0.1, -0.1], ArrowRight: [0.1, 0.1], '+': [0.1, -0.1], '=': [0.1, -0.1], '-': [-0.125, 0.125], _: [-0.125, 0.125] }[event.key];
    if (by && by[0] === -by[1]! && anchored) scale.setVisibleLogicalRange({ from: range.from + 2 * by[0]! * span, to: range.to });
    else if (by) scale.setVisibleLogicalRange({ from: range.from + by[0]! * span, to: range.to + by[1]! * span });
    else if (event.key === 'Home') void this.show({ from: this.bounds.from, to: this.bounds.from + this.spanSeconds() });
    else if (event.key === 'End') void this.show({ from: this.bounds.to - this.spanSeconds(), to: this.bounds.to });
    else return;
    event.preventDefault();
  };

  private spanSeconds(): number {
    const { from, to } = this.visible();
    return to - from;
  }
}
