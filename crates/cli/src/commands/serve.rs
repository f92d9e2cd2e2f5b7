//! `plenary serve`: forums for real.

use crate::arguments::Serve;
use crate::server;
use crate::terminal::{Failure, note, result};
use forum::live::Secret;

/// Serves until told to stop.
pub(crate) fn run(typed: &Serve) -> Result<(), Failure> {
    server::block_on(async {
        let forums = server::forums(&typed.database).await?;
        let (listener, address) = server::listen(&typed.listening).await?;
        let shown = typed.listening.public_url.as_deref().unwrap_or(&address);
        note(&format!("Plenary serves {} from {}.", shown, server::shown(&typed.database)));
        let key = Secret::draw();
        result(&format!(
            "To convene a forum, while this server runs:  {shown}/convene?key={}\n",
            key.text()
        ))?;
        server::serve(forums, listener, &typed.listening, Some(key)).await
    })
}
