// What is asked of the reading: the languages that there are, and the form's other choices.

import { element } from "../shared/dom.js";
import { get } from "./service.js";

/** Tesseract's names that are no language codes. */
const odd = {
    chi_sim: "Chinese, simplified",
    chi_tra: "Chinese, traditional",
    chi_sim_vert: "Chinese, simplified, vertical",
    chi_tra_vert: "Chinese, traditional, vertical",
    deu_latf: "German, Fraktur",
    frk: "German, Fraktur",
    jpn_vert: "Japanese, vertical",
    kor_vert: "Korean, vertical",
    srp_latn: "Serbian, Latin",
};

/** Helpers of Tesseract's that nobody writes in. */
const helpers = ["osd", "equ"];

/** Fills the pickers. Without an answer the service's own default holds. */
export async function fillLanguages(form) {
    const { default: first, languages } = await get("/languages");
    const choices = languages.filter((code) => !helpers.includes(code)).map((code) => [code, nameOf(code)]);
    choices.sort(([, one], [, other]) => one.localeCompare(other));
    const { lang, lang2 } = form.elements;
    lang.replaceChildren(...choices.map(([code, name]) => option(code, name, code === first)));
    // The usual may be several at once, which is no language of the list.
    if (usual(lang) === undefined) lang.prepend(option(first, namesOf(first), true));
    lang2.replaceChildren(option("", "None"), ...choices.map(([code, name]) => option(code, name)));
}

/** As form fields. What is left at its default is left out. */
export function chosenOptions(form) {
    const { lang, lang2, psm, preprocess, orientation, pages } = form.elements;
    const languages = [...new Set([...lang.value.split("+"), lang2.value])].filter(Boolean).join("+");
    const fields = {
        lang: languages === usual(lang) ? "" : languages,
        psm: psm.value,
        preprocess: preprocess.value,
        orientation: orientation.value,
        pages: pages.value.replace(/\s/g, ""),
        pdf: "true",
    };
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}

/** What the service reads unless it is asked for another. */
function usual(lang) {
    return [...lang.options].find((each) => each.defaultSelected)?.value;
}

function namesOf(codes) {
    return new Intl.ListFormat("en").format(codes.split("+").map(nameOf));
}

function nameOf(code) {
    if (odd[code]) return odd[code];
    if (code.startsWith("script/")) return `${code.slice("script/".length)} script`;
    try {
        return new Intl.DisplayNames("en", { type: "language" }).of(code.replaceAll("_", "-"));
    } catch {
        return code;
    }
}

function option(value, text, selected = false) {
    return element("option", { value, selected }, text);
}
