//! Why a mail server's certificate is not believed, in words.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use crate::words::quoted;

/// What is wrong with the certificate, where that is what went wrong.
pub(super) fn doubted(error: &(dyn Error + 'static)) -> Option<String> {
    let mut inner = Some(error);
    while let Some(error) = inner {
        if let Some(why) = found(error) {
            return Some(words(why));
        }
        inner = error.source();
    }
    None
}

fn found<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a CertificateError> {
    // What an input error was made of is not its source.
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    let error = wrapped.map_or(error, |wrapped| wrapped as &'a (dyn Error + 'static));
    match error.downcast_ref::<rustls::Error>()? {
        rustls::Error::InvalidCertificate(why) => Some(why),
        _ => None,
    }
}

fn words(why: &CertificateError) -> String {
    match why {
        CertificateError::UnknownIssuer => {
            "its certificate leads to no authority that is believed here; if it is one of your own, name its file"
                .to_owned()
        }
        CertificateError::NotValidForName => "its certificate is of another name".to_owned(),
        CertificateError::NotValidForNameContext { presented, .. } => {
            quoted(&format!("its certificate is of another name ({})", presented.join(", ")))
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has ended, or the clock of this machine is wrong".to_owned()
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate does not hold yet, or the clock of this machine is wrong".to_owned()
        }
        CertificateError::BadSignature => {
            "its certificate is not signed by the authority that it names".to_owned()
        }
        other => quoted(&format!("its certificate is not believed ({other})")),
    }
}
