// The few gestures that must work before and without the circuit.
const root = document.documentElement;

function drawer(open) {
  root.toggleAttribute("data-drawer", open);
  document.querySelector("[data-tf-drawer]")?.setAttribute("aria-expanded", String(open));
}

document.addEventListener("click", e => {
  const target = e.target instanceof Element ? e.target : null;
  if (!target) return;
  if (target.closest("[data-tf-drawer]")) return drawer(!root.hasAttribute("data-drawer"));
  if (target.closest("[data-tf-drawer-close], .tf-side a")) drawer(false);
  for (const menu of document.querySelectorAll("details[data-tf-menu][open]"))
    if (!menu.contains(target) || target.closest(".tf-menu-body a")) menu.open = false;
});

document.addEventListener("keydown", e => {
  if (e.key !== "Escape") return;
  drawer(false);
  for (const menu of document.querySelectorAll("details[data-tf-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

// Paper is white: whoever reads in the dark prints the light theme. Before anything else, so that charts find its colours.
let screen;
addEventListener("beforeprint", () => {
  screen ??= root.dataset.theme;
  root.dataset.theme = "light";
  for (const canvas of document.querySelectorAll(".tf-canvas-view")) {
    canvas.style.setProperty("--tf-paper-zoom", Math.min(1, 680 / canvas.clientWidth)); // A4 less its margins and those of a card is so many pixels wide
    canvas.style.setProperty("--tf-paper-height", canvas.offsetHeight + "px"); // what is drawn keeps its place
  }
}, { capture: true });
addEventListener("afterprint", () => {
  if (screen) root.dataset.theme = screen;
  screen = undefined;
});

// Called when a page was gone to: reading goes on at its heading, unless somebody types already.
globalThis.tradeforge = {
  focusHeading() {
    if (!document.activeElement?.closest("main input, main textarea, main select")) document.querySelector("h1")?.focus();
  },
};

const modal = document.getElementById("components-reconnect-modal");
const has = state => modal.classList.contains("components-reconnect-" + state);
new MutationObserver(() => {
  if (has("show") || has("retrying") || has("failed") || has("paused")) {
    // a page that keeps edits in the browser goes on meanwhile
    if (!modal.open) document.querySelector("[data-works-offline]") ? modal.show() : modal.showModal();
  }
  else if (has("hide") && modal.open) modal.close();
  if (has("rejected")) location.reload();
}).observe(modal, { attributes: true, attributeFilter: ["class"] });
document.getElementById("components-reconnect-button").addEventListener("click", async () => {
  if (!await Blazor.reconnect()) location.reload();
});

addEventListener("online", () => {
  if (has("failed")) document.getElementById("components-reconnect-button").click();
  else document.dispatchEvent(new Event("visibilitychange")); // ends Blazor's wait for its next try
});

// a page without a circuit says itself what its canvas draws
for (const host of document.querySelectorAll("[data-canvas-alone]"))
  import("./shared/view.js").then(view => view.mount(host, JSON.parse(host.dataset.canvasAlone)));
