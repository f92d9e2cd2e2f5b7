//! The pages of a forum, asked for as a browser asks, over a real store.

mod attacks;
mod desk;
mod pages;
mod server;
mod voting;
