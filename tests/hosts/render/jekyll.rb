# Renders texts as Jekyll does with its default options: kramdown with the parser for GitHub Flavored Markdown.
require "json"
require "kramdown"
require "kramdown-parser-gfm"

OPTIONS = {
  input: "GFM",
  auto_ids: true,
  hard_wrap: false,
  smart_quotes: "lsquo,rsquo,ldquo,rdquo",
  syntax_highlighter: nil,
  toc_levels: (1..6).to_a
}.freeze

texts = JSON.parse($stdin.read)
puts JSON.generate(texts.transform_values { |text| Kramdown::Document.new(text, OPTIONS).to_html })
