"""What the site does with the documents: those at the project's top get a page each, and sample minutes stay files.

A link works in both places, where the documents lie and on the site.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

TOP = {"README.md": "readme.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
"""The documents at the top, and what their pages are called."""
SAMPLES = "samples/files"
"""The folder of sample minutes."""


class Download(File):
    """A file that is handed out as it is, even if it is Markdown."""

    def is_documentation_page(self) -> bool:
        """Never."""
        return False


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Take in the documents at the top as pages, and the samples as files."""
    root = Path(config.config_file_path).parent
    for source, page in TOP.items():
        files.append(File.generated(config, page, content=_from_top((root / source).read_text(encoding="utf-8"))))
    for sample in sorted((Path(config.docs_dir) / SAMPLES).iterdir()):
        name = f"{SAMPLES}/{sample.name}"
        if found := files.get_file_from_path(name):
            files.remove(found)
        files.append(_download(name, sample, config))
    files.append(_download("LICENSE", root / "LICENSE", config))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - called so
    """Let links to the documents at the top lead to their pages."""
    up = "../" * (page.file.src_uri.count("/"))
    for source, target in TOP.items():
        markdown = re.sub(rf"\]\({re.escape(up)}\.\./{re.escape(source)}(#[^)]*)?\)", rf"]({up}{target}\1)", markdown)
    return markdown


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Give the search a name for those who hear the page."""
    name = "Søk" if page.url.startswith(tuple(config.extra["norwegian"])) else "Search"
    return output.replace('role="dialog"', f'role="dialog" aria-label="{name}"', 1)


def _download(name: str, path: Path, config: MkDocsConfig) -> File:
    """A file that is handed out, by its name on the site."""
    file = Download.generated(config, name, abs_src_path=str(path))
    file.inclusion = InclusionLevel.INCLUDED
    return file


def _from_top(text: str) -> str:
    """The text of a document at the top as one in docs."""
    text = re.sub(r"\[docs/([\w-]+)\.md\]", r"[\1]", text)
    text = text.replace("](docs/", "](")
    for source, page in TOP.items():
        text = text.replace(f"]({source}", f"]({page}")
    return text
