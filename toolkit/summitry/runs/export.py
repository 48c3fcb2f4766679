"""An executed notebook as one HTML page: no code, no script, no request to anywhere.

The page is our own, with nbconvert doing the walk over cells and outputs. It also works from nbconvert's command line:
``jupyter nbconvert --to summitry brief.ipynb``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets import Unicode, default
from traitlets.config import Config

if TYPE_CHECKING:
    from nbformat import NotebookNode

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_HERE = Path(__file__).parent
_REPORT_CSS = _HERE.parent / "report" / "report.css"
# What Brief.style() shows in a notebook; in the page it belongs in the head.
_STYLE = re.compile(r"\s*<style data-summitry>(.*)</style>\s*", re.DOTALL)


def to_html(nb: NotebookNode, *, title: str, subtitle: str = "", generator: str = "") -> str:
    """``nb``, executed, as a self-contained page. All three texts are escaped; ``nb`` is not changed."""
    exporter = _exporter()
    exporter.title, exporter.subtitle, exporter.generator = title, subtitle, generator
    return str(exporter.from_notebook_node(nb)[0])


@cache
def _exporter() -> SummitryHTMLExporter:
    """One for all reports of a process: it compiles its templates once."""
    return SummitryHTMLExporter()  # type: ignore[no-untyped-call]


class SummitryHTMLExporter(TemplateExporter):
    """nbconvert's exporter ``summitry``."""

    export_from_notebook = "Summitry report"
    output_mimetype = "text/html"

    title = Unicode("", help="Title of the page; empty: the notebook's own.").tag(config=True)
    subtitle = Unicode("", help="Follows the title in the browser's tab and in the footer.").tag(config=True)
    generator = Unicode("", help="What made the report, for the footer.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "summitry"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(_HERE / "html")]

    @property
    def default_config(self) -> Config:
        config = Config(
            {
                # Scripts and widgets draw nothing in a page without scripts: their text or HTML stands in for them.
                "NbConvertBase": {
                    "display_data_priority": [
                        "text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain",
                    ]
                },
                # The notebook is checked once, not after each of eleven steps of which one does anything.
                "Exporter": {"optimistic_validation": True},
                "TagRemovePreprocessor": {
                    "enabled": True,
                    "remove_cell_tags": {"parameters", "injected-parameters", "hide", "papermill-error-cell-tag"},
                },
            }
        )  # fmt: skip
        inherited = super().default_config
        merged = inherited.copy() if inherited else Config()
        merged.merge(config)
        return merged

    def default_filters(self) -> Any:
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "summitry_markdown", markdown
        yield "summitry_body", body

    def from_notebook_node(self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any) -> Any:
        """The page and its resources; the title is the exporter's, the notebook's or its file's."""
        resources = resources if resources is not None else {}
        name = resources.get("metadata", {}).get("name", "")
        resources["summitry"] = {
            "policy": POLICY, "style": style(nb), "subtitle": self.subtitle, "generator": self.generator,
            "title": self.title or str(nb.metadata.get("title", "")) or name or "Report",
        }  # fmt: skip
        return super().from_notebook_node(nb, resources, **kw)


def style(nb: NotebookNode) -> str:
    """The page's style: the one that the notebook was made with, or else the package's, and the page around it."""
    shown = (
        "".join(output.data["text/html"])
        for cell in nb.cells if cell.cell_type == "code"
        for output in cell.outputs if "text/html" in output.get("data", {})
    )  # fmt: skip
    found = next((match[1] for text in shown if (match := _STYLE.fullmatch(text))), None)
    report = _REPORT_CSS.read_text(encoding="utf-8") if found is None else found
    return report + (_HERE / "html" / "page.css").read_text(encoding="utf-8")


def body(html: str) -> str:
    """An HTML output as it goes into the page: without the report's style, which stands in the head."""
    return "" if _STYLE.fullmatch(html) else html


def markdown(source: str) -> str:
    """A Markdown cell as HTML; raw HTML in it is shown as text."""
    renderer = IPythonRenderer(escape=True, exclude_anchor_links=True)
    return str(MarkdownWithMath(renderer=renderer).render(source))
