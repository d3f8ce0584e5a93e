//! Names that every expression in a note can use.

/// The globals of Node.js, which renders the pages when a site is built, and what Docusaurus defines for each note.
/// Sorted.
#[rustfmt::skip]
const NAMES: [&str; 152] = [
    "AbortController", "AbortSignal", "AggregateError", "Array", "ArrayBuffer", "AsyncDisposableStack",
    "Atomics", "BigInt", "BigInt64Array", "BigUint64Array", "Blob", "Boolean", "BroadcastChannel", "Buffer",
    "ByteLengthQueuingStrategy", "CloseEvent", "CompressionStream", "CountQueuingStrategy", "Crypto",
    "CryptoKey", "CustomEvent", "DOMException", "DataView", "Date", "DecompressionStream", "DisposableStack",
    "Error", "EvalError", "Event", "EventSource", "EventTarget", "File", "FinalizationRegistry", "Float16Array",
    "Float32Array", "Float64Array", "FormData", "Function", "Headers", "Infinity", "Int16Array", "Int32Array",
    "Int8Array", "Intl", "Iterator", "JSON", "MDXContent", "Map", "Math", "MessageChannel", "MessageEvent",
    "MessagePort", "NaN", "Navigator", "Number", "Object", "Performance", "PerformanceEntry", "PerformanceMark",
    "PerformanceMeasure", "PerformanceObserver", "PerformanceObserverEntryList", "PerformanceResourceTiming",
    "Promise", "Proxy", "RangeError", "React", "ReadableByteStreamController", "ReadableStream",
    "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest", "ReadableStreamDefaultController",
    "ReadableStreamDefaultReader", "ReferenceError", "Reflect", "RegExp", "Request", "Response", "Set",
    "SharedArrayBuffer", "Storage", "String", "SubtleCrypto", "SuppressedError", "Symbol", "SyntaxError",
    "TextDecoder", "TextDecoderStream", "TextEncoder", "TextEncoderStream", "TransformStream",
    "TransformStreamDefaultController", "TypeError", "URIError", "URL", "URLSearchParams", "Uint16Array",
    "Uint32Array", "Uint8Array", "Uint8ClampedArray", "WeakMap", "WeakRef", "WeakSet", "WebAssembly",
    "WebSocket", "WritableStream", "WritableStreamDefaultController", "WritableStreamDefaultWriter",
    "__dirname", "__filename", "arguments", "assets", "atob", "btoa", "clearImmediate", "clearInterval",
    "clearTimeout", "console", "contentTitle", "crypto", "decodeURI", "decodeURIComponent", "encodeURI",
    "encodeURIComponent", "escape", "eval", "exports", "fetch", "frontMatter", "global", "globalThis",
    "isFinite", "isNaN", "localStorage", "metadata", "module", "navigator", "parseFloat", "parseInt",
    "performance", "process", "props", "queueMicrotask", "require", "sessionStorage", "setImmediate",
    "setInterval", "setTimeout", "structuredClone", "toc", "undefined", "unescape",
];

/// Whether a variable with this name exists without being defined in the note.
pub(super) fn is_global(name: &str) -> bool {
    NAMES.binary_search(&name).is_ok()
}

/// HTML elements without content (HTML Standard §13.1.2).
#[rustfmt::skip]
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];

/// The other HTML elements, and common ones of SVG and `MathML`.
#[rustfmt::skip]
const ELEMENTS: [&str; 125] = [
    "a", "abbr", "acronym", "address", "applet", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blink",
    "blockquote", "body", "button", "canvas", "caption", "center", "circle", "cite", "code", "colgroup", "data",
    "datalist", "dd", "defs", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "g", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hgroup", "html", "i", "iframe", "ins", "kbd", "label", "legend", "li", "line",
    "main", "map", "mark", "marquee", "math", "menu", "meter", "nav", "nobr", "noframes", "noscript", "object",
    "ol", "optgroup", "option", "output", "p", "param", "path", "picture", "pre", "progress", "q", "rect", "rp",
    "rt", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small", "span", "strike",
    "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "text", "textarea",
    "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "use", "var", "video", "xmp",
];

/// Whether an HTML element with this name has no content, in any case.
pub(super) fn is_void(name: &str) -> bool {
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}

/// Whether this is the name of an HTML element, in any case.
pub(super) fn is_element(name: &str) -> bool {
    is_void(name) || ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.is_sorted());
        assert!(is_global("props") && is_global("undefined") && !is_global("region") && !is_global("name"));
    }
}
