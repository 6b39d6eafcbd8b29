import { Background, BackgroundVariant, Controls, ReactFlow, type Edge } from '@xyflow/react';
import { useRef, type KeyboardEvent } from 'react';
import { Breadcrumb } from './Breadcrumb';
import { MANY, NODES, spoken, useDrawn, useMargin, useSight } from './drawn';
import type { BlockNode } from './flow';
import { Lanes } from './Lanes';
import { Legend } from './Legend';
import { GROUP } from './ports';
import { useDesigner } from './store';

const nodeOf = (target: EventTarget) => (target instanceof Element ? target.closest('.react-flow__node')?.getAttribute('data-id') ?? null : null);

/** The canvas for looking: it moves, zooms and tells; nothing on it can be changed. */
export function ReadOnly({ label }: { label: string }) {
  const designer = useDesigner();
  const frame = useRef<HTMLElement>(null);
  const { nodes, edges, level, sizes, nodesChanged, edgesChanged } = useDrawn();
  const margin = useMargin();
  useSight(frame);

  const open = (path: string[]) => { designer.open(path); frame.current?.focus(); };
  const onKeyDown = (e: KeyboardEvent) => {
    const id = nodeOf(e.target);
    if (e.target instanceof Element && e.target.closest('button')) return;
    if (e.key === 'Escape') { if (designer.nodes.size + designer.edges.size > 0) designer.select([]); else open(designer.path.slice(0, -1)); }
    else if (id && e.key === 'Enter' && level.nodes.some((n) => n.id === id && n.type === GROUP)) open([...designer.path, id]);
    else if (id && (e.key === 'Enter' || e.key === ' ')) designer.select([id]);
    else return;
    e.preventDefault();
  };

  return (
    <section className="tf-canvas" ref={frame} tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}
      onFocus={(e) => { const id = nodeOf(e.target); if (id && e.target.matches(':focus-visible')) designer.bringIntoView(id); }}>
      <ReactFlow<BlockNode, Edge> nodes={nodes} edges={edges} nodeTypes={NODES} onNodesChange={nodesChanged} onEdgesChange={edgesChanged} ariaLabelConfig={spoken(designer.words)}
        nodesDraggable={false} nodesConnectable={false} edgesFocusable={false} deleteKeyCode={null} selectionKeyCode={null} multiSelectionKeyCode={null} disableKeyboardA11y
        zoomOnDoubleClick={false} zoomOnScroll={false} preventScrolling={false} // the wheel belongs to the page; with Ctrl it zooms
        fitView={level.nodes.length > 0} fitViewOptions={margin} minZoom={0.1} maxZoom={2} onlyRenderVisibleElements={level.nodes.length > MANY}>
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
        <Controls showInteractive={false} fitViewOptions={margin} />
        <Lanes sizes={sizes} />
      </ReactFlow>
      <Breadcrumb />
      <Legend />
    </section>
  );
}
