// The words that fields hold, as a person reads them: no versions, states or tags.
export function wordsOf(fields) {
  const isText = ([name]) => !/(-as|base_version|-row_id|-state)$/.test(name);
  const page = (html) =>
    new DOMParser().parseFromString(html.replace(/<br>|<\/(p|li|h4|td|th)>/g, " $&"), "text/html").body.textContent;
  const asHtml = new Set(
    fields.filter(([name, value]) => name.endsWith("-as") && value === "html").map(([name]) => name.slice(0, -3)),
  );
  return fields
    .filter(isText)
    .map(([name, value]) => (asHtml.has(name) ? page(value) : name.endsWith("-rows") ? wordsOfRows(value) : value))
    .join(" ")
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
}

/** The cells of a sheet, which travel as one field. */
const wordsOfRows = (rows) =>
  JSON.parse(rows || "[]")
    .map(({ id, ...cells }) => Object.values(cells).join(" "))
    .join(" ");
