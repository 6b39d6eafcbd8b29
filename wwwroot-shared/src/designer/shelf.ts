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

  /** What this tab, or one that is gone, could not bring to the server; it is taken off the shelf. */
  take(): Copy | null {
    const keys = Object.keys(localStorage).filter((k) => k.startsWith(this.strategy));
    const key = keys.includes(this.key) ? this.key : keys[0];
    if (!key) return null;
    const text = localStorage.getItem(key);
    localStorage.removeItem(key);
    try { return text ? JSON.parse(text) as Copy : null; } catch { return null; }
  }
}
