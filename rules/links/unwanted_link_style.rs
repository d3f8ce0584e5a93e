//! `unwanted-link-style`: a link or image in a style that the options do not allow.

use crate::lint::prelude::*;
use crate::markdown::autolink::is_pointed;
use crate::markdown::document::LinkSyntax;
use crate::markdown::syntax;
use crate::text::whitespace::is_unicode_space;

pub(crate) struct UnwantedLinkStyle {
    options: Options,
}

/// Options of `unwanted-link-style`, named as in markdownlint.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "markdownlint's options")]
pub(crate) struct Options {
    /// Allow `<https://example.com>`.
    autolink: bool,
    /// Allow `[label][]`.
    collapsed: bool,
    /// Allow `[text][label]`.
    full: bool,
    /// Allow `[text](destination)`.
    inline: bool,
    /// Allow `[label]`.
    shortcut: bool,
    /// Allow `[https://example.com](https://example.com)`.
    url_inline: bool,
}

rule!(UnwantedLinkStyle {
    options: Options,
    summary: Text {
        en: "a link or image in a style that the options do not allow",
        ja: "設定で許可されていない書き方のリンクや画像",
    },
    aliases: &["MD054", "link-image-style"],
    presets: &[Preset::Style.with("url_inline = false"), Preset::Markdownlint.member()],
    fix: Some(Applicability::Safe),
});

impl Default for Options {
    fn default() -> Self {
        Self { autolink: true, collapsed: true, full: true, inline: true, shortcut: true, url_inline: true }
    }
}

impl Check for UnwantedLinkStyle {
    fn kinds(&self) -> Kinds {
        Kinds::of(&[Kind::Link, Kind::Image, Kind::Autolink])
    }

    fn node(&self, note: &Note<'_>, node: Node<'_>, sink: &mut Sink<'_>) {
        let options = &self.options;
        let (allowed, en, ja) = match node.link().form {
            LinkSyntax::Autolink => (options.autolink, "an autolink", "自動リンク"),
            // `empty-link` reports links without a destination.
            _ if node.link().destination.is_empty() => return,
            LinkSyntax::Inline if !options.inline => (false, "an inline link", "インラインリンク"),
            LinkSyntax::Inline => (
                // Without `<…>`, it is the only style in which a URL ends where the author says.
                options.url_inline
                    || !options.autolink
                    || !note.document.profile().angle_urls
                    || !is_url_twice(note, node),
                "a link with its URL as text",
                "URL を 2 回書いたリンク",
            ),
            LinkSyntax::Full => (options.full, "a full reference", "ラベル付きの参照リンク"),
            LinkSyntax::Collapsed => (options.collapsed, "a collapsed reference", "`[]` 付きの参照リンク"),
            LinkSyntax::Shortcut => (options.shortcut, "a shortcut reference", "ラベルだけの参照リンク"),
            LinkSyntax::Bare | LinkSyntax::Unlinked => return,
        };
        if allowed {
            return;
        }
        let shown = excerpt(node.source());
        let report = sink.report(
            node.span(),
            message!("`{shown}` is {en}, which the options do not allow", "`{shown}` は{ja}で、設定で許可されていない"),
        );
        let Some(text) = self.rewritten(note, node) else { return };
        let title = excerpt(&text);
        report.fix(
            Applicability::Safe,
            Effect::Layout,
            message!("replace with `{title}`", "`{title}` に書き換える"),
            vec![Edit::replace(node.span(), text)],
        );
    }
}

impl UnwantedLinkStyle {
    /// The same link in an allowed style: inline or, if that is not allowed, as an autolink.
    fn rewritten(&self, note: &Note<'_>, node: Node<'_>) -> Option<String> {
        let link = node.link();
        let to = &*link.destination;
        let angles = self.options.autolink && note.document.profile().angle_urls;
        let pointed = || format!("<{to}>");
        if node.kind() == Kind::Autolink {
            let text = node.source().strip_prefix('<')?.strip_suffix('>')?;
            return (self.options.inline && self.options.url_inline).then(|| format!("[{text}]({to})"));
        }
        let text = note.source.slice(syntax::link_text(node));
        let same = node.kind() == Kind::Link && text == to && link.title.is_empty() && is_pointed(to);
        if link.form == LinkSyntax::Inline || same && !self.options.url_inline {
            return (same && angles).then(pointed);
        }
        if !self.options.inline {
            return (same && angles).then(pointed);
        }
        let mark = if node.kind() == Kind::Image { "!" } else { "" };
        let plain = !to.is_empty() && !to.contains(|char: char| is_unicode_space(char) || "()<>".contains(char));
        let to = if plain { to.to_owned() } else { pointed() };
        let title =
            if link.title.is_empty() { String::new() } else { format!(" \"{}\"", link.title.replace('"', "\\\"")) };
        Some(format!("{mark}[{text}]({to}{title})"))
    }
}

/// Whether the text of an inline link is exactly its target, an absolute URL.
fn is_url_twice(note: &Note<'_>, node: Node<'_>) -> bool {
    if node.kind() == Kind::Image || !node.link().title.is_empty() {
        return false;
    }
    let text = note.source.slice(syntax::link_text(node));
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let of_scheme = |char: char| char.is_ascii_alphanumeric() || "+-.".contains(char);
    let absolute = scheme.starts_with(|char: char| char.is_ascii_alphabetic()) && scheme.chars().all(of_scheme);
    absolute && syntax::destination(node).is_some_and(|to| note.source.slice(to) == text)
}
