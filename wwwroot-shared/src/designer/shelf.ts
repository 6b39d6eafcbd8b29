import type { Copy, Shelf } from './link';

const PREFIX = 'tf.draft.';

/** What is not stored yet, kept in the browser under the strategy and the tab. */
export class BrowserShelf implements Shelf {
  private readonly key: string;
  private readonly strategy: string;

  constructor(strategy: string) {
    this.strategy = `${PREFIX}${strategy}.`;
    const tab = sessionStorage.getItem('tf.tab') ?? crypto.getRandomValues(new Uint32Array(2)).join('');
    sessionStorage.setItem('tf.tab', tab);
    this.key = this.strategy + tab;
  }

  put(copy: Copy): void {
    try { localStorage.setItem(this.key, JSON.stringify(copy)); } catch { /* the storage is full: the server still gets every change */ }
  }

  clear(): void { localStorage.removeItem(this.key); }

  /** What this tab, or one that is gone, could not bring to the server; done takes it off the shelf. */
  left(): { copy: Copy; done: () => void } | null {
    const keys = Object.keys(localStorage).filter((k) => k.startsWith(this.strategy));
    const key = keys.includes(this.key) ? this.key : keys[0];
    const text = key ? localStorage.getItem(key) : null;
    if (!key || !text) return null;
    const done = () => { if (localStorage.getItem(key) === text) localStorage.removeItem(key); };
    try { return { copy: JSON.parse(text) as Copy, done }; } catch { done(); return null; }
  }
}
