import { applyEdgeChanges, applyNodeChanges, useReactFlow, useStore, useStoreApi, type EdgeChange, type FitViewOptions, type Node, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import { Block } from './Block';
import { flowEdges, flowNodes, margin, type BlockNode } from './flow';
import { Note } from './Note';
import { shapeOf } from './ports';
import { useDesigner, usePart } from './store';
import type { Catalog } from './types';
import type { Words } from './words';

export const NODES = { block: Block, note: Note };
/** Of more blocks only those in view are drawn. */
export const MANY = 150;

/** What a screen reader calls the buttons of the view. */
export const spoken = (words: Words) => ({ 'controls.ariaLabel': words.View, 'controls.zoomIn.ariaLabel': words.ZoomIn, 'controls.zoomOut.ariaLabel': words.ZoomOut, 'controls.fitView.ariaLabel': words.Fit });

export const mapColor = (catalog: Catalog) => (n: Node) => `tf-g-${shapeOf((n as BlockNode).data.node, catalog)?.group ?? ''}`;

/** The level as React Flow draws it, and what a choice does. */
export function useDrawn() {
  const designer = useDesigner();
  const level = usePart((d) => d.level), picked = usePart((d) => d.nodes), pickedEdges = usePart((d) => d.edges), truths = usePart((d) => d.truths), changed = usePart((d) => d.changed);
  const [nodes, setNodes] = useState(() => flowNodes(designer, []));
  const [edges, setEdges] = useState(() => flowEdges(designer, []));

  useLayoutEffect(() => setNodes((old) => flowNodes(designer, old)), [designer, level, picked, truths, changed]);
  useLayoutEffect(() => setEdges((old) => flowEdges(designer, old)), [designer, level, pickedEdges, truths]);

  const nodesChanged = useCallback((changes: NodeChange<BlockNode>[]) => {
    const chosen = changes.filter((c) => c.type === 'select');
    if (chosen.length > 0) {
      const ids = new Set(designer.nodes);
      for (const c of chosen) if (c.selected) ids.add(c.id); else ids.delete(c.id);
      designer.select(ids, designer.edges);
    }
    const rest = changes.filter((c) => c.type !== 'select' && c.type !== 'remove');
    if (rest.length > 0) setNodes((old) => applyNodeChanges(rest, old));
  }, [designer]);

  const edgesChanged = useCallback((changes: EdgeChange[]) => {
    const chosen = changes.filter((c) => c.type === 'select');
    if (chosen.length === 0) return;
    const ids = new Set(designer.edges);
    for (const c of chosen) if (c.selected) ids.add(c.id); else ids.delete(c.id);
    designer.select(designer.nodes, ids);
    setEdges((old) => applyEdgeChanges(changes, old));
  }, [designer]);

  const sizes = nodes.reduce((sum, n) => sum + (n.measured?.width ?? 0) + (n.measured?.height ?? 0), 0); // other sizes, other lanes
  return { nodes, edges, level, sizes, nodesChanged, edgesChanged };
}

export function useMargin(): FitViewOptions<BlockNode> {
  const height = useStore((s) => s.height);
  return useMemo(() => margin(height), [height]);
}

/** Shows the whole level, or these blocks of it. */
export function useFit(): (only?: FitViewOptions<BlockNode>) => void {
  const flow = useReactFlow<BlockNode>(), store = useStoreApi();
  return useCallback((only) => void flow.fitView({ ...margin(store.getState().height), ...only }), [flow, store]);
}

/** Tells the designer how large a block is drawn and how it is brought into view. */
export function useSight(frame: RefObject<HTMLElement | null>): void {
  const designer = useDesigner();
  const flow = useReactFlow<BlockNode>(), fit = useFit();
  useEffect(() => {
    designer.sizeOf = (id) => { const m = flow.getInternalNode(id)?.measured; return { width: m?.width ?? 200, height: m?.height ?? 110 }; };
    designer.bringIntoView = (id) => {
      const node = flow.getInternalNode(id), box = frame.current?.getBoundingClientRect();
      if (!node || !box) return;
      const at = flow.flowToScreenPosition(node.internals.positionAbsolute);
      const size = designer.sizeOf(id), zoom = flow.getZoom();
      if (at.x >= box.left && at.y >= box.top && at.x + size.width * zoom <= box.right && at.y + size.height * zoom <= box.bottom) return;
      const all = flow.getNodesBounds(flow.getNodes());
      if (Math.min(box.width / all.width, box.height / all.height) > 0.6) fit(); // small enough to be seen whole
      else void flow.setCenter(node.position.x + 90, node.position.y + 45, { zoom: Math.max(zoom, 0.6) });
    };
  }, [designer, flow, fit, frame]);
}
