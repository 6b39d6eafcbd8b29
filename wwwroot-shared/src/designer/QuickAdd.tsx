import { useMemo, useState, type KeyboardEvent } from 'react';
import { add, nameOf } from './actions';
import { entryKey, recent, search } from './search';
import { useDesigner, type QuickAdd as Place } from './store';
import type { Entry } from './types';
import { fitting } from './wiring';
import { fill } from './words';

const MOST = 60;

/** The short menu at the pointer: search and Enter. For a held wire it lists only what fits, and wires it. */
export function QuickAdd({ place, onClose }: { place: Place; onClose: () => void }) {
  const designer = useDesigner();
  const { catalog, words } = designer;
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const all = useMemo(() => (place.wire ? fitting(designer.level, catalog, place.wire) : catalog.palette), [designer, catalog, place]);
  const found = useMemo(() => (text ? search(all, text) : [...recent(all), ...all.filter((e) => !recent(all).includes(e))]).slice(0, MOST), [all, text]);
  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    add(designer, entry, place.flow, place.wire);
    onClose();
  };
  const key = (e: KeyboardEvent) => {
    if (e.key === 'Escape') onClose();
    else if (e.key === 'Enter') choose(found[at]);
    else if (e.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (e.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  const name = place.wire ? fill(words.QuickAddFor, nameOf(designer, place.wire.node)) : words.QuickAdd;
  return (
    <div className="tf-quick" role="dialog" aria-label={name} style={{ left: place.screen.x, top: place.screen.y }}
      onBlur={(e) => { if (!e.currentTarget.contains(e.relatedTarget)) onClose(); }} onKeyDown={key}>
      <input className="tf-input" autoFocus role="combobox" aria-expanded="true" aria-controls="quick-list" aria-activedescendant={found[at] ? `quick-${at}` : undefined}
        placeholder={name} aria-label={name} value={text} onChange={(e) => { setText(e.target.value); setAt(0); }} />
      <ul id="quick-list" role="listbox" aria-label={name}>
        {found.map((e, i) => (
          <li key={entryKey(e)} id={`quick-${i}`} role="option" aria-selected={i === at} className={`tf-offer tf-g-${catalog.types[e.type]?.group}`} ref={i === at ? (el) => el?.scrollIntoView({ block: 'nearest' }) : undefined}
            onPointerDown={(p) => p.preventDefault()} onClick={() => choose(e)}>
            <span className="tf-sym" aria-hidden="true">{catalog.types[e.type]?.icon}</span> {e.name}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="tf-muted">{words.NothingFits}</p>}
    </div>
  );
}
