import type { Entry } from './types';

/** Lines whose name, type or other words hold every word that is looked for; names that start so come first. */
export function search(entries: readonly Entry[], text: string): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const rank = (e: Entry): number => {
    const [name, all] = [e.name.toLowerCase(), `${e.name} ${e.type} ${e.words}`.toLowerCase()];
    if (!words.every((w) => all.includes(w))) return -1;
    const first = words[0]!;
    if (name === text.toLowerCase().trim() || e.type === first) return 4;
    if (name.startsWith(first)) return 3;
    return name.split(/[\s(-]+/).some((w) => w.startsWith(first)) ? 2 : name.includes(first) ? 1 : 0;
  };
  return entries.map((e, i) => ({ e, i, r: rank(e) })).filter((x) => x.r >= 0).sort((a, b) => b.r - a.r || a.i - b.i).map((x) => x.e);
}

export const entryKey = (e: Entry): string => e.type + (e.data ? `:${JSON.stringify(e.data)}` : '');

const KEY = 'tf.recent', MOST = 6;

/** What was added last, in this browser. */
export function recent(entries: readonly Entry[]): Entry[] {
  const byKey = new Map(entries.map((e) => [entryKey(e), e]));
  return read().flatMap((k) => byKey.get(k) ?? []);
}

export function used(entry: Entry): void {
  const key = entryKey(entry);
  try { localStorage.setItem(KEY, JSON.stringify([key, ...read().filter((k) => k !== key)].slice(0, MOST))); } catch { /* the storage is full */ }
}

function read(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((k): k is string => typeof k === 'string') : [];
  } catch { return []; }
}
