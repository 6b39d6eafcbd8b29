import { useCallback, useEffect, type KeyboardEvent } from 'react';
import { duplicate, group, nudge, paste, removeSelected, ungroup } from './actions';
import { readText } from './clipboard';
import { useDesigner } from './store';
import type { Point } from './types';
import type { ToolbarActions } from './Toolbar';

const ARROWS: Record<string, Point> = { ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 }, ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 } };

const inField = (target: EventTarget | null) => target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null;

/** The keys of the canvas. Those that work anywhere on the page (undo, paste, "/") leave fields alone. */
export function useKeys(act: ToolbarActions, quickAdd: () => void, connectFrom: () => void) {
  const designer = useDesigner();
  useEffect(() => {
    const key = (e: globalThis.KeyboardEvent) => {
      if (inField(e.target) || e.altKey) return;
      const ctrl = e.ctrlKey || e.metaKey, letter = e.key.toLowerCase();
      if (ctrl && letter === 'z') { if (e.shiftKey) designer.redo(); else designer.undo(); }
      else if (ctrl && letter === 'y') designer.redo();
      else if (!ctrl && e.key === '/') quickAdd();
      else return;
      e.preventDefault();
    };
    const pasted = (e: ClipboardEvent) => {
      const parts = inField(e.target) ? null : readText(e.clipboardData?.getData('text/plain') ?? '');
      if (!parts) return;
      paste(designer, parts, { x: 40, y: 40 });
      e.preventDefault();
    };
    document.addEventListener('keydown', key);
    document.addEventListener('paste', pasted);
    return () => { document.removeEventListener('keydown', key); document.removeEventListener('paste', pasted); };
  }, [designer, quickAdd]);

  return useCallback((e: KeyboardEvent) => {
    if (inField(e.target)) return;
    const ctrl = e.ctrlKey || e.metaKey, arrow = ARROWS[e.key], letter = e.key.toLowerCase();
    if (arrow && !ctrl && designer.nodes.size > 0) nudge(designer, { x: arrow.x * (e.shiftKey ? 50 : 10), y: arrow.y * (e.shiftKey ? 50 : 10) });
    else if (e.key === 'Delete' || e.key === 'Backspace') removeSelected(designer);
    else if (ctrl && letter === 'd') duplicate(designer);
    else if (ctrl && letter === 'a') designer.select(designer.level.nodes.map((n) => n.id), designer.level.edges.map((w) => w.id));
    else if (ctrl && letter === 'g') { if (e.shiftKey) ungroup(designer); else group(designer); }
    else if (e.shiftKey && e.code === 'Digit1') act.fit();
    else if (e.shiftKey && e.code === 'Digit2') act.zoom();
    else if (!ctrl && letter === 't') act.tidy();
    else if (e.key === 'Escape') { if (designer.nodes.size + designer.edges.size > 0) designer.select([]); else designer.open(designer.path.slice(0, -1)); }
    else if (!ctrl && letter === 'c' && designer.nodes.size === 1) connectFrom();
    else if (e.key === ' ' || e.key === 'Enter') {
      const id = (e.target as Element).closest('.react-flow__node')?.getAttribute('data-id');
      if (!id) return;
      designer.select(e.key === ' ' && designer.nodes.size > 0 && !designer.nodes.has(id) ? [...designer.nodes, id] : [id]);
      if (e.key === 'Enter') setTimeout(() => document.querySelector<HTMLElement>('#inspector input, #inspector select')?.focus(), 350);
    } else return;
    e.preventDefault();
  }, [designer, act, connectFrom]);
}
