// Shows a source's text, in which words can be marked by mouse or keyboard; reports where they stand.
// Offsets are code points, as everywhere in Summitry: a browser counts UTF-16 units.
const points = (text) => [...text].length;

export default {
  render({ model, el }) {
    el.classList.add("summitry-source");
    const shown = document.createElement("textarea");
    shown.readOnly = true;
    shown.rows = 8;
    shown.setAttribute("aria-label", "Text of the source; mark the words on which the new record stands");

    const draw = () => { shown.value = model.get("text"); };
    const report = () => {
      const text = shown.value;
      const start = points(text.slice(0, shown.selectionStart));
      model.set("span", [start, start + points(text.slice(shown.selectionStart, shown.selectionEnd))]);
      model.save_changes();
    };
    for (const name of ["select", "mouseup", "keyup"]) shown.addEventListener(name, report);
    model.on("change:text", draw);
    draw();
    el.replaceChildren(shown);
  },
};
