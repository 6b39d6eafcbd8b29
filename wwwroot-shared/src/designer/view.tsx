import { ReactFlowProvider } from '@xyflow/react';
import { createRoot } from 'react-dom/client';
import { lineOf, settled, type Marks } from './marks';
import { ReadOnly } from './ReadOnly';
import { Designer, DesignerContext, type Truth } from './store';
import type { Graph, NodeType } from './types';
import type { Words } from './words';

export interface Options { graph: string; types: Record<string, NodeType>; words: Words; label: string; marks?: Marks | null }

/**
 * Draws a strategy for looking; what the page then does with it. Around it, in `[data-lines]`, lines may tell of its parts: a chosen part points
 * at its `[data-line]`, a button `[data-show]` at its part.
 */
export function mount(host: HTMLElement, options: Options) {
  const graph = JSON.parse(options.graph) as Graph, marks = options.marks ?? null;
  const designer = new Designer(marks ? settled(graph, marks) : graph, { types: options.types, palette: [], groups: [] }, options.words, null, () => {});
  designer.marks = marks;
  const root = createRoot(host), gone = new AbortController(), around = host.closest('[data-lines]');
  root.render(<DesignerContext value={designer}><ReactFlowProvider><ReadOnly label={options.label} /></ReactFlowProvider></DesignerContext>);
  if (around) {
    let told = '';
    const stop = designer.subscribe(() => {
      const [part] = [...designer.nodes, ...designer.edges], whole = part ? designer.whole(part) : '';
      if (whole !== told) point(around, told = whole);
    });
    gone.signal.addEventListener('abort', stop);
    around.addEventListener('click', (e) => {
      const part = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-show]')?.dataset.show : undefined;
      if (part === undefined) return;
      designer.reach(part);
      host.scrollIntoView({ block: 'nearest' });
      setTimeout(() => host.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(part.split('/').pop()!)}"]`)?.focus({ preventScroll: true }), 60);
    }, { signal: gone.signal });
  }
  host.dataset.view = 'ready';
  return {
    setValues: (values: Record<string, string>) => designer.update({ values }),
    setPath: (truths: Record<string, Truth>, firstFalse: string | null) => designer.update({ truths, firstFalse }),
    select: (id: string) => designer.reach(id),
    unmount: () => { gone.abort(); root.unmount(); },
  };
}

/** Marks the line of a part and brings it into sight. */
function point(around: Element, part: string): void {
  const lines = [...around.querySelectorAll<HTMLElement>('[data-line]')];
  const id = part ? lineOf(lines.map((l) => l.dataset.line!), part) : null;
  for (const line of lines) line.toggleAttribute('data-told', line.dataset.line === id);
  lines.find((l) => l.dataset.line === id)?.scrollIntoView({ block: 'nearest' });
}
