// What is done before the circuit takes over is not lost. The circuit draws every element anew, when or soon after it comes: then what was typed,
// ticked and unfolded is given back, and the last press of a button is made once more. A part that is aria-busy is not there yet.
const LONGEST = 10_000;
const FIELDS = "input:not([type=file], [type=hidden]), textarea, select";
let last = null; // had the focus last
let kept = null; // what was done on one page

for (const name of ["focusin", "input", "toggle", "click"]) addEventListener(name, e => {
  if (name === "focusin") last = e.target;
  if (!(e.target instanceof Element)) return;
  const region = e.target.closest("[data-live=soon]");
  if (region) note(e, region);
  else if (name === "click" && e.isTrusted && kept && !kept.region.isConnected) press(kept, null); // somebody goes on alone
}, true);

function note(e, region) {
  const mine = kept?.region === region && kept.path === location.pathname ? kept : begin(region);
  if (e.type === "toggle") {
    if (e.target.id) mine.folds.set(e.target.id, e.target.open);
  } else if (e.type !== "click") {
    if (e.target.id && e.target.matches(FIELDS)) mine.fields.set(e.target.id, e.target);
  } else {
    const button = e.target.closest("button:not(:disabled, [data-tf-drawer])"), form = button?.form?.getAttribute("method");
    if (!button || form) return; // a form with a method needs no circuit
    e.preventDefault();
    press(mine, button);
  }
}

function begin(region) {
  if (kept) end(kept);
  const mine = kept = { region, path: location.pathname, fields: new Map(), folds: new Map(), pressed: null, timer: 0 };
  mine.watch = new MutationObserver(() => giveBack(mine));
  mine.watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled", "aria-busy"] });
  return mine;
}

function end(mine) {
  mine.watch.disconnect();
  clearTimeout(mine.timer);
  press(mine, null);
  if (kept === mine) kept = null;
}

function press(mine, button) {
  if (mine.pressed?.button === button) return;
  mine.pressed?.button.removeAttribute("aria-busy");
  mine.pressed = null;
  if (!button) return;
  const same = alike(mine.region, called(button));
  mine.pressed = { button, name: called(button), at: same.indexOf(button), of: same.length };
  button.setAttribute("aria-busy", "true");
}

// an id is enough; others are told apart by what they say, by the link of their row and by their place among those that say the same
const called = b => b.id || [b.getAttribute("aria-label"), b.textContent.trim(), b.closest("tr, li, article")?.querySelector("a")?.href].join("\n");
const alike = (region, name) => [...region.querySelectorAll("button")].filter(b => called(b) === name);
const there = element => element && !element.parentElement.closest("[aria-busy=true]") ? element : null;

function giveBack(mine) {
  if (mine.region.isConnected) return;
  if (mine.path !== location.pathname) return end(mine);
  mine.timer ||= setTimeout(end, LONGEST, mine);
  take(mine.folds, (fold, open) => { fold.open = open; });
  take(mine.fields, refill);
  if (mine.pressed && mine.fields.size === 0) repeat(mine);
  if (!mine.pressed && mine.fields.size + mine.folds.size === 0) end(mine);
}

function take(map, give) {
  for (const [id, old] of map) {
    const element = there(document.getElementById(id));
    if (!element) continue;
    map.delete(id);
    give(element, old);
  }
}

function refill(field, old) {
  if (field.matches("[type=checkbox], [type=radio]")) {
    if (field.checked !== old.checked) field.click();
  } else if (field.value !== old.value) {
    field.value = old.value;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }
  if (old !== last) return;
  field.focus();
  if (typeof old.selectionStart === "number") field.setSelectionRange(old.selectionStart, old.selectionEnd);
}

// nothing is pressed that might be another button: not if there are more or fewer of them now
function repeat(mine) {
  const { button: old, name, at, of } = mine.pressed, same = alike(document.querySelector("[data-live]"), name), button = there(same[at]);
  if (same.length !== of || !button || button.disabled) return;
  mine.pressed = null;
  if (old === last) button.focus();
  button.click();
}
