# Renders texts as Jekyll does with its default options: Liquid, then kramdown with the parser for GitHub Flavored Markdown.
require "json"
require "kramdown"
require "kramdown-parser-gfm"
require "liquid"

OPTIONS = {
  input: "GFM",
  auto_ids: true,
  hard_wrap: false,
  smart_quotes: "lsquo,rsquo,ldquo,rdquo",
  syntax_highlighter: nil,
  toc_levels: (1..6).to_a
}.freeze

def render(text)
  Kramdown::Document.new(Liquid::Template.parse(text, error_mode: :warn).render!, OPTIONS).to_html
rescue Liquid::Error => error
  { error: error.message }
end

texts = JSON.parse($stdin.read)
puts JSON.generate(texts.transform_values { |text| render(text) })
