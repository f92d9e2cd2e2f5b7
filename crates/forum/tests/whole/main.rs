//! The whole way and the news of it, held to what they promise.

#[cfg(test)]
mod common;
#[cfg(test)]
mod communique;
#[cfg(test)]
mod cutting;
#[cfg(test)]
mod languages;
mod laws;
#[cfg(test)]
mod summary;
mod translations;
#[cfg(test)]
mod way;
