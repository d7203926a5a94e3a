// What axe finds on this page: by all rules in the light theme, by those of colours in the dark one.
//
// The contrast of texts is most of axe's work. It rests on the look of a text: its colour and size, and what
// its ancestors lay under it. Where axe found that look good before (`good`), it is not measured again. Axe
// itself says which it found good: what it passed over (hidden, disabled) or could not tell stays open.
// Answers [what is wrong, looks newly found good].
async ({ within, tags, colours, good }) => {
    const root = document.documentElement;
    const known = new Set(good);

    const groundOf = (element, grounds) => {
        if (!element) return "";
        if (!grounds.has(element)) {
            const style = getComputedStyle(element);
            const own = [
                style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode,
                style.position, style.float,
            ].join(" ");
            const below = groundOf(element.parentElement, grounds);
            const plain = "rgba(0, 0, 0, 0) none 1 none normal static none";
            grounds.set(element, own === plain ? below : `${own}|${below}`);
        }
        return grounds.get(element);
    };
    const lookOf = (element, grounds) => {
        const { color, fontSize, fontWeight, textShadow, webkitTextStroke } = getComputedStyle(element);
        return [color, fontSize, fontWeight, textShadow, webkitTextStroke, groundOf(element, grounds)].join(" ");
    };
    const hasText = (element) =>
        element.matches("input, select, textarea") ||
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const markNewLooks = () => {
        const grounds = new Map();
        for (const element of [...document.querySelectorAll("body, body *")].filter(hasText)) {
            const look = lookOf(element, grounds);
            if (!known.has(look)) element.dataset.look = look;
        }
    };
    const unmark = () => document.querySelectorAll("[data-look]").forEach((element) => delete element.dataset.look);
    const problem = (theme, id, { node, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
        return [theme, id, node.source.replace(/ data-look="[^"]*"/, "").slice(0, 200), why];
    };

    axe.configure({ rules: [{ id: "color-contrast", selector: "[data-look]" }] });
    // Axe's own reporters write a selector for each element that passes.
    axe.addReporter("as it is", (results, options, done) => done(results));
    const chosen = root.dataset.bsTheme;
    const rules = { light: { type: "tag", values: tags }, dark: { type: "rule", values: colours } };
    const found = [];
    for (const [theme, runOnly] of Object.entries(rules)) {
        root.dataset.bsTheme = theme;
        markNewLooks();
        const results = await axe.run(within, { runOnly, reporter: "as it is", preload: false });
        for (const { id, violations } of results)
            found.push(...violations.map((violation) => problem(theme, id, violation)));
        const contrast = results.find(({ id }) => id === "color-contrast");
        contrast.passes.forEach(({ node }) => known.add(node.element.dataset.look));
        unmark();
    }
    root.dataset.bsTheme = chosen;
    return [found, [...known].filter((look) => !good.includes(look))];
}
