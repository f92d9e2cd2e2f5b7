//! Writing XML: elements that are closed as they were opened, and text that XML can hold.

use quick_xml::escape::escape;
use std::fmt::Write as _;

/// An XML file in the making.
#[derive(Debug)]
pub(crate) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A file that begins as every one of them does.
    pub(crate) fn new() -> Xml {
        Xml {
            out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned(),
            open: vec![],
        }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.start(name, attributes);
        self.out.push('>');
        self.open.push(name);
        self
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.start(name, attributes);
        self.out.push_str("/>");
        self
    }

    /// An element with text and nothing else.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) -> &mut Xml {
        self.open(name, attributes).text(text).close()
    }

    /// Text, its special signs written as references, without what XML cannot hold.
    pub(crate) fn text(&mut self, text: &str) -> &mut Xml {
        self.out.push_str(&escape(allowed(text)));
        self
    }

    /// Closes what was opened last.
    pub(crate) fn close(&mut self) -> &mut Xml {
        if let Some(name) = self.open.pop() {
            let _ = write!(self.out, "</{name}>");
        }
        self
    }

    /// A line break between elements, where white space means nothing.
    pub(crate) fn line(&mut self) -> &mut Xml {
        self.out.push('\n');
        self
    }

    /// The file, with everything closed.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.push('\n');
        self.out.into_bytes()
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.out, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.out, " {key}=\"{}\"", escape(allowed(value)));
        }
    }
}

/// The text without the signs that XML 1.0 has no place for.
fn allowed(text: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(fits).collect()
}
