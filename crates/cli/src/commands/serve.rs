//! `plenary serve`: forums for real.

use crate::arguments::Serve;
use crate::terminal::{Failure, note, result};
use crate::{keys, server};
use forum::live::Secret;

/// Serves until told to stop.
pub(crate) fn run(typed: &Serve) -> Result<(), Failure> {
    server::block_on(async {
        let keeping = &typed.keeping;
        let mut ways = crate::ways::of(&typed.outward, typed.listening.public_url.as_deref())?;
        ways.set = Some(crate::setter::way(&typed.setting));
        let key = keys::held(&keeping.database, keeping.key.as_deref())?;
        #[cfg(feature = "mail")]
        let sender = crate::post::Sender::of(&typed.mail, &keeping.database)?;
        let forums = server::forums(&keeping.database, key).await?;
        keys::fits(&forums, keeping).await?;
        let (listener, address) = server::listen(&typed.listening).await?;
        let shown = typed.listening.public_url.as_deref().unwrap_or(&address);
        #[cfg(feature = "passkeys")]
        {
            ways.passkeys = crate::passkeys::at(shown);
        }
        note(&format!("Plenary serves {} from {}.", shown, server::shown(&keeping.database)));
        let convene = Secret::draw();
        result(&format!(
            "To convene a forum, while this server runs:  {shown}/convene?key={}\n",
            convene.text()
        ))?;
        #[cfg(feature = "mail")]
        let (mail, letters) = {
            let way = sender.server().map_or(web::MailWay::Folder, web::MailWay::Server);
            (way, sender.deliver(forums.clone()))
        };
        #[cfg(not(feature = "mail"))]
        let mail = web::MailWay::Nobody;
        let served = server::serve(forums, listener, &typed.listening, Some(convene), (mail, ways)).await;
        #[cfg(feature = "mail")]
        letters.stop().await;
        served
    })
}
