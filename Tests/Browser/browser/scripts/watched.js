// What `watch` has noted.
() => window.seenTexts
