import type { NodeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { write } from './actions';
import type { BlockNode } from './flow';
import { useDesigner } from './store';

/** A remark on the canvas; a double click or Enter writes in it. */
export const Note = memo(function Note({ id, data: { node } }: NodeProps<BlockNode>) {
  const designer = useDesigner();
  const [writing, setWriting] = useState(false);
  const text = typeof node.data.text === 'string' ? node.data.text : '';
  const done = (value: string) => {
    setWriting(false);
    if (value !== text) write(designer, id, value);
  };
  return (
    <div className={`tf-note tf-grip${node.color ? ` tf-paint-${node.color}` : ''}`} onDoubleClick={() => setWriting(true)}>
      {writing
        ? <textarea className="nodrag nowheel" autoFocus defaultValue={text} aria-label={designer.words.NotePlaceholder} onBlur={(e) => done(e.target.value)}
            onKeyDown={(e) => { e.stopPropagation(); if (e.key === 'Escape') e.currentTarget.blur(); }} />
        : text || <span className="tf-muted">{designer.words.NotePlaceholder}</span>}
    </div>
  );
});
