
"use strict";
(() => {
  const [form, search, country, state, shown, none] = ["filters", "search", "country", "state", "shown", "none"]
    .map((id) => document.getElementById(id));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = [...document.querySelectorAll("tbody tr")].map((row) => ({
    row,
    text: plain(`${[...row.cells].map((cell) => cell.textContent).join(" ")} ${row.dataset.also}`),
    countries: row.dataset.countries.split(" "),
    states: row.dataset.states.split(" "),
  }));
  const filter = () => {
    const wanted = plain(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const one of rows) {
      const fits = wanted.every((word) => one.text.includes(word))
        && (!country.value || one.countries.includes(country.value))
        && (!state.value || one.states.includes(state.value));
      one.row.hidden = !fits;
      count += fits;
    }
    const all = wanted.length === 0 && !country.value && !state.value;
    shown.textContent = all ? "" : `${count} of ${rows.length} shown`;
    none.hidden = count > 0;
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.hidden = false;
  filter();
})();
