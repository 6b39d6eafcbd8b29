import './charts.css';
import { CandleChart, type CandleOptions } from './candles';
import { CompareChart, type CompareOptions } from './compare';
import { EquityChart, type EquityOptions } from './equity';

/** Draws a candle chart into the element; the returned object moves it and takes it away. */
export async function mountCandles(host: HTMLElement, options: CandleOptions): Promise<CandleChart> {
  const chart = new CandleChart(host, options);
  await chart.start();
  return chart;
}

/** Draws equity, drawdown and buy-and-hold into the element. */
export async function mountEquity(host: HTMLElement, options: EquityOptions): Promise<EquityChart> {
  const chart = new EquityChart(host, options);
  await chart.start();
  return chart;
}

/** Draws the curves of several runs into the element. */
export async function mountCompare(host: HTMLElement, options: CompareOptions): Promise<CompareChart> {
  const chart = new CompareChart(host, options);
  await chart.start();
  return chart;
}
