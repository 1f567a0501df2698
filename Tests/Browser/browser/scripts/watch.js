// Notes every text that an element of this selector has from now on, for `watched`.
(selector) => {
    window.seenTexts = [];
    new MutationObserver(() => {
        const text = document.querySelector(selector)?.textContent;
        if (text !== undefined && window.seenTexts.at(-1) !== text) window.seenTexts.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
