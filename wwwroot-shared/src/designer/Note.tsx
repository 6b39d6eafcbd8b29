import type { NodeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { ChangeTag } from './Block';
import type { BlockNode } from './flow';
import { change } from './model';
import { useDesigner } from './store';

/** A remark on the canvas; a double click or Enter writes in it. */
export const Note = memo(function Note({ id, data: { node } }: NodeProps<BlockNode>) {
  const designer = useDesigner();
  const [writing, setWriting] = useState(false);
  const text = typeof node.data.text === 'string' ? node.data.text : '';
  const done = (value: string) => {
    setWriting(false);
    if (value !== text) designer.commit(change(designer.level, id, (n) => ({ ...n, data: { ...n.data, text: value } })), designer.words.NoteWritten);
  };
  return (
    <div className={`tf-note tf-grip${node.color ? ` tf-paint-${node.color}` : ''}`} onDoubleClick={designer.readOnly ? undefined : () => setWriting(true)}>
      <ChangeTag whole={designer.whole(id)} />
      {writing
        ? <textarea className="nodrag nowheel" autoFocus defaultValue={text} aria-label={designer.words.NotePlaceholder} onBlur={(e) => done(e.target.value)}
            onKeyDown={(e) => { e.stopPropagation(); if (e.key === 'Escape') e.currentTarget.blur(); }} />
        : text || !designer.readOnly && <span className="tf-muted">{designer.words.NotePlaceholder}</span>}
    </div>
  );
});
