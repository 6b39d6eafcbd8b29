import { memo, useMemo, useState, type PointerEvent } from 'react';
import { entryKey, recent, search } from './search';
import { useDesigner, usePart } from './store';
import type { Entry } from './types';

interface Props { onAdd: (entry: Entry) => void; onDrop: (entry: Entry, x: number, y: number) => void }
interface Drag { entry: Entry; x: number; y: number; moved: boolean }

/** Every block, grouped, searchable, the last used on top. A line is dragged onto the canvas by mouse, pen or finger, or added by Enter or a double click. */
export const Palette = memo(function Palette({ onAdd, onDrop }: Props) {
  const { words } = useDesigner();
  const catalog = usePart((d) => d.catalog);
  const [text, setText] = useState('');
  const [drag, setDrag] = useState<Drag | null>(null);
  const added = usePart((d) => d.level.nodes.length);
  const last = useMemo(() => recent(catalog.palette), [catalog, added]);
  const found = useMemo(() => search(catalog.palette, text), [catalog, text]);
  const groups = text ? [{ id: '', label: '', items: found }]
    : [{ id: 'recent', label: words.Recent, items: last }, ...catalog.groups.map((g) => ({ ...g, items: catalog.palette.filter((e) => e.group === g.id) }))];

  const start = (entry: Entry) => (e: PointerEvent<HTMLButtonElement>) => {
    if (e.button !== 0) return;
    e.currentTarget.setPointerCapture(e.pointerId);
    setDrag({ entry, x: e.clientX, y: e.clientY, moved: false });
  };
  const follow = (e: PointerEvent) => {
    if (drag && (drag.moved || Math.hypot(e.clientX - drag.x, e.clientY - drag.y) > 6)) setDrag({ ...drag, x: e.clientX, y: e.clientY, moved: true });
  };
  const end = (e: PointerEvent) => {
    if (drag?.moved) onDrop(drag.entry, e.clientX, e.clientY);
    setDrag(null);
  };
  const line = (entry: Entry, place: string) => (
    <li key={place + entryKey(entry)}>
      <button type="button" className={`tf-offer tf-g-${catalog.types[entry.type]?.group}`} title={entry.help} data-entry={entryKey(entry)} onPointerDown={start(entry)} onPointerMove={follow} onPointerUp={end}
        onPointerCancel={() => setDrag(null)} onDoubleClick={() => onAdd(entry)} onKeyDown={(e) => { if (e.key === 'Enter') { e.preventDefault(); onAdd(entry); } }}>
        <span className="tf-sym" aria-hidden="true">{catalog.types[entry.type]?.icon}</span> {entry.name}
      </button>
    </li>
  );
  return (
    <nav className="tf-palette" aria-label={words.Palette}>
      <input className="tf-input" type="search" placeholder={words.SearchBlocks} aria-label={words.SearchBlocks} value={text} data-palette-search
        onChange={(e) => setText(e.target.value)} onKeyDown={(e) => { if (e.key === 'Enter' && text && found[0]) { onAdd(found[0]); setText(''); } }} />
      <div className="tf-palette-list">
        {groups.filter((g) => g.items.length > 0).map((g) => (
          <details key={g.id} open={g.items.length <= 12 || !!text}>
            <summary hidden={!g.label}>{g.label} <span>{g.items.length}</span></summary>
            <ul>{g.items.map((e) => line(e, g.id))}</ul>
          </details>
        ))}
        {found.length === 0 && <p className="tf-muted">{words.NothingFits}</p>}
      </div>
      {drag?.moved && <div className={`tf-ghost tf-g-${catalog.types[drag.entry.type]?.group}`} style={{ left: drag.x, top: drag.y }}>{drag.entry.name}</div>}
    </nav>
  );
});
