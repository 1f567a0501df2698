// A page as it looks: its image, or where there is none a blank sheet with the words written in place, and the words'
// outlines on it.

import { element, svg } from "../shared/dom.js";
import { level, percent } from "./confidence.js";

/** The element, and the outline of each word by its index. `image` is a URL or null. */
export async function sheet(page, image, name) {
    const picture = image === null ? null : await decoded(image, name);
    const size = picture === null ? page.size : turnedLike(page.size, picture);
    const outlines = page.words.map((word, index) => outline(word, index));
    const drawing = svg(
        "svg",
        { viewBox: `0 0 ${size.width} ${size.height}`, class: "outlines" },
        picture === null ? svg("g", { class: "written", "aria-hidden": "true" }, ...page.words.map(written)) : null,
        outlines.length === 0 ? null : svg("g", { role: "listbox", "aria-label": "Words on the page" }, ...outlines),
    );
    const made = element("div", { class: picture === null ? "sheet blank" : "sheet" }, picture, drawing);
    made.style.setProperty("--ratio", String(size.width / size.height));
    return { element: made, outlines };
}

/** The image as the browser shows it, or null where it cannot. */
async function decoded(url, name) {
    const picture = element("img", { src: url, alt: `The image ${name}` });
    try {
        await picture.decode();
        return picture;
    } catch {
        return null;
    }
}

/** A browser turns an image as its EXIF data say; then its sides tell which way the page is up. */
function turnedLike(size, picture) {
    const wide = picture.naturalWidth > picture.naturalHeight;
    const turned = picture.naturalWidth !== picture.naturalHeight && wide !== size.width > size.height;
    return turned ? { width: size.height, height: size.width } : size;
}

/** A little outside the box, so that it does not cross the letters. */
function outline(word, index) {
    const [x, y, width, height] = word.box;
    const gap = height / 10;
    return svg("rect", {
        x: x - gap,
        y: y - gap,
        width: width + 2 * gap,
        height: height + 2 * gap,
        rx: gap,
        class: `outline ${level(word.confidence)}`,
        role: "option",
        tabindex: index === 0 ? 0 : -1,
        "aria-selected": "false",
        "aria-label": `${word.text}, ${percent(word.confidence)} %`,
        "data-index": index,
    });
}

function written(word) {
    const [x, y, width, height] = word.box;
    return svg(
        "text",
        { x, y: y + height * 0.82, "font-size": height, textLength: width, lengthAdjust: "spacingAndGlyphs" },
        word.text,
    );
}
