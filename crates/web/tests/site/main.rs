//! The pages of a forum, asked for as a browser asks, over a real store.

mod accounts;
mod api;
mod api_desk;
mod api_people;
mod api_whole;
mod attacks;
mod bodies;
mod capital;
mod chamber;
mod desk;
mod discussion;
mod downloads;
mod draft;
mod holding;
mod hostile;
mod letters;
mod living;
mod pages;
mod passkeys;
mod reach;
mod refusals;
mod rounds;
mod server;
mod signing;
mod text;
mod voting;
