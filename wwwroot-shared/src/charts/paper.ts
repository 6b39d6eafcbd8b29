export interface Size { width: number; height: number }

/** Pixels of a picture for paper: twice the width of A4 less its margins, so that it stays sharp. */
const width = 1400;

/** How large a chart of this size is drawn for paper, with letters that are as large there as on the screen. Neither a strip nor a tower. */
export function paperSize(screen: Size): Size & { fontSize: number } {
  const shape = Math.min(0.55, Math.max(0.3, screen.height / screen.width));
  return { width, height: Math.round(width * shape), fontSize: 20 };
}

/** Calls back before the page is put on paper and when it is back on the screen; returns how to stop. */
export function onPrint(before: () => void, after: () => void): () => void {
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
