import { Background, BackgroundVariant, ConnectionMode, Controls, MiniMap, ReactFlow, useReactFlow, type Connection, type Edge, type FinalConnectionState } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { add, drop, duplicate, place, refusalWords, removeSelected, selectedNodes, wire } from './actions';
import { Breadcrumb } from './Breadcrumb';
import { copyText } from './clipboard';
import { MANY, mapColor, NODES, spoken, useDrawn, useFit, useMargin, useSight } from './drawn';
import { wireAt, type BlockNode } from './flow';
import { useKeys } from './keys';
import { Lanes } from './Lanes';
import { Legend } from './Legend';
import { Palette } from './Palette';
import { shapeOf } from './ports';
import { QuickAdd } from './QuickAdd';
import { RefusalHint } from './RefusalHint';
import { useDesigner, usePart } from './store';
import { tidy } from './tidy';
import { Toolbar } from './Toolbar';
import type { Entry, Point, WireEnd } from './types';
import { between, refusal } from './wiring';

export function Canvas() {
  const designer = useDesigner();
  const { words } = designer;
  const flow = useReactFlow<BlockNode>(), fit = useFit(), margin = useMargin();
  const frame = useRef<HTMLDivElement>(null);
  const quick = usePart((d) => d.quickAdd);
  const { nodes, edges, level, sizes, nodesChanged, edgesChanged } = useDrawn();
  const [refused, setRefused] = useState<{ text: string; at: Point } | null>(null);
  const held = useRef<WireEnd | null>(null);

  const dragged = useCallback((e: globalThis.MouseEvent | TouchEvent | MouseEvent, moved: BlockNode[]) => {
    const at = pointer(e);
    designer.link?.release();
    drop(designer, new Map(moved.map((n) => [n.id, n.position])), moved.length === 1 ? wireAt(at.x, at.y) : null);
  }, [designer]);

  const local = (screen: Point): Point => {
    const box = frame.current!.getBoundingClientRect();
    return { x: Math.max(4, Math.min(screen.x - box.left, box.width - 270)), y: Math.max(4, Math.min(screen.y - box.top, box.height - 300)) };
  };
  const openQuickAdd = useCallback((screen?: Point, end: WireEnd | null = null) => {
    const box = frame.current!.getBoundingClientRect();
    const at = screen ?? { x: box.left + box.width / 2, y: box.top + box.height / 3 };
    designer.update({ quickAdd: { screen: local(at), flow: flow.screenToFlowPosition(at), wire: end } });
  }, [designer, flow]);

  const connectEnd = useCallback((e: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState) => {
    const [end, at, legal] = [held.current, pointer(e), designer.legal];
    held.current = null;
    designer.startWire(null);
    if (!end || state.isValid) return;
    if (state.toHandle && state.toNode) {
      const no = refusal(designer.level, designer.catalog, between(end, state.toNode.id, state.toHandle.id ?? ''));
      if (no && state.toHandle.type !== end.side) setRefused({ text: refusalWords(designer, no), at: local(at) });
    } else if (overNode(at)) {
      const to = overNode(at)!, port = [...legal ?? []].find((l) => l.startsWith(`${to}.`));
      if (port) wire(designer, between(end, to, port.slice(to.length + 1)));
    } else if ((e.target as Element | null)?.closest?.('.react-flow__pane') || document.elementFromPoint(at.x, at.y)?.closest('.react-flow__pane')) openQuickAdd(at, end);
  }, [designer, openQuickAdd]);

  useEffect(() => {
    if (!refused) return;
    const timer = setTimeout(() => setRefused(null), 4000);
    return () => clearTimeout(timer);
  }, [refused]);

  const addEntry = useCallback((entry: Entry) => {
    const box = frame.current!.getBoundingClientRect();
    add(designer, entry, flow.screenToFlowPosition({ x: box.left + box.width / 2 - 80, y: box.top + box.height / 2 - 60 }));
  }, [designer, flow]);
  const dropEntry = useCallback((entry: Entry, x: number, y: number) => {
    if (frame.current?.contains(document.elementFromPoint(x, y))) add(designer, entry, flow.screenToFlowPosition({ x: x - 60, y: y - 16 }), null, wireAt(x, y), true);
  }, [designer, flow]);
  useSight(frame);
  const act = useMemo(() => ({
    add: () => openQuickAdd(),
    tidy: () => {
      place(designer, tidy(designer.level, designer.catalog, designer.sizeOf), designer.words.Tidied);
      requestAnimationFrame(() => fit());
    },
    fit: () => fit(),
    zoom: () => fit({ nodes: selectedNodes(designer).map((n) => ({ id: n.id })), padding: 0.4 }),
    copy: () => { frame.current?.focus(); document.execCommand('copy'); },
    duplicate: () => duplicate(designer),
    remove: () => removeSelected(designer),
    alignLeft: () => { const all = selectedNodes(designer), x = Math.min(...all.map((n) => n.position.x)); place(designer, new Map(all.map((n) => [n.id, { ...n.position, x }])), designer.words.Aligned); },
    alignTop: () => { const all = selectedNodes(designer), y = Math.min(...all.map((n) => n.position.y)); place(designer, new Map(all.map((n) => [n.id, { ...n.position, y }])), designer.words.Aligned); },
  }), [designer, fit, openQuickAdd]);
  // the keyboard's way of drawing a wire: the blocks that fit the first output of the selected block
  const connectFrom = useCallback(() => {
    const node = selectedNodes(designer)[0], output = node && shapeOf(node, designer.catalog)?.outputs.find((p) => !p.chartOnly);
    if (node && output) openQuickAdd(flow.flowToScreenPosition({ x: node.position.x + 260, y: node.position.y }), { node: node.id, handle: output.handle, side: 'source' });
  }, [designer, flow, openQuickAdd]);
  const onKeyDown = useKeys(act, openQuickAdd, connectFrom);

  return (
    <div className="tf-canvas-frame">
      <Toolbar act={act} />
      <Palette onAdd={addEntry} onDrop={dropEntry} />
      <section className="tf-canvas" ref={frame} tabIndex={-1} aria-label={words.Canvas} onKeyDown={onKeyDown}
        onCopy={(e) => { if (designer.nodes.size > 0 && !inField(e.target)) { e.clipboardData.setData('text/plain', copyText(designer)); e.preventDefault(); designer.update({ sentence: words.Copied }); } }}>
        <ReactFlow<BlockNode, Edge> nodes={nodes} edges={edges} nodeTypes={NODES} ariaLabelConfig={spoken(words)} onNodesChange={nodesChanged} onEdgesChange={edgesChanged}
          onConnect={(c: Connection) => wire(designer, { ...c, sourceHandle: c.sourceHandle ?? '', targetHandle: c.targetHandle ?? '' })}
          onConnectStart={(_, p) => { if (p.nodeId && p.handleId && p.handleType) { held.current = { node: p.nodeId, handle: p.handleId, side: p.handleType }; designer.startWire(held.current); } }}
          onConnectEnd={connectEnd} connectionMode={ConnectionMode.Strict} connectionRadius={24}
          isValidConnection={(c) => refusal(designer.level, designer.catalog, { source: c.source, sourceHandle: c.sourceHandle ?? '', target: c.target, targetHandle: c.targetHandle ?? '' }) === null}
          onNodeDragStart={() => designer.link?.hold()} onNodeDragStop={(e, _, moved) => dragged(e, moved)}
          onSelectionDragStart={() => designer.link?.hold()} onSelectionDragStop={(e, moved) => dragged(e, moved)}
          onPaneClick={(e) => { if (e.ctrlKey || e.metaKey) openQuickAdd({ x: e.clientX, y: e.clientY }); }}
          onDoubleClick={(e) => { if (!(e.target as Element).closest('.react-flow__node') && (e.target as Element).closest('.react-flow__pane')) openQuickAdd({ x: e.clientX, y: e.clientY }); }}
          deleteKeyCode={null} disableKeyboardA11y zoomOnDoubleClick={false} selectionKeyCode="Shift" multiSelectionKeyCode={['Control', 'Meta', 'Shift']}
          fitView={level.nodes.length > 0} fitViewOptions={margin} minZoom={0.1} maxZoom={2} onlyRenderVisibleElements={level.nodes.length > MANY}>
          <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
          <Controls showInteractive={false} fitViewOptions={margin} />
          <MiniMap pannable zoomable ariaLabel={words.Minimap} nodeClassName={mapColor(designer.catalog)} />
          <Lanes sizes={sizes} />
          <RefusalHint />
        </ReactFlow>
        <Breadcrumb />
        <Legend />
        {refused && <p className="tf-refusal" role="alert" style={{ left: refused.at.x, top: refused.at.y }}>{refused.text}</p>}
        {quick && <QuickAdd place={quick} onClose={() => { designer.update({ quickAdd: null }); frame.current?.focus(); }} />}
      </section>
    </div>
  );
}

const overNode = (at: Point) => document.elementFromPoint(at.x, at.y)?.closest('.react-flow__node')?.getAttribute('data-id') ?? null;

const inField = (target: EventTarget) => target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

function pointer(e: globalThis.MouseEvent | TouchEvent | MouseEvent): Point {
  if ('changedTouches' in e) return { x: e.changedTouches[0]?.clientX ?? 0, y: e.changedTouches[0]?.clientY ?? 0 };
  return { x: e.clientX, y: e.clientY };
}
