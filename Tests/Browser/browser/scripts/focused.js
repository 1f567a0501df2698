// What has the focus: what it is, and whether that can be seen.
() => {
    const element = document.activeElement;
    const marked = element.id === "image" ? element.closest(".drop") : element;
    const style = getComputedStyle(marked);
    const labels = element.labels ? [...element.labels].map((label) => label.textContent) : [];
    const text = element.getAttribute("aria-label") ?? labels[0] ?? element.textContent;
    return {
        tag: element.localName,
        id: element.id,
        text: text.trim().replace(/\s+/g, " ").slice(0, 60),
        visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    };
}
