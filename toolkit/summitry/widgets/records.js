// Draws the rows of RecordTable as a real table. Cells are set as text, so nothing from a source can become markup.
// Keyboard: one row is in the tab order; up, down, home and end move and choose, Enter and Space choose.
const node = (tag, text, attributes = {}) => {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

export default {
  render({ model, el }) {
    el.classList.add("summitry-records");
    let body;

    const choose = (row, focus) => {
      if (!row) return;
      model.set("selected", row.dataset.id);
      model.save_changes();
      if (focus) row.focus();
    };

    const mark = () => {
      const chosen = model.get("selected");
      const rows = [...body.rows];
      const current = rows.find((row) => row.dataset.id === chosen) ?? rows[0];
      for (const row of rows) {
        row.setAttribute("aria-selected", String(row.dataset.id === chosen));
        row.tabIndex = row === current ? 0 : -1;
      }
    };

    const keys = (event) => {
      const row = event.target.closest("tr");
      const to = {
        ArrowDown: () => row.nextElementSibling, ArrowUp: () => row.previousElementSibling,
        Home: () => body.firstElementChild, End: () => body.lastElementChild, Enter: () => row, " ": () => row,
      }[event.key];
      if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      choose(to(), true);
    };

    const draw = () => {
      const columns = model.get("columns");
      const rows = model.get("rows");
      if (!rows.length) {
        body = node("tbody");
        el.replaceChildren(node("p", model.get("empty"), { class: "summitry-empty" }));
        return;
      }
      const table = node("table", undefined, { role: "grid", "aria-label": model.get("label") });
      const heading = table.createTHead().insertRow();
      for (const name of columns) heading.append(node("th", name, { scope: "col" }));
      body = table.createTBody();
      for (const [id, ...cells] of rows) {
        const row = body.insertRow();
        row.dataset.id = id;
        row.dataset.review = columns.at(-1) === "Review" ? cells.at(-1).replace(/^\W+/, "") : "";
        cells.forEach((text, i) => row.append(node("td", text, { "data-column": columns[i], role: "gridcell" })));
      }
      body.addEventListener("click", (event) => choose(event.target.closest("tr"), true));
      body.addEventListener("keydown", keys);
      el.replaceChildren(table);
      mark();
    };

    for (const name of ["columns", "rows", "empty"]) model.on(`change:${name}`, draw);
    model.on("change:selected", mark);
    draw();
  },
};
