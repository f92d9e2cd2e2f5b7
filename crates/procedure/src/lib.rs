//! Decision rules of the field as data, decided in exact integers.
