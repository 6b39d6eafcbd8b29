import { ColorType, type ChartOptions, type DeepPartial } from 'lightweight-charts';

/** Colours of the page's theme; the chart holds none of its own. */
export interface Theme { surface: string; text: string; line: string; accent: string; up: string; down: string; upText: string; downText: string; muted: string; lines: string[] }

export function readTheme(element: Element): Theme {
  const css = getComputedStyle(element);
  const read = (name: string, fallback: string) => css.getPropertyValue(name).trim() || fallback;
  return {
    surface: read('--tf-surface', '#11161f'),
    text: read('--tf-text', '#dfe5ef'),
    line: read('--tf-line', '#232b39'),
    accent: read('--tf-accent', '#4f8cff'),
    up: read('--tf-up', '#26a69a'),
    down: read('--tf-down', '#ef5350'),
    upText: read('--tf-up-text', '#3fc1b4'),
    downText: read('--tf-down-text', '#ff8a87'),
    muted: read('--tf-muted', '#8793a7'),
    lines: ['--tf-accent', '--tf-warn', '--tf-line-3', '--tf-line-4', '--tf-line-5', '--tf-line-6']
      .map((name, i) => read(name, ['#4f8cff', '#e0a93b', '#b57cf2', '#3fb6d8', '#ef7fb0', '#8fbf4d'][i]!)),
  };
}

/** A colour with transparency, for a colour written as #rrggbb; anything else stays as it is. */
export function faded(color: string, alpha: number): string {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  return hex ? `rgba(${hex.slice(1).map((x) => parseInt(x, 16)).join(', ')}, ${alpha})` : color;
}

export function themeOptions(theme: Theme): DeepPartial<ChartOptions> {
  return {
    layout: {
      background: { type: ColorType.Solid, color: theme.surface },
      textColor: theme.muted,
      fontFamily: 'Inter, system-ui, sans-serif',
      fontSize: 11,
      attributionLogo: true,
      panes: { separatorColor: theme.line, separatorHoverColor: faded(theme.accent, 0.3) },
    },
    grid: { vertLines: { color: faded(theme.line, 0.6) }, horzLines: { color: faded(theme.line, 0.6) } },
    rightPriceScale: { borderColor: theme.line },
    timeScale: { borderColor: theme.line },
  };
}

/** Calls back whenever the page switches between dark and light; returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
  return () => observer.disconnect();
}
