import { useEffect, useRef } from 'react';
import { useDesigner } from './store';

/** The keys of the canvas. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { words } = useDesigner();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const rows = [
    ['/', words.KeyAdd], [words.KeyClick, words.KeyAddHere], ['Tab, Space, Ctrl+A, Shift+drag', words.KeySelect], ['← ↑ → ↓, Shift+arrow', words.KeyMove], ['Enter', words.KeyEdit], ['C', words.KeyConnect],
    ['Ctrl+Z, Ctrl+Y', words.KeyUndo], ['Ctrl+C, Ctrl+V, Ctrl+D', words.KeyCopy], ['Delete', words.KeyDelete], ['Shift+1, Shift+2, T', words.KeyView], ['Ctrl+G, Ctrl+Shift+G, Esc', words.KeyGroup],
  ] as const;
  return (
    <dialog ref={dialog} className="tf-dialog" aria-label={words.Keys} onClose={onClose}>
      <h2>{words.Keys}</h2>
      <dl className="tf-keys">{rows.map(([key, text]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{text}</dd></div>)}</dl>
      <form method="dialog" className="tf-actions"><button className="tf-btn">{words.Close}</button></form>
    </dialog>
  );
}
