import './charts.css';
import { CandleChart, type CandleOptions } from './candles';
import { EquityChart } from './equity';
import type { WindowedOptions } from './windowed';

/** Draws a candle chart into the element; the returned object moves it and takes it away. */
export async function mountCandles(host: HTMLElement, options: CandleOptions): Promise<CandleChart> {
  const chart = new CandleChart(host, options);
  await chart.start();
  return chart;
}

/** Draws equity, drawdown and buy-and-hold into the element. */
export async function mountEquity(host: HTMLElement, options: WindowedOptions): Promise<EquityChart> {
  const chart = new EquityChart(host, options);
  await chart.start();
  return chart;
}
