import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { BlockNode } from './flow';
import { tagOf } from './marks';
import { GROUP, valueOf } from './ports';
import { useDesigner, usePart } from './store';
import type { Port } from './types';

const MOST_VALUES = 3, MOST_CHANGES = 4;

/** What became of a part of the level, in words on its edge. */
export function ChangeTag({ whole }: { whole: string }) {
  const { words, marks } = useDesigner(), mark = marks?.nodes[whole];
  return mark ? <span className={`tf-tag tf-tag-left tf-tag-${mark.kind}`} aria-hidden="true">{tagOf(words, mark)}</span> : null;
}

const TRUTHS = { true: '✓', false: '✗', unknown: '?' };

/** A block: what it is, its chief parameters, its ports, its first problem, its values at the cursor bar. */
export const Block = memo(function Block({ id, data }: NodeProps<BlockNode>) {
  const designer = useDesigner();
  const whole = designer.whole(id);
  const problems = usePart((d) => d.problems[whole]);
  const changed = usePart((d) => d.changed.has(whole));
  const truth = usePart((d) => d.truths[whole]);
  const blamed = usePart((d) => d.firstFalse === whole);
  const { node, shape, inputs } = data, mark = designer.marks?.nodes[whole], changes = mark?.values.slice(0, MOST_CHANGES) ?? [];
  if (!shape) return <div className="tf-block tf-bad"><header className="tf-grip"><b>{node.type}</b></header><p className="tf-block-problem">{problems?.[0]?.text}</p></div>;
  const said = shape.parameters.filter((p) => !p.fixed && valueOf(node.data, p) !== '');
  const given = said.filter((p) => node.data[p.name] !== undefined);
  const values = (given.length > 0 ? given : said.slice(0, 1)).slice(0, MOST_VALUES); // defaults are in the inspector
  const first = problems?.find((p) => p.error) ?? problems?.[0];
  const classes = ['tf-block', `tf-g-${shape.group}`, first && (first.error ? 'tf-bad' : 'tf-odd'), truth && `tf-path-${truth}`, blamed && 'tf-blamed', mark && `tf-change-${mark.kind}`, node.color && `tf-paint-${node.color}`];
  return (
    <div className={classes.filter(Boolean).join(' ')} data-node={whole} onDoubleClick={node.type === GROUP ? () => designer.open(whole.split('/')) : undefined}>
      {changed && <span className="tf-changed" title={designer.words.ChangedSinceRun} aria-hidden="true" />}
      <ChangeTag whole={whole} />
      {truth && <span className={`tf-tag tf-tag-right tf-tag-${blamed ? 'blamed' : truth}`} aria-hidden="true">{TRUTHS[truth]}{blamed && ` ${designer.words.FirstFalse}`}</span>}
      <header className="tf-grip">
        <span className="tf-sym" aria-hidden="true">{shape.icon}</span>
        <b>{shape.name}</b>
        {first && <span className="tf-mark" aria-hidden="true">!</span>}
        {designer.readOnly && node.type === GROUP && <button type="button" className="tf-open nodrag" aria-label={`${designer.words.Open}: ${shape.name}`} title={designer.words.Open} onClick={() => designer.open(whole.split('/'))}><span className="tf-sym" aria-hidden="true">open_in_full</span></button>}
      </header>
      {changes.length > 0 && (
        <dl className="tf-grip">{changes.map((v) => <div key={v.label}><dt>{v.label}</dt><dd><span className="tf-was">{v.before}</span> → {v.after}</dd></div>)}</dl>
      )}
      {changes.length === 0 && values.length > 0 && (
        <dl className="tf-grip">{values.map((p) => <div key={p.name}><dt>{p.label}</dt><dd>{valueOf(node.data, p)}</dd></div>)}</dl>
      )}
      <div className="tf-ports">
        <ul>{inputs.map((p) => <InPort key={p.handle} id={id} port={p} />)}</ul>
        <ul>{shape.outputs.map((p) => <OutPort key={p.handle} id={id} whole={whole} port={p} />)}</ul>
      </div>
      {first && <p className="tf-block-problem">{first.text}</p>}
    </div>
  );
});

const kindWord = (words: Record<string, string>, port: Port) => `${port.label} · ${words[{ series: 'Series', condition: 'Condition', size: 'Size' }[port.kind]] ?? ''}`;

function usePortClass(id: string, port: Port): string {
  const legal = usePart((d) => (d.legal ? d.legal.has(`${id}.${port.handle}`) : null));
  return `tf-handle tf-kind-${port.kind}${legal === null ? '' : legal ? ' tf-lit' : ' tf-dim'}`;
}

function InPort({ id, port }: { id: string; port: Port }) {
  const { words, readOnly } = useDesigner();
  return (
    <li className={port.optional ? 'tf-optional' : undefined}>
      <Handle type="target" position={Position.Left} id={port.handle} className={usePortClass(id, port)} title={kindWord(words, port)} isConnectable={!readOnly} />
      {port.label}
    </li>
  );
}

function OutPort({ id, whole, port }: { id: string; whole: string; port: Port }) {
  const { words, readOnly } = useDesigner();
  const value = usePart((d) => d.values[`${whole}.${port.handle}`]);
  return (
    <li className={port.chartOnly ? 'tf-optional' : undefined}>
      {value !== undefined && <span className="tf-value">{value}</span>}
      {port.label}
      <Handle type="source" position={Position.Right} id={port.handle} className={usePortClass(id, port)} title={kindWord(words, port)} isConnectable={!readOnly} isConnectableStart={!port.chartOnly} />
    </li>
  );
}
