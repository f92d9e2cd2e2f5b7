//! The table of act kinds, written once: from a kind to its body's type and back.

/// Makes the enum of act bodies from `/// doc  Type = "kind"` lines.
#[macro_export]
#[doc(hidden)]
macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $body:ident = $kind:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $($(#[$vdoc])* $body(Box<$body>),)*
        }

        impl $name {
            /// The names of all kinds, in the order of the table.
            pub const KINDS: &[&str] = &[$($kind,)*];

            /// The name of the kind, as the record keeps it.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $($name::$body(_) => $kind,)* }
            }

            /// The body as a JSON value.
            ///
            /// # Errors
            /// What serde says; never for the types of this table.
            pub fn value(&self) -> Result<serde_json::Value, serde_json::Error> {
                match self { $($name::$body(body) => serde_json::to_value(body),)* }
            }

            /// The typed body of an act; `None` for a kind that is not in the table.
            ///
            /// # Errors
            /// What serde says of a body that is not of its kind's type.
            pub fn of(act: &record::Act) -> Result<Option<$name>, serde_json::Error> {
                Ok(Some(match act.kind.as_str() {
                    $($kind => $name::$body(Box::new(act.body_as()?)),)*
                    _ => return Ok(None),
                }))
            }
        }

        $(impl From<$body> for $name {
            fn from(body: $body) -> $name {
                $name::$body(Box::new(body))
            }
        })*
    };
}
