// Times as people read them.

/** Two units at most: `340 ms`, `1.2 s`, `42 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(milliseconds) {
    if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
    if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`;
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60) return `${seconds} s`;
    if (seconds < 3600) return pair(seconds, 60, "min", "s");
    if (seconds < 86400) return pair(Math.floor(seconds / 60), 60, "h", "min");
    return pair(Math.floor(seconds / 3600), 24, "d", "h");
}

function pair(small, size, bigUnit, smallUnit) {
    const rest = small % size;
    return `${Math.floor(small / size)} ${bigUnit}${rest ? ` ${rest} ${smallUnit}` : ""}`;
}
