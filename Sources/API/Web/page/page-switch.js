// From page to page of a file that has several.

import { button, element } from "../shared/dom.js";

/** `show` is told the page that is wanted. */
export function pageSwitch(pages, show) {
    let at = 0;
    const label = element("span", { "aria-live": "polite" });
    const go = (step) => {
        at += step;
        label.textContent = `Page ${pages[at].number} · ${at + 1} of ${pages.length}`;
        // Stays focusable at the ends, so that the keyboard is not lost.
        back.setAttribute("aria-disabled", String(at === 0));
        on.setAttribute("aria-disabled", String(at === pages.length - 1));
        if (step !== 0) show(pages[at]);
    };
    const back = button("‹", () => at > 0 && go(-1), { class: "quiet", "aria-label": "Page before" });
    const on = button("›", () => at < pages.length - 1 && go(1), { class: "quiet", "aria-label": "Next page" });
    go(0);
    return element("nav", { class: "page-switch", "aria-label": "Pages" }, back, label, on);
}
