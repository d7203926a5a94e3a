// What axe finds on this page: by all rules in the light theme, by those of colours in the dark one.
async ({ within, tags, colours }) => {
    const root = document.documentElement;
    const problem = (theme, id, { node, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
        return [theme, id, node.source.slice(0, 200), why];
    };

    // Axe's own reporters write a selector for each element that passes.
    axe.addReporter("as it is", (results, options, done) => done(results));
    const chosen = root.dataset.bsTheme;
    const rules = { light: { type: "tag", values: tags }, dark: { type: "rule", values: colours } };
    const found = [];
    for (const [theme, runOnly] of Object.entries(rules)) {
        root.dataset.bsTheme = theme;
        const results = await axe.run(within, { runOnly, reporter: "as it is", preload: false });
        for (const { id, violations } of results)
            found.push(...violations.map((violation) => problem(theme, id, violation)));
    }
    root.dataset.bsTheme = chosen;
    return found;
}
