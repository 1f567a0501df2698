// Lets the page go on for so many turns of its event loop, each with an answer from the network in it.
async (count) => {
    for (let turn = 0; turn < count; turn += 1) await fetch("/health");
}
