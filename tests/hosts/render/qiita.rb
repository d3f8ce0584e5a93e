# Renders texts as Qiita does: with the gem `qiita-markdown`, which Qiita publishes (`gem install qiita-markdown`).
require "active_support/all"
require "json"
require "qiita-markdown"

FRONT_MATTER = /\A---\n.*?^---\n/m

def render(text)
  # `strict` because the author of a text is not trusted.
  output = Qiita::Markdown::Processor.new(hostname: "qiita.com", strict: true).call(text.sub(FRONT_MATTER, ""))[:output]
  # The id of a heading is on an element in it, before a link to it.
  output.css(".fragment").each do |fragment|
    fragment.parent["id"] = fragment["id"]
    fragment.next_element.remove
    fragment.remove
  end
  output.css("div.note").each { |note| note["class"] = "custom-block #{note['class']}" }
  output.css(".code-lang").each(&:remove)
  output.to_s
end

if ARGV == ["--version"]
  puts Qiita::Markdown::VERSION
else
  puts JSON.generate(JSON.parse($stdin.read).transform_values { |text| render(text) })
end
