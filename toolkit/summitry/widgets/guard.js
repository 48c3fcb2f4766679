// Stops key presses at the panel's edge, in the bubble phase: controls inside have had them, the notebook never does.
// Combinations with Ctrl, Cmd or Alt (save, run, browser shortcuts) go on.
const stop = (event) => {
  if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
};

export default {
  render({ el }) {
    el.classList.add("summitry-guard");
    let panel = null;
    let frame = 0;
    // The view is rendered before it is attached to the page, so the panel is looked for until it is there.
    const attach = () => {
      panel = el.closest(".summitry-panel");
      if (panel) panel.addEventListener("keydown", stop);
      else frame = requestAnimationFrame(attach);
    };
    attach();
    return () => {
      cancelAnimationFrame(frame);
      if (panel) panel.removeEventListener("keydown", stop);
    };
  },
};
