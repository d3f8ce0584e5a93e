//! The code blocks of a note, each read when a rule asks for it.

use std::borrow::Cow;
use std::cell::OnceCell;

use memchr::memmem;

use super::block_text::BlockText;
use super::heredocs::heredocs;
use super::json;
use super::value::Value;
use super::yaml::{self, Yaml};
use crate::markdown::document::{Document, Kind, Node};
use crate::markdown::syntax;
use crate::markdown::{counterexample, info_string};
use crate::text::slice::Slice as _;
use crate::text::source::Span;
use crate::text::whitespace::Whitespace as _;

/// Languages whose blocks are left out: what they show is an example of a note or a change.
const OTHER: [&str; 5] = ["md", "markdown", "mdx", "diff", "patch"];

/// The longest block, in bytes, that is read as data.
const LONGEST: usize = 1024 * 1024;

/// The code blocks of a note, and the documents within their commands.
#[derive(Debug, Default)]
pub struct Blocks<'d> {
    blocks: OnceCell<Vec<Block<'d>>>,
    document: Option<&'d Document<'d>>,
}

impl<'d> Blocks<'d> {
    /// The blocks of `document`. They are collected at the first call of [`Self::all`].
    pub fn of(document: &'d Document<'d>) -> Self {
        Self { blocks: OnceCell::new(), document: Some(document) }
    }

    /// The blocks in the order of the text. Documents within commands follow the block with the command.
    pub fn all(&self) -> &[Block<'d>] {
        self.blocks.get_or_init(|| {
            let nodes = self.document.into_iter().flat_map(|document| document.of_kind(Kind::CodeBlock));
            let mut blocks = Vec::new();
            for block in nodes.map(Block::new).filter(|block| !OTHER.contains(&block.language())) {
                let within = block.within();
                blocks.push(block);
                blocks.extend(within);
            }
            blocks
        })
    }

    /// The block of the code block `node`.
    pub fn at(&self, node: Node<'_>) -> Option<&Block<'d>> {
        let blocks = self.all();
        let start = node.span().start;
        let first = blocks.partition_point(|block| block.node.span().start < start);
        blocks.get(first).filter(|block| block.node.span().start == start)
    }
}

/// A code block, or a document within its commands.
#[derive(Debug)]
pub struct Block<'d> {
    node: Node<'d>,
    language: Cow<'d, str>,
    is_part: bool,
    is_skipped: bool,
    text: BlockText<'d>,
    json: OnceCell<Option<Value>>,
    yaml: OnceCell<Yaml>,
}

impl<'d> Block<'d> {
    fn new(node: Node<'d>) -> Self {
        let language = info_string::language(node.literal());
        let is_skipped = info_string::is_skipped(node) || counterexample::is_one(node);
        Self::with(node, Cow::Borrowed(language), BlockText::of(node), false, is_skipped)
    }

    fn with(node: Node<'d>, language: Cow<'d, str>, text: BlockText<'d>, is_part: bool, is_skipped: bool) -> Self {
        let is_lower = !language.bytes().any(|byte| byte.is_ascii_uppercase());
        let language = if is_lower { language } else { Cow::Owned(language.to_ascii_lowercase()) };
        Self { node, language, is_part, is_skipped, text, json: OnceCell::new(), yaml: OnceCell::new() }
    }

    /// The documents within its commands.
    fn within(&self) -> Vec<Block<'d>> {
        if memmem::find(self.as_str().as_bytes(), b"<<").is_none() || self.as_str().len() > LONGEST {
            return Vec::new();
        }
        let parts = heredocs(self.as_str()).into_iter().map(|part| {
            let text = self.text.part(part.body);
            Self::with(self.node, Cow::Borrowed(part.language), text, true, self.is_skipped)
        });
        parts.collect()
    }

    /// The code block.
    pub fn node(&self) -> Node<'d> {
        self.node
    }

    /// Its language in lower case, as its label says or the command that it is a part of. Empty if it has none.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The label as it is in the note.
    pub fn label(&self) -> Option<Span> {
        let fence = syntax::fence(self.node).filter(|_| !self.is_part)?;
        let source = self.node.source();
        let run = (fence.run.end - fence.run.start) as usize;
        let line = source.tail(run).md_lines().next().unwrap_or_default();
        let label = info_string::language(line);
        // Only spaces, braces and dots can be before it.
        let start = fence.run.end as usize + line.find(label.chars().next()?)?;
        (!label.is_empty()).then(|| Span::new(start, start + label.len()))
    }

    /// Whether it is a document within a command.
    pub fn is_part(&self) -> bool {
        self.is_part
    }

    /// Whether its info string exempts it from checks (`yaml notelint-skip`), or it is wrong on purpose.
    pub fn is_skipped(&self) -> bool {
        self.is_skipped
    }

    /// Its text, without the indentation and the markers of the blocks around it.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The bytes of the note for `range` of the text.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        self.text.span(range)
    }

    /// Its value as JSON. `None` if it is not JSON, comments and trailing commas aside.
    pub fn json(&self) -> Option<&Value> {
        let read = || (self.as_str().len() <= LONGEST).then(|| json::value(self.as_str())).flatten();
        self.json.get_or_init(read).as_ref()
    }

    /// Its documents as YAML, up to the first error.
    pub fn yaml(&self) -> &Yaml {
        let read = || if self.as_str().len() <= LONGEST { yaml::read(self.as_str()) } else { Yaml::default() };
        self.yaml.get_or_init(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::source::Source;

    fn with_blocks(text: &str, check: impl FnOnce(&Source, &[Block<'_>])) {
        let source = Source::new(text.to_owned()).unwrap();
        let document = Document::parse(&source);
        let blocks = Blocks::of(&document);
        check(&source, blocks.all());
    }

    #[test]
    fn the_language_is_the_first_word() {
        for info in ["yaml", " YAML a=b", "{.yaml .x}", "yaml:a.yml", "yaml{1,3}", "yaml,ignore", "yaml;a"] {
            with_blocks(&format!("```{info}\na: 1\n```\n"), |source, blocks| {
                assert_eq!(blocks[0].language(), "yaml", "{info}");
                assert!(source.slice(blocks[0].label().unwrap()).eq_ignore_ascii_case("yaml"), "{info}");
            });
        }
        with_blocks("```\na\n```\n\n    b\n", |_, blocks| {
            assert!(blocks.iter().all(|block| block.language().is_empty() && block.label().is_none()));
        });
    }

    #[test]
    fn values_have_their_place_in_the_note() {
        for note in [
            "```yaml\na:\n  b: 'x'\n```\n",
            "- ```yaml\n  a:\n    b: 'x'\n  ```\n",
            "> 1. y\n>    ```yaml\n>    a:\n>      b: 'x'\n>    ```\n",
            "    a:\n      b: 'x'\n",
            "```yaml\r\na:\r\n  b: 'x'\r\n```\r\n",
            "-\t```yaml\n\ta:\n\t  b: 'x'\n\t```\n",
            "```sh\ncat <<E > a.yml\na:\n  b: 'x'\nE\n```\n",
            "- ```sh\n  cat <<E\n  a:\n    b: 'x'\n  E\n  ```\n",
        ] {
            with_blocks(note, |source, blocks| {
                let block = blocks.last().unwrap();
                assert_eq!(block.as_str(), "a:\n  b: 'x'\n", "{note}");
                let inner = &block.yaml().documents[0].member("a").unwrap().value.members()[0];
                assert_eq!(source.slice(block.span(inner.key_range.clone())), "b", "{note}");
                assert_eq!(source.slice(block.span(inner.value.range.clone())), "'x'", "{note}");
            });
        }
    }

    #[test]
    fn json_values_have_their_place_in_the_note() {
        with_blocks("1. a\n\n   ```json\n   {\"é\": [1, {\"b\": \"日本\"}]}\n   ```\n", |source, blocks| {
            let list = &blocks[0].json().unwrap().member("é").unwrap().value;
            assert_eq!(source.slice(blocks[0].span(list.items()[0].range.clone())), "1");
            assert_eq!(source.slice(blocks[0].span(list.items()[1].members()[0].value.range.clone())), "\"日本\"");
        });
    }

    #[test]
    fn a_word_in_the_info_string_exempts_a_block() {
        for (info, skipped) in
            [("yaml notelint-skip", true), ("{.yaml .notelint-skip}", true), ("notelint-skipper", false)]
        {
            with_blocks(&format!("```{info}\na\n```\n"), |_, blocks| {
                assert_eq!(blocks[0].is_skipped(), skipped, "{info}");
            });
        }
    }
}
