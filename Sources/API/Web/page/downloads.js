// Links to a job's result in every format.

import { element } from "../shared/dom.js";

const formats = [
    ["text", "Text"],
    ["pdf", "PDF", "the image with its text, searchable"],
    ["markdown", "Markdown"],
    ["json", "JSON"],
    ["tsv", "TSV", "a table of words"],
    ["hocr", "hOCR"],
    ["alto", "ALTO"],
];

export function downloads(job) {
    const links = formats
        .filter(([format]) => format !== "pdf" || job.pdf !== false)
        .map(([format, name, hint]) =>
            element(
                "li",
                {},
                element(
                    "a",
                    { href: `/jobs/${job.id}/result?format=${format}`, download: true, title: hint },
                    element("span", { class: "visually-hidden" }, "Download as "),
                    name,
                ),
            ),
        );
    return element("ul", { class: "downloads", "aria-label": "Downloads" }, ...links);
}
