import { usePart, useDesigner } from './store';
import { fill } from './words';

export interface ToolbarActions { tidy(): void; fit(): void; zoom(): void; copy(): void; duplicate(): void; remove(): void; alignLeft(): void; alignTop(): void }

/** The hands of the canvas; what they would do stands in their titles. */
export function Toolbar({ act }: { act: ToolbarActions }) {
  const designer = useDesigner();
  const { words } = designer;
  const [undoes, redoes] = [usePart((d) => d.undoes), usePart((d) => d.redoes)];
  const chosen = usePart((d) => d.nodes.size), any = usePart((d) => d.nodes.size + d.edges.size > 0);
  const sentence = usePart((d) => d.sentence);
  const tool = (icon: string, name: string, run: () => void, can = true, title = name) => (
    <button type="button" className="tf-iconbtn" aria-label={name} title={title} disabled={!can} onClick={run}><span className="tf-sym" aria-hidden="true">{icon}</span></button>
  );
  return (
    <div className="tf-toolbar" role="toolbar" aria-label={words.Canvas}>
      {tool('undo', words.Undo, () => designer.undo(), undoes !== null, undoes ? fill(words.Undid, undoes) : words.Undo)}
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
      {tool('delete', words.Delete, act.remove, any)}
      <p className="tf-sentence" role="log" aria-live="polite">{sentence}</p>
    </div>
  );
}
