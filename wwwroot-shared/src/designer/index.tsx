import { ReactFlowProvider } from '@xyflow/react';
import { createRoot } from 'react-dom/client';
import './designer.css';
import { Canvas } from './Canvas';
import { Link, type Answer } from './link';
import { BrowserShelf } from './shelf';
import { Designer, DesignerContext, type Truth } from './store';
import type { Catalog, Graph, Problem } from './types';
import type { Words } from './words';

interface DotNet { invokeMethodAsync<T>(name: string, ...args: unknown[]): Promise<T> }
declare const DotNet: { createJSStreamReference(bytes: Uint8Array): unknown };

export interface Options { strategy: string; graph: string; seq: number; revision: number; catalog: Catalog; words: Words; problems: Record<string, Problem[]> }

const LONGEST_ARGUMENT = 24_000, PATIENCE = 6000;

/** Draws the designer; what the page then does with it. */
export function mount(host: HTMLElement, page: DotNet, options: Options) {
  const graph = JSON.parse(options.graph) as Graph;
  const shelf = new BrowserShelf(options.strategy), left = shelf.left();
  const send = (g: Graph, seq: number, sentence: string): Promise<Answer> => {
    const text = JSON.stringify(g);
    return text.length < LONGEST_ARGUMENT
      ? page.invokeMethodAsync<Answer>('TakeAsync', text, seq, sentence)
      : page.invokeMethodAsync<Answer>('TakeStreamAsync', DotNet.createJSStreamReference(new TextEncoder().encode(text)), seq, sentence);
  };
  const link = new Link(graph, options.seq, options.revision, { send }, shelf, () => tell());
  const tell = () => { [host.dataset.link, host.dataset.pending] = [link.state, link.pending ? 'yes' : 'no']; };
  const designer: Designer = new Designer(graph, options.catalog, options.words, link, (ids) => {
    void link.flush().then(() => page.invokeMethodAsync('SelectAsync', ids)).catch(() => { /* the page is away; it asks again when it is back */ });
  });
  designer.problems = options.problems;
  const gone = new AbortController();
  // the server answers after what it was told before, and what came of that is here before the answer
  const beside = (e: Event) => {
    if (!(e.target instanceof Element) || host.contains(e.target) || !e.target.closest(e.type === 'click' ? '.tf-designer button' : '.tf-designer')) return;
    const answered = new Promise((done) => { setTimeout(done); }).then(() => page.invokeMethodAsync('ReachedAsync'));
    designer.expect(Promise.race([answered, new Promise((done) => { setTimeout(done, PATIENCE); })]));
  };
  for (const name of ['change', 'click']) window.addEventListener(name, beside, { signal: gone.signal });
  const root = createRoot(host);
  root.render(<DesignerContext value={designer}><ReactFlowProvider><Canvas /></ReactFlowProvider></DesignerContext>);
  tell();
  if (left) void page.invokeMethodAsync('ResumeAsync', DotNet.createJSStreamReference(new TextEncoder().encode(JSON.stringify(left.copy)))).then(left.done, () => { /* it stays for the next time */ });
  return {
    setGraph: (text: string, seq: number, revision: number, sentence: string) => designer.receive(link.receive(JSON.parse(text) as Graph, seq, revision), sentence),
    setRevision: (revision: number) => link.stored(revision),
    setCatalog: (catalog: Catalog) => designer.update({ catalog }),
    setProblems: (problems: Record<string, Problem[]>) => designer.update({ problems }),
    setChanged: (ids: string[]) => designer.update({ changed: new Set(ids) }),
    setValues: (values: Record<string, string>) => designer.update({ values }),
    setPath: (truths: Record<string, Truth>, firstFalse: string | null) => designer.update({ truths, firstFalse }),
    select: (id: string) => designer.reach(id),
    open: (id: string) => designer.open(id.split('/')),
    flush: () => link.flush(),
    unmount: () => { link.stop(); gone.abort(); root.unmount(); },
  };
}
