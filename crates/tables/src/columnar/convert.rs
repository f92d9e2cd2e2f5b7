//! From Arrow arrays to the few kinds of columns of this crate.

use crate::{
    Place, TableError,
    column::{CodedColumn, Column, FloatColumn, IntColumn, TextColumn},
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, Date32Array, DictionaryArray, Float64Array,
    Int32Array, Int64Array, StringArray, UInt64Array,
    cast::AsArray,
    types::{
        Float32Type, Int8Type, Int16Type, Int32Type, TimestampMicrosecondType, TimestampMillisecondType,
        TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    },
};
use arrow_schema::{DataType, TimeUnit};
use std::cell::OnceCell;

/// A column of a batch, owned.
pub(super) enum Held {
    Text(StringArray),
    Int(Int64Array),
    Float(Float64Array),
    Coded(Int32Array, StringArray),
    Empty,
}

impl Held {
    /// The column as a reader sees it; `values` is where its dictionary will be listed.
    pub(super) fn column<'a>(&'a self, values: &'a OnceCell<Vec<&'a str>>) -> Column<'a> {
        match self {
            Held::Text(array) => Column::Text(TextColumn::array(array)),
            Held::Int(array) => Column::Int(IntColumn(array)),
            Held::Float(array) => Column::Float(FloatColumn(array)),
            Held::Coded(codes, strings) => Column::Coded(CodedColumn { codes, strings, values }),
            Held::Empty => Column::Text(TextColumn::empty()),
        }
    }
}

/// What is wrong with a type, if it is not supported.
pub(super) fn refuse_type(file: &str, column: &str, kind: &DataType) -> Result<(), TableError> {
    use DataType::*;
    match kind {
        Null | Boolean | Utf8 | Date32 | Timestamp(..) | Float32 | Float64 => Ok(()),
        Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64 => Ok(()),
        other => {
            let problem = format!("the column is of type {other}");
            let expected = "text, whole numbers, floats, booleans, dates or timestamps";
            Err(TableError::new(Place::file(file).column(column), problem, expected))
        }
    }
}

/// Converts a column. `place` tells where a row of it is.
pub(super) fn hold(array: &ArrayRef, place: impl Fn(usize) -> Place) -> Result<Held, TableError> {
    use DataType::*;
    Ok(match array.data_type() {
        Null => Held::Empty,
        Boolean => booleans(array.as_boolean()),
        Utf8 => Held::Text(array.as_string::<i32>().clone()),
        Dictionary(..) => coded(array.as_dictionary::<Int32Type>()),
        Date32 => dates(array.as_primitive()),
        Int8 => ints::<Int8Type>(array),
        Int16 => ints::<Int16Type>(array),
        Int32 => ints::<Int32Type>(array),
        Int64 => Held::Int(array.as_primitive().clone()),
        UInt8 => ints::<UInt8Type>(array),
        UInt16 => ints::<UInt16Type>(array),
        UInt32 => ints::<UInt32Type>(array),
        UInt64 => large_ints(array.as_primitive(), place)?,
        Timestamp(unit, _) => timestamps(array, *unit),
        Float32 => Held::Float(array.as_primitive::<Float32Type>().unary(f64::from)),
        Float64 => Held::Float(array.as_primitive().clone()),
        other => {
            let expected = "the type that the footer declares";
            return Err(TableError::new(place(0), format!("the column is of type {other}"), expected));
        }
    })
}

fn ints<T: ArrowPrimitiveType<Native: Into<i64>>>(array: &ArrayRef) -> Held {
    Held::Int(array.as_primitive::<T>().unary(Into::into))
}

fn timestamps(array: &ArrayRef, unit: TimeUnit) -> Held {
    Held::Int(match unit {
        TimeUnit::Second => array.as_primitive::<TimestampSecondType>().reinterpret_cast(),
        TimeUnit::Millisecond => array.as_primitive::<TimestampMillisecondType>().reinterpret_cast(),
        TimeUnit::Microsecond => array.as_primitive::<TimestampMicrosecondType>().reinterpret_cast(),
        TimeUnit::Nanosecond => array.as_primitive::<TimestampNanosecondType>().reinterpret_cast(),
    })
}

fn large_ints(array: &UInt64Array, place: impl Fn(usize) -> Place) -> Result<Held, TableError> {
    let too_large = |row: &usize| array.is_valid(*row) && i64::try_from(array.value(*row)).is_err();
    if let Some(row) = (0..array.len()).find(too_large) {
        let problem = format!("{} is too large", array.value(row));
        return Err(TableError::new(place(row), problem, format!("a number up to {}", i64::MAX)));
    }
    Ok(Held::Int(array.unary(u64::cast_signed)))
}

fn booleans(array: &BooleanArray) -> Held {
    let codes = array.iter().map(|value| value.map(i32::from)).collect();
    Held::Coded(codes, StringArray::from(vec!["false", "true"]))
}

fn coded(array: &DictionaryArray<Int32Type>) -> Held {
    let strings = array.values().as_string::<i32>().clone();
    let codes = array.keys();
    if strings.null_count() == 0 {
        return Held::Coded(codes.clone(), strings);
    }
    // Null may also be written as a dictionary entry that is null.
    let text = |code: Option<i32>| {
        let code = usize::try_from(code?).ok()?;
        strings.is_valid(code).then(|| strings.value(code))
    };
    Held::Text(codes.iter().map(text).collect())
}

fn dates(array: &Date32Array) -> Held {
    Held::Text(array.iter().map(|days| days.map(date)).collect())
}

/// The day `days` after 1 January 1970 as `YYYY-MM-DD` in the Gregorian calendar.
///
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn date(days: i32) -> String {
    let shifted = i64::from(days) + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_become_dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (18_781, "2021-06-03"),
        ] {
            assert_eq!(date(days), expected);
        }
    }
}
