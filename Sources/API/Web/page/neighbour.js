// Where an arrow key goes to from a word.

/** The index of the word that the key leads to, of those that are `there`; null where it leads nowhere. */
export function neighbour(words, index, key, there) {
    switch (key) {
        case "ArrowRight": return along(words, index, 1, there);
        case "ArrowLeft": return along(words, index, -1, there);
        case "ArrowDown": return across(words, index, 1, there);
        case "ArrowUp": return across(words, index, -1, there);
        case "Home": return along(words, -1, 1, there);
        case "End": return along(words, words.length, -1, there);
        default: return null;
    }
}

function along(words, index, step, there) {
    for (let at = index + step; at >= 0 && at < words.length; at += step) {
        if (there(at)) return at;
    }
    return null;
}

/** The word of the next line whose middle is nearest. */
function across(words, index, step, there) {
    let at = index;
    while (words[at] !== undefined && sameLine(words[at], words[index])) at += step;
    const line = at;
    let best = null;
    for (; words[at] !== undefined && sameLine(words[at], words[line]); at += step) {
        if (there(at) && (best === null || gap(words[at], words[index]) < gap(words[best], words[index]))) best = at;
    }
    return best;
}

function sameLine(one, other) {
    return one.block === other.block && one.line === other.line;
}

function gap(one, other) {
    return Math.abs(one.box[0] + one.box[2] / 2 - other.box[0] - other.box[2] / 2);
}
