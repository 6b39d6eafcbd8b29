import { TickMarkType, type Time, type TimeFormatterFn, type TickMarkFormatter } from 'lightweight-charts';

/** Every time on a chart is UTC and says so. */
const zone = 'UTC';

export interface Formats { price(x: number): string; volume(x: number): string; time(seconds: number): string; tick: TickMarkFormatter; crosshair: TimeFormatterFn<Time> }

export function formats(locale: string, decimals: number, base: number): Formats {
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 });
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });
  const day = date({ year: 'numeric', month: 'short', day: 'numeric' });
  const minute = date({ year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  const ticks = {
    [TickMarkType.Year]: date({ year: 'numeric' }),
    [TickMarkType.Month]: date({ month: 'short' }),
    [TickMarkType.DayOfMonth]: date({ day: 'numeric', month: 'short' }),
    [TickMarkType.Time]: date({ hour: '2-digit', minute: '2-digit' }),
    [TickMarkType.TimeWithSeconds]: date({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
  const time = (seconds: number) => `${(base >= 86_400 ? day : minute).format(seconds * 1000)} ${zone}`;
  return {
    price: (x) => (Number.isFinite(x) ? number.format(x) : '–'),
    volume: (x) => (Number.isFinite(x) ? compact.format(x) : '–'),
    time,
    tick: (t, type) => ticks[type].format(Number(t) * 1000),
    crosshair: (t) => time(Number(t)),
  };
}
