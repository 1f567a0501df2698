// Every text that can be seen and has less contrast than asked, with its ratio. WCAG 2.2, 1.4.3, asks nothing of
// controls that are disabled. Left out besides: names for screen readers only, choices that the browser draws by
// itself, and what is written on a blank sheet, which stands for the letters of an image (`.written`).
(least) => {
    const parse = (color) => {
        const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
        return { red, green, blue, alpha };
    };
    const over = (top, bottom) => {
        const mix = (name) => top[name] * top.alpha + bottom[name] * (1 - top.alpha);
        return { red: mix("red"), green: mix("green"), blue: mix("blue"), alpha: 1 };
    };
    const luminance = ({ red, green, blue }) => {
        const [r, g, b] = [red, green, blue].map((value) => {
            const share = value / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const chain = (element) => (element === null ? [] : [element, ...chain(element.parentElement)]);
    const background = (element) =>
        chain(element)
            .reverse()
            .map((ancestor) => parse(getComputedStyle(ancestor).backgroundColor))
            .reduce((bottom, top) => over(top, bottom), { red: 255, green: 255, blue: 255, alpha: 1 });
    const inkOf = (element) => {
        const style = getComputedStyle(element);
        if (!(element instanceof SVGElement)) return parse(style.color);
        const fill = parse(style.fill);
        return { ...fill, alpha: fill.alpha * Number(style.fillOpacity) };
    };
    const ratio = (element) => {
        const behind = background(element);
        const ink = inkOf(element);
        ink.alpha *= chain(element).reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1);
        const [light, dark] = [luminance(over(ink, behind)), luminance(behind)].sort((one, other) => other - one);
        return (light + 0.05) / (dark + 0.05);
    };
    const texts = [...document.body.querySelectorAll("*")].filter(
        (element) =>
            element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
            element.closest(".written, .visually-hidden, [aria-disabled=true], :disabled, option") === null &&
            [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ""),
    );
    if (texts.length === 0) throw new Error("There is no text to look at.");
    return texts
        .map((element) => [element.textContent.trim().slice(0, 40), ratio(element)])
        .filter(([, found]) => found < least);
}
