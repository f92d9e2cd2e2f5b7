//! Columns of one chunk, by the kind of their cells.

use arrow_array::{Array, Float64Array, Int32Array, Int64Array, StringArray};
use std::{borrow::Cow, cell::OnceCell};

/// Start and end of a cell in the text of its block, in bytes.
pub(crate) type Span = (u32, u32);

/// One column of a chunk. The same column of a Parquet file may be `Text` in one chunk and `Coded` in the next.
#[derive(Clone, Copy)]
pub enum Column<'a> {
    /// Text: every column of a CSV file; strings and dates (`2021-06-03`) of a Parquet file.
    Text(TextColumn<'a>),
    /// Whole numbers of any width; timestamps as the integer they are stored as.
    Int(IntColumn<'a>),
    /// Floating-point numbers.
    Float(FloatColumn<'a>),
    /// Text from a small dictionary; booleans are the dictionary `false`, `true`.
    Coded(CodedColumn<'a>),
}

impl<'a> Column<'a> {
    /// The cell as text; empty for an empty cell or null. Integers and floats as Rust prints them (`3`, `1.5`, an
    /// integral float as `3`), booleans as `true` and `false`, timestamps as the integer in their own unit.
    #[must_use]
    pub fn text(&self, row: usize) -> Cow<'a, str> {
        match self {
            Column::Text(column) => Cow::Borrowed(column.get(row)),
            Column::Coded(column) => Cow::Borrowed(column.get(row)),
            Column::Int(column) => {
                column.get(row).map_or(Cow::Borrowed(""), |value| Cow::Owned(value.to_string()))
            }
            Column::Float(column) => {
                column.get(row).map_or(Cow::Borrowed(""), |value| Cow::Owned(value.to_string()))
            }
        }
    }

    /// Whether the cell is empty or null.
    #[must_use]
    pub fn is_empty(&self, row: usize) -> bool {
        match self {
            Column::Text(column) => column.is_empty(row),
            Column::Coded(column) => column.get(row).is_empty(),
            Column::Int(column) => column.get(row).is_none(),
            Column::Float(column) => column.get(row).is_none(),
        }
    }
}

#[derive(Clone, Copy)]
enum TextCells<'a> {
    /// Cells of all columns, row by row: every `stride`th from `field` on.
    Spans {
        text: &'a str,
        spans: &'a [Span],
        field: usize,
        stride: usize,
    },
    Array(&'a StringArray),
    Empty,
}

/// A column of text.
#[derive(Clone, Copy)]
pub struct TextColumn<'a>(TextCells<'a>);

impl<'a> TextColumn<'a> {
    pub(crate) fn spans(text: &'a str, spans: &'a [Span], field: usize, stride: usize) -> Self {
        Self(TextCells::Spans { text, spans, field, stride })
    }

    pub(crate) fn array(array: &'a StringArray) -> Self {
        Self(TextCells::Array(array))
    }

    pub(crate) fn empty() -> Self {
        Self(TextCells::Empty)
    }

    /// The text of a cell; empty for an empty cell or null. Panics past the end of the chunk.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> &'a str {
        match self.0 {
            TextCells::Spans { text, spans, field, stride } => {
                let (start, end) = spans[row * stride + field];
                &text[start as usize..end as usize]
            }
            TextCells::Array(array) if array.is_valid(row) => array.value(row),
            TextCells::Array(_) | TextCells::Empty => "",
        }
    }
}

impl<'a> TextColumn<'a> {
    /// All cells of a row of a text file, whatever was selected, in the order of the file; `None` for other files.
    pub(crate) fn row(&self, row: usize) -> Option<impl Iterator<Item = &'a [u8]> + use<'a>> {
        let TextCells::Spans { text, spans, stride, .. } = self.0 else { return None };
        let cells = &spans[row * stride..(row + 1) * stride];
        Some(cells.iter().map(move |&(start, end)| {
            if start == end { b"" } else { &text.as_bytes()[start as usize..end as usize] }
        }))
    }

    /// Whether a cell is empty or null. Panics past the end of the chunk.
    #[must_use]
    #[inline]
    pub fn is_empty(&self, row: usize) -> bool {
        match self.0 {
            TextCells::Spans { spans, field, stride, .. } => {
                let (start, end) = spans[row * stride + field];
                start == end
            }
            TextCells::Array(array) => array.is_null(row) || array.value_length(row) == 0,
            TextCells::Empty => true,
        }
    }

    /// The bytes of a cell, for comparing and matching: cheaper than the text, whose character boundaries are checked.
    /// Panics past the end of the chunk.
    #[must_use]
    #[inline]
    pub fn bytes(&self, row: usize) -> &'a [u8] {
        match self.0 {
            TextCells::Spans { text, spans, field, stride } => {
                let (start, end) = spans[row * stride + field];
                &text.as_bytes()[start as usize..end as usize]
            }
            TextCells::Array(array) if array.is_valid(row) => array.value(row).as_bytes(),
            TextCells::Array(_) | TextCells::Empty => b"",
        }
    }
}

/// A column of whole numbers.
#[derive(Clone, Copy)]
pub struct IntColumn<'a>(pub(crate) &'a Int64Array);

impl<'a> IntColumn<'a> {
    /// The number; `None` for null. Panics past the end of the chunk.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> Option<i64> {
        self.0.is_valid(row).then(|| self.0.values()[row])
    }

    /// All numbers of the chunk as a slice, where none is null.
    #[must_use]
    pub fn values(&self) -> Option<&'a [i64]> {
        (self.0.null_count() == 0).then(|| &self.0.values()[..])
    }
}

/// A column of floating-point numbers.
#[derive(Clone, Copy)]
pub struct FloatColumn<'a>(pub(crate) &'a Float64Array);

impl FloatColumn<'_> {
    /// The number; `None` for null. Panics past the end of the chunk.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> Option<f64> {
        self.0.is_valid(row).then(|| self.0.values()[row])
    }
}

/// A column of text given as codes into a dictionary. Codes mean something within their own chunk only.
#[derive(Clone, Copy)]
pub struct CodedColumn<'a> {
    pub(crate) codes: &'a Int32Array,
    pub(crate) strings: &'a StringArray,
    pub(crate) values: &'a OnceCell<Vec<&'a str>>,
}

impl<'a> CodedColumn<'a> {
    /// The code of a cell: an index into [`CodedColumn::values`]; `None` for null. Panics past the end of the chunk.
    #[must_use]
    #[inline]
    pub fn code(&self, row: usize) -> Option<u32> {
        self.codes.is_valid(row).then(|| self.codes.values()[row].cast_unsigned())
    }

    /// All codes of the chunk as a slice, where none is null.
    #[must_use]
    pub fn codes(&self) -> Option<&'a [i32]> {
        (self.codes.null_count() == 0).then(|| &self.codes.values()[..])
    }

    /// The dictionary. It may hold values that no row of the chunk has, and the empty text. Made at the first call.
    #[must_use]
    pub fn values(&self) -> &'a [&'a str] {
        let strings = self.strings;
        self.values.get_or_init(|| (0..strings.len()).map(|code| strings.value(code)).collect())
    }

    /// One value of the dictionary, without making the list of all.
    #[must_use]
    pub fn value(&self, code: u32) -> &'a str {
        self.strings.value(code as usize)
    }

    /// The text of a cell; empty for null.
    #[must_use]
    #[inline]
    pub fn get(&self, row: usize) -> &'a str {
        self.code(row).map_or("", |code| self.value(code))
    }
}
