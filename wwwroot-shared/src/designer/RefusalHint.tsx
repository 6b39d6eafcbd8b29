import { useConnection, useReactFlow } from '@xyflow/react';
import { createPortal } from 'react-dom';
import { refusalWords } from './actions';
import { useDesigner } from './store';
import { between, refusal } from './wiring';

/** While a wire is held over a port that cannot take it: why, at the pointer. */
export function RefusalHint() {
  const designer = useDesigner();
  const flow = useReactFlow();
  const held = useConnection();
  if (!held.inProgress || held.isValid !== false || !held.toHandle?.id || !held.toNode || !held.fromHandle.id) return null;
  const side = held.fromHandle.type;
  if (held.toHandle.type === side) return null;
  const no = refusal(designer.level, designer.catalog, between({ node: held.fromNode.id, handle: held.fromHandle.id, side }, held.toNode.id, held.toHandle.id));
  if (!no) return null;
  const at = flow.flowToScreenPosition(held.to);
  return createPortal(<p className="tf-refusal tf-refusal-held" style={{ left: at.x + 12, top: at.y + 16 }}>{refusalWords(designer, no)}</p>, document.body);
}
