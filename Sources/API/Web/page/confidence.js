// How sure the service is, as levels and in words.

const certain = 0.85;
const doubtful = 0.6;

export const levels = [
    { name: "good", label: "Sure", hint: "85 % and more" },
    { name: "fair", label: "Perhaps", hint: "60 to 85 %" },
    { name: "poor", label: "Doubtful", hint: "below 60 %" },
];

export function level(confidence) {
    if (confidence >= certain) return "good";
    return confidence >= doubtful ? "fair" : "poor";
}

/** Never 100 where there is a doubt. */
export function percent(confidence) {
    return confidence < 1 ? Math.min(99, Math.round(confidence * 100)) : 100;
}

/** A sentence on a whole text. */
export function verdict({ confidence, needs_review: needsReview }, wordCount) {
    if (wordCount === 0) return "No text was found in this image.";
    if (confidence >= 0.995) return "As good as every word is likely right.";
    const sentence = `About ${percent(confidence)} in 100 words are likely right.`;
    return needsReview ? `${sentence} Somebody should look it over.` : sentence;
}
