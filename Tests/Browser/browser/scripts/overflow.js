// What sticks out of the window to the right, unless it lies in something that scrolls.
() => {
    const width = document.documentElement.clientWidth;
    const clips = (element) => ["auto", "scroll", "hidden"].includes(getComputedStyle(element).overflowX);
    const scrolls = (element) => element !== null && (clips(element) || scrolls(element.parentElement));
    const sticksOut = (element) => element.checkVisibility() && element.getBoundingClientRect().right > width + 0.5;
    const out = [...document.body.querySelectorAll("*")].filter(
        (element) => sticksOut(element) && !scrolls(element.parentElement),
    );
    return {
        width,
        scrollWidth: document.documentElement.scrollWidth,
        out: out.map((element) => `${element.tagName} ${element.className}`),
    };
}
