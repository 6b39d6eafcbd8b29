/** Words of a chart in the language of the page. */
export interface Words { name: string; hint: string; open: string; high: string; low: string; close: string; volume: string; time: string; table: string; failed: string; entry: string; exit: string; trades: string; equity: string; drawdown: string; buyHold: string; worst: string; best: string; stop: string; target: string; long: string; short: string }

/** The elements around a chart: the drawing, its picture for paper, the legend over it, a message, and the table that says the same in text. */
export interface Frame { root: HTMLElement; canvas: HTMLElement; paper: HTMLElement; legend: HTMLElement; tip: HTMLElement; table: HTMLDetailsElement; say(message: string): void; remove(): void }

let counter = 0;

export function createFrame(host: HTMLElement, words: Words): Frame {
  const hint = make('span', 'tf-chart-hint', words.hint);
  hint.id = `tf-chart-hint-${++counter}`;
  const canvas = make('div', 'tf-chart-canvas');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'group');
  canvas.setAttribute('aria-label', words.name);
  canvas.setAttribute('aria-describedby', hint.id);
  const paper = make('div', 'tf-chart-paper');
  const legend = make('div', 'tf-chart-legend tf-num');
  const tip = make('div', 'tf-chart-tip tf-num');
  tip.hidden = true;
  const message = make('div', 'tf-chart-message');
  message.setAttribute('role', 'status');
  const stage = make('div', 'tf-chart-stage');
  const area = make('div', 'tf-chart-area');
  area.append(canvas, paper, tip, message);
  stage.append(legend, area);
  const table = document.createElement('details');
  table.className = 'tf-chart-table';
  table.append(make('summary', '', words.table));
  const root = make('div', 'tf-chart');
  root.append(stage, hint, table);
  host.replaceChildren(root);
  return {
    root, canvas, paper, legend, tip, table,
    say: (text) => { message.textContent = text; message.hidden = text === ''; },
    remove: () => root.remove(),
  };
}

/** Fills the text alternative: a heading and rows of cells, newest last; the first cell names the row. */
export function fillTable(details: HTMLDetailsElement, caption: string, heading: string[], rows: string[][]): void {
  const table = make('table', 'tf-num');
  table.append(make('caption', '', caption), row('th', heading, 'col'));
  const body = make('tbody');
  for (const cells of rows) {
    const line = make('tr');
    cells.forEach((text, i) => {
      const cell = make(i === 0 ? 'th' : 'td', '', text);
      if (i === 0) cell.setAttribute('scope', 'row');
      line.append(cell);
    });
    body.append(line);
  }
  table.append(body);
  details.querySelector('.tf-chart-rows')?.remove();
  const box = make('div', 'tf-chart-rows');
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', caption);
  box.append(table);
  details.append(box);
}

/** A legend of label and value pairs; the values are set as text. The colour of a line, which may be too pale for letters, is a mark before its name. */
export function fillLegend(legend: HTMLElement, parts: { label: string; value: string; color?: string; mark?: string }[]): void {
  legend.replaceChildren(...parts.map((part) => {
    const span = make('span', 'tf-chart-part');
    const value = make('b', '', part.value);
    if (part.color) value.style.color = part.color;
    if (part.mark) span.append(make('i', 'tf-chart-mark'));
    if (part.mark) (span.firstElementChild as HTMLElement).style.background = part.mark;
    span.append(part.label ? `${part.label} ` : '', value);
    return span;
  }));
}

function row(tag: 'th' | 'td', cells: string[], scope: string): HTMLElement {
  const head = make('thead');
  const line = make('tr');
  for (const text of cells) {
    const cell = make(tag, '', text);
    cell.setAttribute('scope', scope);
    line.append(cell);
  }
  head.append(line);
  return head;
}

export function make(tag: string, className = '', text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
