import { memo, useState } from 'react';
import { COLORS, distribute, group, paint, selectedGroup, ungroup } from './actions';
import { KeysDialog } from './KeysDialog';
import { usePart, useDesigner } from './store';
import { fill } from './words';

export interface ToolbarActions { add(): void; tidy(): void; fit(): void; zoom(): void; copy(): void; duplicate(): void; remove(): void; alignLeft(): void; alignTop(): void }

const colorWord = (color: string) => `Color${color[0]!.toUpperCase()}${color.slice(1)}` as 'ColorRed';

/** The hands of the canvas; what they would do stands in their titles. */
export const Toolbar = memo(function Toolbar({ act }: { act: ToolbarActions }) {
  const designer = useDesigner();
  const { words } = designer;
  const [undoes, redoes] = [usePart((d) => d.undoes), usePart((d) => d.redoes)], expecting = usePart((d) => d.expecting);
  const chosen = usePart((d) => d.nodes.size), any = usePart((d) => d.nodes.size + d.edges.size > 0);
  const sentence = usePart((d) => d.sentence);
  const isGroup = usePart((d) => selectedGroup(d) !== null), path = usePart((d) => d.path);
  const [colors, setColors] = useState(false), [keys, setKeys] = useState(false);
  const tool = (icon: string, name: string, run: () => void, can = true, title = name) => (
    <button type="button" className="tf-iconbtn" aria-label={name} title={title} disabled={!can} onClick={run}><span className="tf-sym" aria-hidden="true">{icon}</span></button>
  );
  return (
    <div className="tf-toolbar" role="toolbar" aria-label={words.Canvas}>
      {tool('add', words.QuickAdd, act.add)}
      <i />
      {tool('undo', words.Undo, () => designer.undo(), undoes !== null || expecting, undoes && !expecting ? fill(words.Undid, undoes) : words.Undo)}
      {tool('redo', words.Redo, () => designer.redo(), redoes !== null, redoes ? fill(words.Redid, redoes) : words.Redo)}
      <i />
      {tool('account_tree', words.Tidy, act.tidy)}
      {tool('fit_screen', words.Fit, act.fit)}
      {tool('center_focus_strong', words.ZoomSelection, act.zoom, chosen > 0)}
      <i />
      {tool('content_copy', words.Copy, act.copy, chosen > 0)}
      {tool('library_add', words.Duplicate, act.duplicate, chosen > 0)}
      {tool('align_horizontal_left', words.AlignLeft, act.alignLeft, chosen > 1)}
      {tool('align_vertical_top', words.AlignTop, act.alignTop, chosen > 1)}
      {tool('horizontal_distribute', words.Distribute, () => distribute(designer), chosen > 2)}
      <i />
      {isGroup ? tool('open_in_full', words.Open, () => designer.open([...path, selectedGroup(designer)!.id])) : tool('select_all', words.Group, () => group(designer), chosen > 0)}
      {tool('deselect', words.Ungroup, () => ungroup(designer), isGroup)}
      <span className="tf-colors" onBlur={(e) => { if (!e.currentTarget.contains(e.relatedTarget)) setColors(false); }}>
        {tool('palette', words.Paint, () => setColors(!colors), chosen > 0)}
        {colors && (
          <span className="tf-swatches" role="group" aria-label={words.Paint}>
            {['', ...COLORS].map((c) => (
              <button key={c} type="button" className={`tf-swatch tf-paint-${c || 'none'}`} aria-label={c ? words[colorWord(c)] : words.PaintNone} title={c ? words[colorWord(c)] : words.PaintNone}
                onClick={() => { paint(designer, c); setColors(false); }} />
            ))}
          </span>
        )}
      </span>
      {tool('delete', words.Delete, act.remove, any)}
      <i />
      {tool('keyboard', words.Keys, () => setKeys(true))}
      {keys && <KeysDialog onClose={() => setKeys(false)} />}
      <p className="tf-sentence" role="log" aria-live="polite"><span key={sentence}>{sentence}</span></p>
    </div>
  );
});
