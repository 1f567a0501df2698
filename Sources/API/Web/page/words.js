// Words and the text that they stand in.

/** What there is of a result, page by page: number, text, words, and the size of the page in pixels, upright. */
export function pagesOf(result) {
    const words = result.words ?? [];
    if (result.pages === undefined) {
        const number = words[0]?.page ?? 1;
        return [{ number, text: result.text, words, size: upright(result.metadata, words), ...judged(result) }];
    }
    const byPage = new Map(result.pages.map((page) => [page.page, []]));
    for (const word of words) byPage.get(word.page)?.push(word);
    return result.pages.map((page) => {
        const own = byPage.get(page.page);
        if (page.error) return { number: page.page, problem: page.error, text: "", words: [], size: null };
        return { number: page.page, text: page.text, words: own, size: upright(page, own), ...judged(page) };
    });
}

/** A text cut up: each piece is white space or other text between words, or a word with its index. */
export function pieces(text, words) {
    const found = [];
    let place = 0;
    words.forEach((word, index) => {
        const start = text.indexOf(word.text, place);
        // What stands far off is another word that happens to be spelt alike.
        if (start < 0 || text.slice(place, start).trim() !== "") return;
        if (start > place) found.push({ text: text.slice(place, start), index: null });
        found.push({ text: word.text, index });
        place = start + word.text.length;
    });
    if (place < text.length) found.push({ text: text.slice(place), index: null });
    return found;
}

function judged({ confidence, needs_review }) {
    return { confidence, needs_review };
}

/** A file's header tells the size before its EXIF turn; the words' boxes are those of the upright page. */
function upright({ width, height }, words) {
    const outside = words.some(({ box }) => box[0] + box[2] > width || box[1] + box[3] > height);
    return outside ? { width: height, height: width } : { width, height };
}
