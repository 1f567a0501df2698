// Numbers and times as people read them.

const numbers = new Intl.NumberFormat("en");
const minuteClock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const secondClock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dateAndTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

export const count = (number) => numbers.format(number);
export const clock = (time) => minuteClock.format(new Date(time));
export const clockSeconds = (time) => secondClock.format(new Date(time));
export const fullTime = (time) => dateAndTime.format(new Date(time));

/** `1 job`, `2 jobs`. */
export const amount = (number, noun) => `${count(number)} ${noun}${number === 1 ? "" : "s"}`;

export function share(part, whole) {
    const percent = (100 * part) / whole;
    return `${percent > 0 && percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** How long ago, in one unit. */
export function ago(milliseconds) {
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 2) return "now";
    const [size, unit] = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]].find(([each]) => seconds >= each);
    return `${Math.floor(seconds / size)} ${unit} ago`;
}

export function bytes(number) {
    if (number < 1000) return `${number} B`;
    if (number < 1e6) return `${Math.round(number / 1000)} kB`;
    if (number < 1e9) return `${(number / 1e6).toFixed(1)} MB`;
    return `${(number / 1e9).toFixed(1)} GB`;
}
