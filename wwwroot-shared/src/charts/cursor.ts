import type { IChartApi, IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesApi, ISeriesPrimitive, MouseEventParams, SeriesAttachedParameter, Time } from 'lightweight-charts';
import { barAt } from './window';

/** The page behind the chart; times in seconds UTC. */
export interface CursorListener { invokeMethodAsync(method: 'BarHovered' | 'BarChosen' | 'BarStepped', value: number | null): Promise<unknown> }

/** At most so often the page hears where the pointer is, ms. */
const pace = 120;

/** The bar that the page looks at: a line through it, and word to the page when pointer or keys ask for another one. */
export class BarCursor implements ISeriesPrimitive<Time> {
  /** Start of the bar, undefined while there is none. */
  time: number | undefined;
  private shown: Time | undefined;
  private color = '#4f8cff';
  private update: () => void = () => {};
  private hovered: number | null = null;
  private timer = 0;

  constructor(private readonly chart: IChartApi, series: ISeriesApi<'Candlestick'>, private readonly listener: CursorListener) {
    series.attachPrimitive(this);
    chart.subscribeCrosshairMove((event) => this.hover(event));
    chart.subscribeClick((event) => { if (event.time !== undefined) this.tell('BarChosen', Number(event.time)); });
  }

  attached(parameter: SeriesAttachedParameter<Time>): void {
    this.update = parameter.requestUpdate;
  }

  mark(time: number, times: ArrayLike<number>): void {
    this.time = time;
    this.follow(times);
  }

  /** Finds the bar among other data. */
  follow(times: ArrayLike<number>): void {
    const bar = this.time === undefined ? -1 : barAt(times, this.time);
    this.shown = bar < 0 ? undefined : (times[bar] as Time);
    this.update();
  }

  paint(color: string): void {
    this.color = color;
    this.update();
  }

  step(by: number): void {
    this.tell('BarStepped', by);
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return [{ zOrder: () => 'bottom', renderer: () => this.renderer() }];
  }

  private renderer(): IPrimitivePaneRenderer | null {
    const x = this.shown === undefined ? null : this.chart.timeScale().timeToCoordinate(this.shown);
    if (x === null) return null;
    return {
      draw: (target) => target.useBitmapCoordinateSpace(({ context, bitmapSize, horizontalPixelRatio }) => {
        context.fillStyle = this.color;
        context.globalAlpha = 0.75;
        context.fillRect(Math.round(x * horizontalPixelRatio) - 1, 0, Math.max(2, Math.round(1.5 * horizontalPixelRatio)), bitmapSize.height);
      }),
    };
  }

  private hover(event: MouseEventParams<Time>): void {
    const time = event.time === undefined ? null : Number(event.time);
    if (time === this.hovered) return;
    this.hovered = time;
    if (this.timer) return; // the newest one goes when the pause is over
    this.timer = window.setTimeout(() => { this.timer = 0; this.tell('BarHovered', this.hovered); }, pace);
  }

  private tell(method: 'BarHovered' | 'BarChosen' | 'BarStepped', value: number | null): void {
    this.listener.invokeMethodAsync(method, value).catch(() => {}); // the circuit is gone: its own dialog says so
  }
}
