/** Offers text as a file. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const a = Object.assign(document.createElement("a"), { href: url, download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Asks before a page with unsaved work is left. */
let dirty = false;
const warn = e => { if (dirty) e.preventDefault(); };
export function guard(on) {
  if (on === dirty) return;
  dirty = on;
  if (on) addEventListener("beforeunload", warn); else removeEventListener("beforeunload", warn);
}
