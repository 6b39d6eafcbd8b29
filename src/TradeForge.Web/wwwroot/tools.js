/** Offers text as a file. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const a = Object.assign(document.createElement("a"), { href: url, download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Brings a row of a long table into sight; its rows are all as high, and the table is as high as they are only once it has been laid out. */
export async function scrollToRow(box, row, height) {
  for (let left = 100; left > 0 && box.scrollHeight < (row + 1) * height; left--) await new Promise(done => setTimeout(done, 50));
  box.scrollTop = Math.max(0, row * height - box.clientHeight / 2);
}

/** Asks before a page with unsaved work is left. What is typed and not taken yet is unsaved too: it is handed over while the browser asks. */
let dirty = false, typed = null;
const guarded = {
  input: e => { if (e.target.matches?.("main :is(input:not([type=search]), textarea)")) typed = e.target; },
  change: e => { if (e.target === typed) typed = null; },
  beforeunload: e => {
    const open = typed?.isConnected && typed === document.activeElement;
    if (open) typed.blur();
    if (dirty || open) e.preventDefault();
  },
};
/** On a page that keeps work: whether there is some that is not stored; null once the page is gone. */
export function guard(on) {
  dirty = on === true;
  for (const [name, listener] of Object.entries(guarded)) if (on === null) removeEventListener(name, listener, true); else addEventListener(name, listener, true);
}

/** Copies text; where the browser does not allow it, the field that shows it is selected instead. */
export async function copy(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    document.getElementById(field)?.select();
    return false;
  }
}

/** Keys of a list: / to search, arrows from row to row, Delete for the row's own delete. */
const keys = e => {
  const typing = e.target.closest("input, textarea, select, [role=dialog]");
  if (e.ctrlKey || e.metaKey || e.altKey || (typing && e.target.id !== "search")) return;
  const rows = [...document.querySelectorAll("[data-row]")], row = e.target.closest("tr");
  const at = rows.findIndex(r => row?.contains(r));
  const go = { ArrowDown: at + 1, ArrowUp: at - 1, Home: typing ? undefined : 0, End: typing ? undefined : rows.length - 1 }[e.key];
  if (e.key === "/" && !typing) document.getElementById("search")?.focus();
  else if (e.key === "Delete" && row && !typing) row.querySelector("[data-delete]")?.click();
  else if (go === -1 && at === 0) document.getElementById("search")?.focus();
  else if (go !== undefined && rows[go]) rows[go].focus();
  else return;
  e.preventDefault();
};
export const listKeys = on => on ? addEventListener("keydown", keys) : removeEventListener("keydown", keys);
