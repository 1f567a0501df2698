// Where values stand in a chart, and which of them get a line.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LONG_STEPS = [10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((seconds) => seconds * SECOND);
const MOST_STEPS = 4;

/** 0, step, 2 step, … up to the first that is not below `top`; steps are 1, 2, 5, 10, … */
export function countTicks(top) {
    return ticks(top, decimalStep(top));
}

/** The same for milliseconds; from 10 s on the steps are those of a clock. */
export function durationTicks(top) {
    if (top <= MOST_STEPS * 5 * SECOND) return ticks(top, decimalStep(top));
    const step = LONG_STEPS.find((candidate) => top <= MOST_STEPS * candidate);
    return ticks(top, step ?? Math.ceil(top / MOST_STEPS / (60 * MINUTE)) * 60 * MINUTE);
}

function decimalStep(top) {
    const power = 10 ** Math.floor(Math.log10(Math.max(1, top / MOST_STEPS)));
    return [1, 2, 5, 10].map((factor) => factor * power).find((step) => top <= MOST_STEPS * step);
}

function ticks(top, step) {
    const steps = Math.max(2, Math.ceil(top / step));
    return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
