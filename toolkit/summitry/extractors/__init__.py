"""Extractors beside the rules: each an extra, none needed, all held to the source's own words.

An extractor is a function ``(source, context) -> Extraction`` under the entry-point group ``summitry.extractors``. One
that needs something installed or configured may have a method ``ready()``, which raises
:class:`~summitry.errors.ExtractorError` with a remedy; it is asked once, before any source is read.
"""
